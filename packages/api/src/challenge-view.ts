import * as store from "@yishi/db/challenges";
import type { Tx } from "@yishi/db/client";
import { readUnit, namedUnit } from "@yishi/db/frozen-owners";
import { readResident, type RollReading } from "@yishi/db/frozen-roll";
import { dayOf } from "@yishi/domain/calendar";
import { grounds, statuses, verdicts } from "@yishi/domain/challenges";
import { changes } from "@yishi/domain/motions/change";
import type { Motion } from "@yishi/domain/motions";
import { electorLine } from "@yishi/domain/roll/residence";
import { z } from "zod";
import { electorRules } from "./electors.ts";
import { language } from "./inputs.ts";

const nullable = { text: z.string().nullable(), date: z.date().nullable() };

/** A challenge as whoever filed it sees it: the answer once two people have said the same. */
export const ownChallenge = z.object({
  challengeId: z.string(),
  ground: z.enum(grounds),
  words: nullable.text,
  lang: language,
  status: z.enum(["waiting", "answered", "withdrawn"]),
  filedAt: z.date(),
  dueAt: z.date(),
  late: z.boolean(),
  verdict: z.enum(verdicts).nullable(),
  answer: nullable.text,
  answerLang: language.nullable(),
  answeredAt: nullable.date,
});

/** A challenge as the two who answer it see it. */
export const challengeToAnswer = z.object({
  challengeId: z.string(),
  ground: z.enum(grounds),
  words: nullable.text,
  lang: language,
  status: z.enum(statuses),
  filedAt: z.date(),
  dueAt: z.date(),
  late: z.boolean(),
  verdict: z.enum(verdicts).nullable(),
  answer: nullable.text,
  answerLang: language.nullable(),
  answeredAt: nullable.date,
  /** Who answered first, and who said the same. */
  proposer: nullable.text,
  answerer: nullable.text,
  differs: nullable.text,
  /** Whether the asker filed it, or proposed its answer. */
  own: z.boolean(),
  mine: z.boolean(),
  /** Who filed it: a neighbour, or with no name the owners of this door. */
  residentId: nullable.text,
  name: nullable.text,
  building: nullable.text,
  stairwell: nullable.text,
  door: nullable.text,
  /** Of whom the answer speaks. */
  of: z
    .object({ name: nullable.text, building: nullable.text, stairwell: nullable.text, door: nullable.text })
    .nullable(),
});

/** What the roll says of somebody as it was frozen. */
export const candidate = z.object({
  residentId: nullable.text,
  unitId: nullable.text,
  name: nullable.text,
  says: z.enum(changes).nullable(),
  voted: z.boolean(),
});

/** The challenges of one resident or of the owners of a unit. */
export async function readOwn(
  tx: Tx,
  motionId: string,
  of: { readonly residentId: string | null; readonly unitId: string | null },
) {
  const lines = await store.ofMotion(tx, motionId, of);
  return lines.map(({ status, verdict, answer, answerLang, ...line }) => {
    const answered = status === "answered";
    const waits = status === "open" || status === "proposed";
    return {
      ...line,
      status: waits ? ("waiting" as const) : status,
      late: waits && tx.now >= line.dueAt,
      verdict: answered ? verdict : null,
      answer: answered ? answer : null,
      answerLang: answered ? answerLang : null,
    };
  });
}

/** The challenges to a vote for those who answer them. */
export async function readToAnswer(
  tx: Tx,
  motionId: string,
  asker: { readonly memberId: string; readonly residentId: string | null },
) {
  const lines = await store.ofMotion(tx, motionId);
  return lines.map((line) => ({
    ...line,
    late: (line.status === "open" || line.status === "proposed") && tx.now >= line.dueAt,
    own: line.residentId !== null && line.residentId === asker.residentId,
    mine: line.proposedBy === asker.memberId,
    of:
      line.ofResidentId === null && line.ofUnitId === null
        ? null
        : { name: line.ofName, building: line.ofBuilding, stairwell: line.ofStairwell, door: line.ofDoor },
  }));
}

/** What the roll says of whom an answer speaks: of a resident, or in a vote of owners of a unit; nothing of anybody else. */
export async function readingOf(
  tx: Tx,
  motion: Motion,
  of: { readonly residentId: string | null; readonly unitId: string | null },
): Promise<RollReading | null> {
  if (motion.electorate === "owner") {
    const unit = of.unitId === null ? null : await namedUnit(tx, of.unitId);
    return unit && readUnit(tx, motion, unit);
  }
  if (of.residentId === null) return null;
  const line = electorLine(dayOf(motion.noticedAt ?? tx.now), await electorRules(tx));
  return readResident(tx, motion, of.residentId, line);
}
