import * as ballots from "@yishi/db/ballots";
import type { Tx } from "@yishi/db/client";
import { isRecused } from "@yishi/db/recusals";
import { countFollowers, isFollowing } from "@yishi/db/followings";
import * as motions from "@yishi/db/motions";
import type { ProposalLine } from "@yishi/db/proposal-lists";
import * as proposals from "@yishi/db/proposals";
import * as resolutions from "@yishi/db/resolutions";
import { dayOf } from "@yishi/domain/calendar";
import { electorates } from "@yishi/domain/electorates";
import type { Motion } from "@yishi/domain/motions";
import { isRepeatable, lastAnnouncement, lastOpening } from "@yishi/domain/motions/repeat";
import { furtherFor } from "@yishi/domain/motions/several";
import { awaitedAct, itemActs } from "@yishi/domain/recusals";
import { moneyOf } from "@yishi/domain/resolutions";
import { mayTake } from "@yishi/domain/roles";
import { setting } from "@yishi/domain/rulebook";
import { path, stageOf, stepOf, type Stage } from "@yishi/domain/stages";
import { z } from "zod";
import { found } from "./accept.ts";
import { authorView, readAuthor } from "./author-view.ts";
import { day, language } from "./inputs.ts";
import {
  appealableUntil,
  appealView,
  deciderView,
  readAppeal,
  readDecider,
  type AppealView,
} from "./decider-view.ts";
import {
  milestoneView,
  motionLine,
  motionView,
  readMilestones,
  readMotion,
  readMotionLines,
} from "./motion-view.ts";
import { readTimeline } from "./proposal-timeline.ts";
import type { Reader } from "./reader.ts";
import { missingHands } from "./recusal.ts";
import { handsOf, rulesOf, voteRules } from "./rules.ts";
import type { Asker } from "./trpc.ts";

const nullable = { text: z.string().nullable(), number: z.number().nullable() };

/** Everything that may come back of a proposal. What is not named here never leaves. */
export const proposalView = z.object({
  proposalId: z.string(),
  year: z.number(),
  number: z.number(),
  stage: z.string(),
  step: z.number(),
  steps: z.number(),
  title: nullable.text,
  problem: nullable.text,
  wish: nullable.text,
  touches: nullable.text,
  cost: nullable.text,
  lang: language,
  author: authorView,
  openedAt: z.date(),
  windowEnds: day.nullable(),
  reviewDue: day.nullable(),
  cosponsors: z.number(),
  cosponsorsNeeded: z.number(),
  followers: nullable.number,
  cosponsorNames: z.array(z.object({ name: z.string(), building: z.string() })),
  returned: z.array(z.object({ ground: nullable.text, reason: nullable.text, at: z.date() })),
  decider: deciderView,
  appeal: appealView.nullable(),
  /** Which of its motions is shown whole, and where each of them stands. */
  ordinal: nullable.number,
  motions: z.array(motionLine),
  /** The stage of the whole: that of the motion that leads. */
  whole: z.string(),
  /** To whom a further motion may be put now. */
  further: z.array(z.enum(electorates)).readonly(),
  motion: motionView.nullable(),
  /** After too few took part: until when a second vote can be announced and opened, or which one it became. */
  again: z
    .object({ announceBy: day.nullable(), openBy: day.nullable(), ordinal: nullable.number })
    .nullable(),
  resolution: z
    .object({
      year: z.number(),
      number: z.number(),
      publishedAt: z.date(),
      noticeEnds: day,
      publisher: z.string(),
    })
    .nullable(),
  milestones: z.array(milestoneView),
  money: z
    .object({
      plannedFen: z.number(),
      spentFen: z.number(),
      decidedFen: z.number(),
      overFen: z.number(),
    })
    .nullable(),
  timeline: z.array(
    z.object({
      kind: z.string(),
      at: z.date(),
      motion: nullable.number,
      figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  mine: z
    .object({
      author: z.boolean(),
      cosponsored: z.boolean(),
      following: z.boolean(),
      reviewed: z.boolean(),
      seat: nullable.number,
      given: z.object({ at: z.date(), channel: z.string(), binding: z.boolean() }).nullable(),
      sheetFiled: z.boolean(),
      acts: z.array(z.string()),
      recused: z.boolean(),
      /** Until when the author may appeal. */
      appealUntil: day.nullable(),
      tooFew: z.object({ act: z.string(), left: z.number(), needed: z.number() }).nullable(),
      ballot: z.object({ choice: z.string(), channel: z.string(), at: z.date() }).nullable(),
    })
    .nullable(),
});
export type ProposalView = z.infer<typeof proposalView>;

/** Gathers what a proposal's page shows, with one of its motions whole: the first, where none is named. */
export async function readProposal(
  reader: Reader,
  line: ProposalLine,
  ordinal?: number,
): Promise<ProposalView> {
  const { tx, now } = reader;
  const proposal = found(await proposals.read(tx, line.proposalId));
  const all = await motions.ofProposal(tx, line.proposalId);
  const motion = ordinal === undefined ? (all[0] ?? null) : found(all[ordinal - 1] ?? null);
  const stage = stageOf({ ...line, ...motion }, now);
  const appeal = await readAppeal(tx, line.proposalId);
  const step = stepOf(stage);
  const shown = motion && (await readMotion(reader, motion));
  const milestones = motion ? await readMilestones(reader, motion) : [];
  return {
    proposalId: line.proposalId,
    year: line.year,
    number: line.number,
    stage,
    step,
    steps: path.length,
    ...found(await proposals.wordsOf(tx, line.proposalId, proposal.version)),
    author: await readAuthor(tx, proposal),
    openedAt: line.openedAt,
    windowEnds: line.windowEnds,
    reviewDue: proposal.reviewDue,
    cosponsors: line.cosponsors,
    cosponsorsNeeded: line.cosponsorsNeeded,
    followers: await shownFollowers(tx, line.proposalId),
    cosponsorNames: await proposals.publicCosponsors(tx, line.proposalId),
    returned:
      line.status === "returned" || line.status === "appealed"
        ? await latestReturn(tx, line.proposalId, proposal.version)
        : [],
    decider: readDecider(proposal, appeal, motion),
    appeal,
    ordinal: motion?.ordinal ?? null,
    motions: await readMotionLines(reader, proposal, all),
    whole: stageOf(line, now),
    further: furtherFor(proposal, all),
    motion: shown,
    again: motion && (await readAgain(reader, motion, all)),
    resolution: motion && (await resolutions.ofMotion(tx, motion.motionId)),
    milestones,
    money: shown && milestones.length > 0 ? moneyOf(milestones, shown.costYuan) : null,
    timeline: await readTimeline(tx, line.proposalId, all),
    mine: reader.asker && (await readMine(reader, reader.asker, { proposal, stage, motion, appeal })),
  };
}

/** Whether too few took part in a first vote, and what can still become of it. */
async function readAgain({ tx, now }: Reader, motion: Motion, all: readonly Motion[]) {
  if (motion.status !== "noQuorum" || typeof motion.repeats === "number") return null;
  const second = all.find(({ repeats }) => repeats === motion.ordinal);
  const rules = { ...voteRules(await rulesOf(tx), motion), ...motion.rules };
  const open = isRepeatable(motion, second !== undefined, rules, dayOf(now));
  return {
    announceBy: open ? lastAnnouncement(motion, rules) : null,
    openBy: open ? lastOpening(motion, rules) : null,
    ordinal: second?.ordinal ?? null,
  };
}

type Kept = NonNullable<Awaited<ReturnType<typeof proposals.read>>>;
interface Item {
  readonly proposal: Kept;
  readonly stage: Stage;
  readonly motion: Motion | null;
  readonly appeal: AppealView | null;
}

async function readMine(reader: Reader, asker: Asker, { proposal, stage, motion, appeal }: Item) {
  const motionId = motion?.motionId ?? null;
  const { tx, session } = reader;
  const recused = await isRecused(tx, proposal.proposalId, asker.memberId);
  const awaited = mayTake("posts.appoint", asker.posts) ? awaitedAct(stage) : null;
  const seat = motionId && asker.residentId ? await ballots.mySeat(tx, motionId, asker.residentId) : null;
  const reviews = await proposals.reviewsOf(tx, proposal.proposalId, proposal.version);
  const sheets = motionId ? await ballots.sheetsOf(tx, motionId) : [];
  const author = proposal.authorId === asker.residentId;
  return {
    author,
    appealUntil: author ? await appealableUntil(tx, proposal, appeal) : null,
    cosponsored:
      asker.residentId !== null &&
      (await proposals.hasCosponsored(tx, proposal.proposalId, asker.residentId)),
    following: await isFollowing(tx, proposal.proposalId, asker),
    reviewed: reviews.some((review) => review.reviewerId === asker.memberId),
    seat: seat && !seat.recused ? seat.seat : null,
    given: seat?.given.toSorted((one, other) => Number(other.binding) - Number(one.binding))[0] ?? null,
    sheetFiled: sheets.some((sheet) => sheet.scrutineerId === asker.memberId),
    acts: recused ? [] : itemActs.filter((act) => mayTake(act, asker.posts)),
    recused,
    tooFew: awaited && (await missingHands(tx, proposal.proposalId, awaited, handsOf(proposal, motion))),
    ballot: motionId && session ? await ballots.ownBallot(tx, session.accountId, motionId) : null,
  };
}

/** How many follow it, where they are so many that nobody can be told from the number (`privacy.minCell`). */
async function shownFollowers(tx: Tx, proposalId: string): Promise<number | null> {
  const followers = await countFollowers(tx, proposalId);
  const book = await rulesOf(tx);
  return followers >= setting(book, "privacy.minCell").integer ? followers : null;
}

async function latestReturn(tx: Tx, proposalId: string, version: number) {
  return (await proposals.returnedReasons(tx, proposalId)).filter((reason) => reason.version === version);
}
