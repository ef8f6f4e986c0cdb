import { newId } from "@yishi/db/ids";
import { lockChanges } from "@yishi/db/roll";
import * as store from "@yishi/db/roll/changes";
import * as history from "@yishi/db/roll/history";
import { endMemberships } from "@yishi/db/roll/leaving";
import type { Tx } from "@yishi/db/client";
import { dayOf } from "@yishi/domain/calendar";
import type { Standing } from "@yishi/domain/facts";
import * as rules from "@yishi/domain/roll/changes";
import { leavings } from "@yishi/domain/roll/entries";
import { plainPersonName, plainPlace } from "@yishi/domain/roll/lines";
import { residences } from "@yishi/domain/roll/residence";
import { lengthOf, limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { day, form, id, line } from "../inputs.ts";
import { seen } from "../sight.ts";
import { holderProcedure, once, type Asker } from "../trpc.ts";

/** A building, stairwell, door or part as people write it, kept as the roll has it. */
const placed = (kind: "building" | "stairwell" | "door" | "part", min: number) =>
  z
    .string()
    .max(80)
    .transform((written, context) => {
      const place = plainPlace(written, kind);
      const shape = /^[\p{L}\p{N}#·.\-－—_/~～,，、&()（）]*$/u;
      if (lengthOf(place) >= min && lengthOf(place) <= 20 && shape.test(place)) return place;
      context.addIssue({ code: "custom", message: "not-a-place" });
      return z.NEVER;
    });
const place = {
  building: placed("building", 1),
  stairwell: placed("stairwell", 0),
  door: placed("door", 1),
  part: placed("part", 0),
};
const personName = z
  .string()
  .max(200)
  .transform((written, context) => {
    const name = plainPersonName(written) ?? "";
    if (name !== "" && lengthOf(name) <= limits.name.max && /^[\p{L}\p{M}][\p{L}\p{M}·.’' -]*$/u.test(name))
      return name;
    context.addIssue({ code: "custom", message: "not-a-name" });
    return z.NEVER;
  });
/** When it happened, and the paper that says so. */
const written = { on: day, reference: line(limits.reference) };
const living = { residence: z.enum(residences), livedSince: day.nullable() };

interface AtWindow {
  readonly tx: Tx;
  readonly asker: Asker;
}

/** The roll is changed at the window, for somebody who stands there or whose paper lies there; one's own entry by oneself. */
function atWindow({ tx, asker }: AtWindow, residentId: string | null): Standing {
  const channel = residentId !== null && residentId === asker.residentId ? "app" : "desk";
  return { actorId: asker.memberId, subjectId: residentId, channel, at: tx.now };
}

/** A resident who is on the roll, with their household; no other change of the roll happens meanwhile. */
async function lockResident(tx: Tx, residentId: string) {
  await lockChanges(tx);
  const { householdId } = found(await history.everResident(tx, residentId));
  const household = found(await store.householdById(tx, householdId));
  const person = found(household.people.find((one) => one.residentId === residentId));
  return { person, household };
}

/** The household at a place; a place where nobody ever lived becomes one. */
async function householdAt(
  tx: Tx,
  wanted: { building: string; stairwell: string; door: string; part: string },
) {
  const there = (await store.householdsAt(tx, wanted)).find(({ part }) => part === wanted.part);
  const householdId = there?.householdId ?? (await store.addHousehold(tx, wanted));
  return found(await store.householdById(tx, householdId));
}

/** The roll is kept true between two files: who moved, died, came, and how households split and join. */
export const rollChanges = {
  /** A resident of now or of before, the others of their household, and all that the roll has ever said of them. */
  person: holderProcedure("roll.change")
    .input(z.strictObject({ residentId: id }))
    .query(async ({ ctx, input }) => {
      const person = found(await history.everResident(ctx.tx, input.residentId));
      const household = found(await store.householdById(ctx.tx, person.householdId));
      await seen(ctx, "roll.change", "opened", [person.residentId]);
      return {
        person,
        household: { householdId: household.householdId, people: household.people.map(plain) },
        doors: (await store.householdsAt(ctx.tx, person.place)).map(({ householdId, part }) => ({
          householdId,
          part,
        })),
        history: await history.historyOfResident(ctx.tx, person.residentId),
      };
    }),

  /** A household, who lives in it, who came into it and left it. */
  household: holderProcedure("roll.change")
    .input(z.strictObject({ householdId: id }))
    .query(async ({ ctx, input }) => {
      const household = found(await store.householdById(ctx.tx, input.householdId));
      const { householdId, building, stairwell, door, part, people } = household;
      await seen(
        ctx,
        "roll.change",
        "household",
        people.map(({ residentId }) => residentId),
      );
      const others = (await store.householdsAt(ctx.tx, household)).filter(
        (one) => one.householdId !== householdId,
      );
      const behind = await Promise.all(others.map((one) => store.householdById(ctx.tx, one.householdId)));
      return {
        household: { householdId, building, stairwell, door, part, people: people.map(plain) },
        others: behind.flatMap((one) =>
          one ? [{ householdId: one.householdId, part: one.part, people: one.people.map(plain) }] : [],
        ),
        history: await history.historyOfHousehold(ctx.tx, householdId),
      };
    }),

  /** Enters somebody who was born into a household, or moved in. */
  come: holderProcedure("roll.change")
    .input(
      form({
        ...place,
        personName,
        born: day,
        ...living,
        why: z.enum(["born", "movedIn"]),
        ...written,
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        await lockChanges(ctx.tx);
        const household = await householdAt(ctx.tx, input);
        const { personName: name, born, residence } = input;
        const residentId = newId();
        const happened = { on: input.on, today: dayOf(ctx.now), why: input.why };
        const fact = accept(
          rules.come(residentId, { name, born }, household, happened, atWindow(ctx, residentId)),
        );
        const livedSince = residence === "living" ? input.livedSince : null;
        const person = { residentId, householdId: household.householdId, name, born, residence, livedSince };
        await store.saveComing(ctx.tx, person, input.why, input, fact);
        return { residentId };
      }),
    ),

  /** Somebody moved within the community: they keep their place in it, and live behind another door. */
  move: holderProcedure("roll.change")
    .input(form({ residentId: id, ...place, ...written }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { person } = await lockResident(ctx.tx, input.residentId);
        const into = await householdAt(ctx.tx, input);
        const happened = { on: input.on, today: dayOf(ctx.now) };
        const fact = accept(rules.move(person, into, happened, atWindow(ctx, person.residentId)));
        await store.saveMoving(ctx.tx, [person], into.householdId, "moved", input, fact);
        return { householdId: into.householdId };
      }),
    ),

  /** Somebody died or moved away: what they took part in ends at once, and every post of theirs. */
  leave: holderProcedure("roll.change")
    .input(form({ residentId: id, why: z.enum(leavings), ...written }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { person } = await lockResident(ctx.tx, input.residentId);
        const standing = atWindow(ctx, person.residentId);
        const happened = { on: input.on, today: dayOf(ctx.now), why: input.why };
        const fact = accept(rules.leave(person, happened, standing));
        await store.saveLeaving(ctx.tx, person, input.why, input, fact);
        const ended = await endMemberships(ctx.tx, [person.residentId], input.why, standing);
        return { postsEnded: ended.length };
      }),
    ),

  /** What is written of somebody was wrong, or is now otherwise: their name, their birthday, how they live here. */
  correct: holderProcedure("roll.change")
    .input(form({ residentId: id, personName, born: day, ...living, ...written }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { person, household } = await lockResident(ctx.tx, input.residentId);
        const { personName: name, born, residence } = input;
        const now = { name, born, residence, livedSince: residence === "living" ? input.livedSince : null };
        const happened = { on: input.on, today: dayOf(ctx.now) };
        const fact = accept(
          rules.correct(person, now, household, happened, atWindow(ctx, person.residentId)),
        );
        await store.saveCorrection(ctx.tx, person, now, input, fact);
        return { residentId: person.residentId };
      }),
    ),

  /** A household becomes two behind one door. */
  split: holderProcedure("roll.change")
    .input(form({ householdId: id, residentIds: z.array(id).max(60), part: place.part, ...written }))
    .mutation(
      once(async ({ ctx, input }) => {
        await lockChanges(ctx.tx);
        const household = found(await store.householdById(ctx.tx, input.householdId));
        const there = await store.householdsAt(ctx.tx, household);
        const behind = await Promise.all(there.map((one) => store.householdById(ctx.tx, one.householdId)));
        // A part in which nobody lives any more is free again.
        const partsThere = behind.flatMap((one) => (one && one.people.length > 0 ? [one.part] : []));
        const empty = there.find((one) => one.part === input.part);
        const householdId = empty?.householdId ?? newId();
        const happened = { on: input.on, today: dayOf(ctx.now) };
        const into = { householdId, part: input.part, partsThere };
        const fact = accept(rules.split(household, input.residentIds, into, happened, atWindow(ctx, null)));
        if (!empty) await store.addHousehold(ctx.tx, { ...household, part: input.part }, householdId);
        const leaving = household.people.filter(({ residentId }) => input.residentIds.includes(residentId));
        await store.saveMoving(ctx.tx, leaving, householdId, "split", input, fact);
        return { householdId };
      }),
    ),

  /** Two households become one: everybody of the first lives in the second from now on. */
  join: holderProcedure("roll.change")
    .input(form({ householdId: id, intoHouseholdId: id, ...written }))
    .mutation(
      once(async ({ ctx, input }) => {
        await lockChanges(ctx.tx);
        const household = found(await store.householdById(ctx.tx, input.householdId));
        const into = found(await store.householdById(ctx.tx, input.intoHouseholdId));
        const happened = { on: input.on, today: dayOf(ctx.now) };
        const fact = accept(rules.join(household, into, happened, atWindow(ctx, null)));
        await store.saveMoving(ctx.tx, household.people, into.householdId, "joined", input, fact);
        return { householdId: into.householdId };
      }),
    ),
};

/** Somebody of a household, as the pages of the roll show them. */
function plain({ residentId, name, born, residence, livedSince }: store.LivedIn["people"][number]) {
  return { residentId, name, born, residence, livedSince };
}
