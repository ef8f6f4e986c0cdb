import { addWorkingDays, startOf, type Day } from "@yishi/domain/calendar";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holidays } from "./holidays.ts";
import { single } from "./testing/actors.ts";
import { second } from "./testing/cast.ts";
import { expertHouse, ids } from "./testing/expert-house.ts";
import { admitted } from "./testing/proposals.ts";

let at: Awaited<ReturnType<typeof expertHouse>>;
beforeAll(async () => {
  at = await expertHouse();
  await at.house.moveTo(startOf(eve));
}, 120_000);
afterAll(() => at.house.close());

/** The last working day before the week of the National Day, and what so many working days after it is. */
const eve: Day = "2026-09-29";
const after = (days: number) => addWorkingDays(eve, days, holidays);
const withoutHolidays = { ...holidays, off: new Set<Day>(), work: new Set<Day>() };

async function consultationOf() {
  const consultationId = await at.does.request(await admitted(at.cast));
  const awaits = async (name: string) =>
    (await at.by(name).consultations.awaiting())
      .filter((one) => one.consultationId === consultationId)
      .map(({ what, by, late }) => [what, by, late]);
  return { consultationId, awaits };
}

test("everybody is reminded of their own step, with its day across the week of the National Day", async () => {
  for (const days of [3, 5, 10])
    expect(after(days) > addWorkingDays(eve, days, withoutHolidays), "the holiday is in between").toBe(true);
  const { consultationId, awaits } = await consultationOf();
  const nothing = async (...names: string[]) => {
    for (const name of names) expect([name, await awaits(name)]).toEqual([name, []]);
  };
  expect(await awaits(single.chair)).toEqual([["choose", after(3), false]]);
  await nothing(second, single.supervisor, single.deskClerk);

  await at.does.choose(consultationId, ids([at.experts.heating]));
  expect(await awaits(second)).toEqual([["reply", after(3), false]]);
  await nothing(single.chair, single.supervisor);

  const seatId = await at.does.seatOf(second, consultationId);
  await at.does.accept(second, seatId);
  const decideBy = (await at.by(second).panels.seat({ seatId })).decideBy;
  expect(decideBy && decideBy > "2026-10-01").toBe(true);
  expect(await awaits(single.supervisor)).toEqual([["decide", decideBy, false]]);
  await nothing(second, single.chair);

  await at.does.decide(single.supervisor, seatId);
  expect(await awaits(second)).toEqual([["write", after(10), false]]);
  await nothing(single.chair, single.supervisor);

  await at.does.file(second, seatId);
  expect(await awaits(single.chair)).toEqual([["respond", after(10), false]]);
  await nothing(second, single.supervisor);

  await at.does.respond(consultationId, [1, 2]);
  await nothing(second, single.chair, single.supervisor);
});

test("who says nothing until the day after the holiday has said no, and the chair is to ask another", async () => {
  const { consultationId, awaits } = await consultationOf();
  await at.does.choose(consultationId, ids([at.experts.heating]));
  const last = after(3);
  await at.house.moveTo(startOf(last));
  expect(await awaits(second)).toEqual([["reply", last, false]]);
  expect(await awaits(single.chair)).toEqual([]);
  await at.house.moveTo(new Date(startOf(last).getTime() + 86_400_000));
  expect(await awaits(second)).toEqual([]);
  expect(await awaits(single.chair)).toEqual([["choose", last, true]]);
});
