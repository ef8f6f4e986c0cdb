import { addMonths, type Day } from "@yishi/domain/calendar";
import type { Caller } from "@yishi/api/door";
import { drawRoll, rollFile } from "../../roll/roll.ts";
import { on, type Chapter } from "../../telling/scenes.ts";
import { newKey, personaNamed, type Teller } from "../../telling/teller.ts";
import { ganghuali } from "../estate.ts";
import { neighbours, residentNamed } from "../neighbours.ts";
import { place } from "../place.ts";
import { drawUnits, ownersFile } from "../owners.ts";
import { byElection, byOthers, type Appointment } from "../posts.ts";
import { byGroups, representativesOf } from "../representatives.ts";
import { charter } from "../charter.ts";

const electedDaysAgo = 246;
const foundedDaysAgo = 240;
const rollAgainDaysAgo = 25;
const firstClerks = ["周敏", "刘芳"];

/** How the community came to be: registrar, roll, posts, charter, and who got their slips. */
export function founding(teller: Teller): Chapter {
  return {
    title: "社区开通，名册、任职和章程",
    english: "The community begins: roll, posts, charter",
    scenes: [
      on(foundedDaysAgo, "09:00", () => begin(teller)),
      on(foundedDaysAgo - 1, "09:30", () => appointOthers(teller)),
      on(foundedDaysAgo - 1, "14:00", () => handOutSlips(teller)),
      on(foundedDaysAgo - 2, "09:30", () => appointRepresentatives(teller)),
      on(foundedDaysAgo - 3, "10:00", () => adoptCharter(teller)),
      on(foundedDaysAgo - 4, "10:00", () => bringOwnersIn(teller)),
      on(rollAgainDaysAgo, "10:30", () => enterNewborns(teller)),
    ],
  };
}

/** The registrar brings in the roll, appoints the clerks and the elected chair, and with that their own post lapses. */
async function begin(teller: Teller): Promise<void> {
  const { code } = await teller.door.found({
    ...place,
    registrar: {
      name: "何静",
      electedBy: "居民选举委员会",
      electedOn: teller.day(electedDaysAgo),
      reference: "选举委员会会议记录第4号",
    },
  });
  const registrar = await teller.redeem(place.slug, "hejing", code);
  await bringIn(registrar, teller, teller.day(foundedDaysAgo));
  for (const name of firstClerks) await give(teller, registrar, byOthers, name, "deskClerk");
  for (const name of [...firstClerks, "赵丽娜"]) await redeemSlip(teller, registrar, name);
  await give(teller, registrar, byElection, "赵丽娜", "chair");
}

/** The roll as the committee's own sheet has it: everybody who is born by then. */
async function bringIn(keeper: Caller, teller: Teller, on: Day): Promise<void> {
  const lines = drawRoll(ganghuali, teller.today).filter((line) => line.born <= on);
  const read = await keeper.roll.read({
    fileName: `钢花里名册${on}.csv`,
    bytes: rollFile(lines),
  });
  if (read.importId === undefined) throw new Error("the roll of 钢花里 could not be read");
  await keeper.roll.import({ key: newKey(), importId: read.importId });
  await teller.lookAround();
}

async function appointOthers(teller: Teller): Promise<void> {
  const chair = await teller.as("赵丽娜");
  for (const list of [byElection, byOthers]) {
    for (const { name, post } of list) {
      if (post !== "chair" && post !== "deskClerk") await give(teller, chair, list, name, post);
    }
  }
}

async function give(
  teller: Teller,
  by: Caller,
  list: readonly Appointment[],
  name: string,
  post: Appointment["post"],
): Promise<void> {
  const appointment = list.find((one) => one.name === name && one.post === post);
  if (!appointment) throw new Error(`${name} was not appointed ${post}`);
  await appoint(teller, by, await residentNamed(by, name), appointment);
}

/** Each residents' group chose its own: those of the story, and neighbours beside them. */
async function appointRepresentatives(teller: Teller): Promise<void> {
  const chair = await teller.as("赵丽娜");
  for (const { building, known, others } of representativesOf(ganghuali.buildings)) {
    const asked = { building, count: others, today: teller.today };
    const chosen = await Promise.all(known.map((name) => residentNamed(chair, name)));
    for (const residentId of [...chosen, ...(await neighbours(chair, asked))])
      await appoint(teller, chair, residentId, byGroups(building));
  }
}

async function appoint(
  teller: Teller,
  by: Caller,
  residentId: string,
  { post, years, record, appointedBy, reference }: Omit<Appointment, "name">,
): Promise<void> {
  const appointedOn = teller.day(electedDaysAgo);
  // Everybody of the story was asked: nobody is near kin of another who serves.
  const { concerned } = await by.posts.appointing({ residentId, post });
  await by.posts.appoint({
    key: newKey(),
    residentId,
    post,
    record,
    appointedBy,
    appointedOn,
    reference,
    untilDay: addMonths(appointedOn, 12 * years),
    kin: concerned.map(({ memberId }) => ({ memberId, near: false })),
  });
}

/** At the window everybody with a part in the story gets the slip for an account. */
async function handOutSlips(teller: Teller): Promise<void> {
  const clerk = await teller.as("周敏");
  for (const name of slipsAtWindow) await redeemSlip(teller, clerk, name);
}

const slipsAtWindow = [
  "马国栋",
  "刘建军",
  "韩雪梅",
  "孙伟",
  "王秀珍",
  "李秀英",
  "高德胜",
  "王建民",
  "陈志强",
  "石桂兰",
] as const;

async function redeemSlip(teller: Teller, by: Caller, name: string): Promise<void> {
  const slip = await by.slips.issue({ residentId: await residentNamed(by, name) });
  await teller.redeem(place.slug, personaNamed(name).signInName, slip.code);
}

async function adoptCharter(teller: Teller): Promise<void> {
  const secretary = await teller.as("韩雪梅");
  await secretary.charters.adopt({
    key: newKey(),
    text: charter,
    lang: "zh-CN",
    appBallotsCount: true,
    adoptedOn: teller.day(electedDaysAgo),
    resolution: "居民会议通过章程的决定（纸质会议记录）",
  });
}

/** The secretary brings in who owns which flat, from the register of titles. */
async function bringOwnersIn(teller: Teller): Promise<void> {
  const secretary = await teller.as("韩雪梅");
  const roll = drawRoll(ganghuali, teller.today);
  const read = await secretary.owners.read({
    fileName: "钢花里业主名册.csv",
    bytes: ownersFile(drawUnits(ganghuali.buildings, roll, teller.today)),
  });
  if (read.importId === undefined) throw new Error("the owners of 钢花里 could not be read");
  await secretary.owners.import({ key: newKey(), importId: read.importId });
}

/** Months later the secretary brings the roll up to date: children were born. */
async function enterNewborns(teller: Teller): Promise<void> {
  await bringIn(await teller.as("韩雪梅"), teller, teller.day(rollAgainDaysAgo));
}
