import { ownTextOf } from "@yishi/db/agreements";
import * as ballots from "@yishi/db/ballots";
import { boxOf } from "@yishi/db/boxes";
import { citedOf } from "@yishi/db/citations";
import type { Tx } from "@yishi/db/client";
import { placeOfVote } from "@yishi/db/meetings/hands";
import * as motions from "@yishi/db/motions";
import * as resolutions from "@yishi/db/resolutions";
import { dayOf, isProvisional } from "@yishi/domain/calendar";
import { electorates, isAdvisory, meanings } from "@yishi/domain/electorates";
import { publicationDue, type Motion } from "@yishi/domain/motions";
import { agreements, isAsked } from "@yishi/domain/motions/agreement";
import { forms } from "@yishi/domain/motions/forms";
import type { Proposal } from "@yishi/domain/proposals";
import { isFlagged, workingDaysLate } from "@yishi/domain/resolutions";
import { setting } from "@yishi/domain/rulebook";
import { needed } from "@yishi/domain/shares";
import { stageOf } from "@yishi/domain/stages";
import { byBuilding, isByBuilding } from "@yishi/domain/tally/buildings";
import { z } from "zod";
import { found } from "./accept.ts";
import { day, language } from "./inputs.ts";
import type { Reader } from "./reader.ts";
import { rulesOf, voteRules } from "./rules.ts";

const nullable = {
  text: z.string().nullable(),
  number: z.number().nullable(),
  date: z.date().nullable(),
};
const citation = z.object({ law: z.string(), article: z.string(), provenance: z.string() });
const share = z.object({ cmp: z.enum(["moreThan", "atLeast"]), num: z.number(), den: z.number() });
const quorum = z.object({
  ...{ base: z.number(), present: z.number(), needed: z.number(), met: z.boolean(), share },
});
const majority = z
  .object({
    for: z.number(),
    against: z.number(),
    abstain: z.number(),
    invalid: z.number(),
    present: z.number(),
    portion: nullable.number,
    needed: z.number(),
    passed: z.boolean(),
    share,
  })
  .nullable();
/** What became of each option, in its place, and which was decided. */
const decided = z
  .object({
    options: z.array(z.object({ count: z.number(), reached: z.boolean() })).readonly(),
    ...{ abstain: z.number(), invalid: z.number(), present: z.number() },
    ...{ portion: nullable.number, needed: z.number(), share },
    winner: nullable.number,
    tied: z.array(z.number()).readonly(),
  })
  .nullable()
  .optional();
const figures = z.object({
  result: z.enum(["passed", "rejected", "noQuorum"]),
  quorum,
  majority,
  /** Of a question with options; nothing of them below quorum, and absent of one by yes or no. */
  options: decided,
  channels: z.object({ app: z.number(), desk: z.number(), homeBox: z.number(), meeting: z.number() }),
  /** How many seats voted by show of hands in a meeting. */
  hands: z.number().optional(),
  papers: z.object({ desk: z.number(), homeBox: z.number(), meeting: z.number() }),
  advisory: z.number(),
  /** Of owners: the same by area, in square centimetres. */
  area: z.object({ quorum, majority, options: decided }).optional(),
});
export type Figures = z.infer<typeof figures>;

/** Everything that may come back of a motion. */
export const motionView = z.object({
  motionId: z.string(),
  ordinal: z.number(),
  /** Of a second vote: which motion it repeats. */
  repeats: nullable.number,
  status: z.string(),
  version: z.number(),
  electorate: z.enum(electorates),
  scope: nullable.text,
  special: z.boolean().nullable(),
  unit: z.enum(["household", "person"]),
  question: nullable.text,
  text: nullable.text,
  costYuan: z.number(),
  moneySource: nullable.text,
  carriedOutBy: nullable.text,
  doneBy: day,
  /** The numbers of the advice that it says it stands on. */
  cited: z.array(z.number()),
  ifRejected: nullable.text,
  /** Of a further motion: why this body is asked as well. */
  why: nullable.text,
  form: z.enum(forms),
  /** What can be chosen between, in their places. */
  options: z
    .array(
      z.object({
        ...{ name: z.string(), sentence: nullable.text, costYuan: nullable.number },
        /** The whole words of a decision, where two texts are put to the vote. */
        text: z.string().optional(),
      }),
    )
    .readonly(),
  /** What its proposer says of the words: whether they can still say so, and the text that they put beside them. */
  agreement: z
    .object({
      state: z.enum(agreements),
      open: z.boolean(),
      by: day,
      own: z.object({ question: z.string(), text: z.string(), lang: language }).nullable(),
    })
    .nullable(),
  lang: language,
  priorStudyOn: day.nullable(),
  noticedAt: nullable.date,
  opensAt: nullable.date,
  closesAt: nullable.date,
  /** The meeting that takes the vote, as the notice names it; nothing where none does. */
  meeting: z
    .object({
      ...{ year: z.number(), number: z.number(), status: z.string(), startsAt: z.date(), place: z.string() },
      ...{ lang: language, openedAt: nullable.date, hands: nullable.number },
    })
    .nullable(),
  /** How often a box was carried from door to door for it, and to how many seats; nothing where it was not. */
  box: z.object({ rounds: z.number(), seats: z.number() }).nullable(),
  seats: nullable.number,
  /** Of owners: all the area on the frozen roll, and how much of it has to take part; square centimetres. */
  area: z.object({ all: z.number(), needed: z.number() }).nullable(),
  quorumNeeded: nullable.number,
  turnout: nullable.number,
  /** The same by building, small ones together: never so that it could be told of somebody whether they took part. */
  buildings: z.array(
    z.object({ buildings: z.array(z.string()).readonly(), seats: z.number(), given: z.number() }),
  ),
  appBallotsCount: z.boolean().nullable(),
  /** Whether whoever has a seat sees after the count who voted what. */
  namesShown: z.boolean(),
  countedAt: nullable.date,
  publicationDue: day.nullable(),
  outcome: figures.nullable(),
  shares: z.object({ quorum: share, majority: share }),
  citations: z.object({ quorum: citation, majority: citation }),
});

/** One of a proposal's motions as it stands beside the others. */
export const motionLine = z.object({
  ordinal: z.number(),
  repeats: nullable.number,
  electorate: z.enum(electorates),
  scope: nullable.text,
  question: nullable.text,
  lang: language,
  stage: z.string(),
  advisory: z.boolean(),
});

/** A milestone, with how late it is and every time its day was put off. */
export const milestoneView = z.object({
  ordinal: z.number(),
  title: z.string(),
  lang: language,
  responsible: z.string(),
  dueOn: day,
  doneOn: day.nullable(),
  workingDaysLate: z.number(),
  flagged: z.boolean(),
  provisional: z.boolean(),
  expectedOn: day.nullable(),
  costFen: z.number(),
  spentFen: nullable.number,
  reference: nullable.text,
  changes: z.array(z.object({ from: day, to: day, reason: z.string(), lang: language, at: z.date() })),
});

/** Gathers what is shown of a motion. */
export async function readMotion({ tx, now, services }: Reader, motion: Motion) {
  const words = found(await motions.wordsOf(tx, motion.motionId, motion.version));
  const {
    motionId,
    ordinal,
    status,
    version,
    electorate,
    scope,
    special,
    form,
    priorStudyOn,
    noticedAt,
    opensAt,
    closesAt,
    seats,
    areaSquareCentimetres: all,
    countedAt,
    outcome,
  } = motion;
  const rules = motion.rules ?? voteRules(await rulesOf(tx), motion);
  return {
    ...words,
    cited: [...(await citedOf(tx, motion.motionId, motion.version))],
    motionId,
    ordinal,
    repeats: motion.repeats ?? null,
    status,
    version,
    electorate,
    scope,
    special,
    form,
    options: words.options ?? [],
    agreement: await readAgreement(tx, motion, now),
    unit: meanings[electorate].unit,
    priorStudyOn,
    noticedAt,
    opensAt,
    closesAt,
    meeting: await placeOfVote(tx, motionId),
    box: opensAt && now >= opensAt ? await carriedFor(tx, motionId) : null,
    seats,
    area: all === null ? null : { all, needed: needed(rules.quorum, all) },
    quorumNeeded: seats === null ? null : needed(rules.quorum, seats),
    turnout: opensAt && now >= opensAt && !outcome ? await ballots.turnout(tx, motionId) : null,
    buildings: opensAt && now >= opensAt && !outcome ? await readBuildings(tx, motion) : [],
    appBallotsCount: motion.appBallotsCount,
    namesShown: motion.rules?.namesShown === true,
    countedAt,
    publicationDue: publicationDue(motion, services.holidays),
    outcome,
    shares: { quorum: rules.quorum, majority: rules.majority },
    citations: rules.citations,
  };
}

async function carriedFor(tx: Tx, motionId: string) {
  const box = await boxOf(tx, motionId);
  return box.rounds > 0 ? box : null;
}

async function readAgreement(tx: Tx, motion: Motion, now: Date) {
  const { motionId, version, agreement: state, agreeBy } = motion;
  if (state === null || agreeBy === null) return null;
  const own = state === "differs" ? await ownTextOf(tx, motionId, version) : null;
  return { state, open: isAsked(motion, now), by: agreeBy, own };
}

/** Turnout by building, as far as the rule for small cells lets it be told. */
async function readBuildings(tx: Tx, { motionId, electorate }: Motion) {
  if (!isByBuilding(electorate)) return [];
  const all = await ballots.turnoutByBuilding(tx, motionId);
  const minCell = setting(await rulesOf(tx), "privacy.minCell").integer;
  return [
    ...byBuilding(
      all
        .toSorted((one, other) => one.building.localeCompare(other.building, "zh-CN", { numeric: true }))
        .map(({ building, ...turnout }) => ({ buildings: [building], ...turnout })),
      minCell,
    ),
  ];
}

/** The motions of a proposal, in their order. */
export async function readMotionLines(
  { tx, now }: Reader,
  { firstYes, windowEnds }: Proposal,
  all: readonly Motion[],
) {
  const lines = [];
  for (const motion of all) {
    const { ordinal, electorate, scope, repeats = null } = motion;
    const { question, lang } = found(await motions.wordsOf(tx, motion.motionId, motion.version));
    const stage = stageOf({ ...motion, windowEnds }, now);
    lines.push({
      ...{ ordinal, repeats, electorate, scope, question, lang, stage },
      advisory: isAdvisory({ firstYes, electorate }),
    });
  }
  return lines;
}

/** Gathers the milestones of a motion, the first one first. */
export async function readMilestones(
  { tx, now, services: { holidays } }: Reader,
  { motionId, rules }: Motion,
) {
  const changes = await resolutions.changesOf(tx, motionId);
  return (await resolutions.milestonesOf(tx, motionId)).map((milestone) => {
    const late = workingDaysLate(milestone, now, holidays);
    return {
      ...milestone,
      changes: changes.flatMap(({ ordinal, ...change }) => (ordinal === milestone.ordinal ? [change] : [])),
      workingDaysLate: late,
      flagged: rules !== null && isFlagged(late, rules),
      provisional: isProvisional(milestone.doneOn ?? dayOf(now), holidays),
    };
  });
}
