import * as ballots from "@yishi/db/ballots";
import type { Tx } from "@yishi/db/client";
import { isRecused } from "@yishi/db/recusals";
import { residentById } from "@yishi/db/roll";
import * as motions from "@yishi/db/motions";
import type { ProposalLine } from "@yishi/db/proposal-lists";
import * as proposals from "@yishi/db/proposals";
import * as resolutions from "@yishi/db/resolutions";
import { dayOf, isProvisional, type Holidays } from "@yishi/domain/calendar";
import { publicationDue, type Motion } from "@yishi/domain/motions";
import { awaitedAct, itemActs } from "@yishi/domain/recusals";
import { isFlagged, workingDaysLate } from "@yishi/domain/resolutions";
import { mayTake } from "@yishi/domain/roles";
import { needed } from "@yishi/domain/shares";
import { path, stageOf, type Stage } from "@yishi/domain/stages";
import { z } from "zod";
import { found } from "./accept.ts";
import { day, language } from "./inputs.ts";
import {
  appealableUntil,
  appealView,
  deciderView,
  readAppeal,
  readDecider,
  type AppealView,
} from "./decider-view.ts";
import { readTimeline } from "./proposal-timeline.ts";
import { missingHands } from "./recusal.ts";
import { handsOf, rulesOf, voteRules } from "./rules.ts";
import type { Asker } from "./trpc.ts";

const nullable = {
  text: z.string().nullable(),
  number: z.number().nullable(),
  date: z.date().nullable(),
};
const citation = z.object({ law: z.string(), article: z.string(), provenance: z.string() });
const share = z.object({ cmp: z.enum(["moreThan", "atLeast"]), num: z.number(), den: z.number() });
const figures = z.object({
  result: z.enum(["passed", "rejected", "noQuorum"]),
  quorum: z.object({ base: z.number(), present: z.number(), needed: z.number(), met: z.boolean(), share }),
  majority: z
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
    .nullable(),
  channels: z.object({ app: z.number(), desk: z.number(), homeBox: z.number(), meeting: z.number() }),
  papers: z.object({ desk: z.number(), homeBox: z.number(), meeting: z.number() }),
  advisory: z.number(),
});
export type Figures = z.infer<typeof figures>;

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
  author: z.object({ name: nullable.text, building: z.string() }),
  openedAt: z.date(),
  windowEnds: day.nullable(),
  reviewDue: day.nullable(),
  cosponsors: z.number(),
  cosponsorsNeeded: z.number(),
  cosponsorNames: z.array(z.object({ name: z.string(), building: z.string() })),
  returned: z.array(z.object({ ground: nullable.text, reason: nullable.text, at: z.date() })),
  decider: deciderView,
  appeal: appealView.nullable(),
  motion: z
    .object({
      motionId: z.string(),
      status: z.string(),
      version: z.number(),
      electorate: z.enum(["household", "person"]),
      question: nullable.text,
      text: nullable.text,
      costYuan: z.number(),
      moneySource: nullable.text,
      carriedOutBy: nullable.text,
      doneBy: day,
      ifRejected: nullable.text,
      lang: language,
      priorStudyOn: day.nullable(),
      noticedAt: nullable.date,
      opensAt: nullable.date,
      closesAt: nullable.date,
      seats: nullable.number,
      quorumNeeded: nullable.number,
      turnout: nullable.number,
      appBallotsCount: z.boolean().nullable(),
      countedAt: nullable.date,
      publicationDue: day.nullable(),
      outcome: figures.nullable(),
      shares: z.object({ quorum: share, majority: share }),
      citations: z.object({ quorum: citation, majority: citation }),
    })
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
  milestones: z.array(
    z.object({
      ordinal: z.number(),
      title: z.string(),
      lang: language,
      responsible: z.string(),
      dueOn: day,
      doneOn: day.nullable(),
      workingDaysLate: z.number(),
      flagged: z.boolean(),
      provisional: z.boolean(),
    }),
  ),
  timeline: z.array(
    z.object({
      kind: z.string(),
      at: z.date(),
      figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  mine: z
    .object({
      author: z.boolean(),
      cosponsored: z.boolean(),
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

interface Reader {
  readonly tx: Tx;
  readonly now: Date;
  readonly asker: Asker | null;
  readonly session: { readonly accountId: string } | null;
  readonly services: { readonly holidays: Holidays };
}

/** Gathers what a proposal's page shows. */
export async function readProposal(reader: Reader, line: ProposalLine): Promise<ProposalView> {
  const { tx, now } = reader;
  const proposal = found(await proposals.read(tx, line.proposalId));
  const [motion = null] = await motions.ofProposal(tx, line.proposalId);
  const author = await residentById(tx, proposal.authorId);
  const stage = stageOf(line, now);
  const appeal = await readAppeal(tx, line.proposalId);
  const step = path.indexOf(stage);
  return {
    proposalId: line.proposalId,
    year: line.year,
    number: line.number,
    stage,
    step: step + 1,
    steps: path.length,
    ...found(await proposals.wordsOf(tx, line.proposalId, proposal.version)),
    author: { name: proposal.authorNamed ? (author?.name ?? null) : null, building: author?.building ?? "" },
    openedAt: line.openedAt,
    windowEnds: line.windowEnds,
    reviewDue: proposal.reviewDue,
    cosponsors: line.cosponsors,
    cosponsorsNeeded: line.cosponsorsNeeded,
    cosponsorNames: await proposals.publicCosponsors(tx, line.proposalId),
    returned:
      line.status === "returned" || line.status === "appealed"
        ? await latestReturn(tx, line.proposalId, proposal.version)
        : [],
    decider: readDecider(proposal, appeal),
    appeal,
    motion: motion && (await readMotion(reader, motion)),
    resolution: motion && (await resolutions.ofMotion(tx, motion.motionId)),
    milestones: motion ? await readMilestones(reader, motion) : [],
    timeline: await readTimeline(tx, line.proposalId, motion?.motionId),
    mine: reader.asker && (await readMine(reader, reader.asker, { proposal, stage, motion, appeal })),
  };
}

async function readMotion({ tx, now, services }: Reader, motion: Motion) {
  const words = found(await motions.wordsOf(tx, motion.motionId, motion.version));
  const {
    motionId,
    status,
    version,
    electorate,
    priorStudyOn,
    noticedAt,
    opensAt,
    closesAt,
    seats,
    countedAt,
    outcome,
  } = motion;
  const rules = motion.rules ?? voteRules(await rulesOf(tx), electorate);
  return {
    ...words,
    motionId,
    status,
    version,
    electorate,
    priorStudyOn,
    noticedAt,
    opensAt,
    closesAt,
    seats,
    quorumNeeded: seats === null ? null : needed(rules.quorum, seats),
    turnout: opensAt && now >= opensAt && !outcome ? await ballots.turnout(tx, motionId) : null,
    appBallotsCount: motion.appBallotsCount,
    countedAt,
    publicationDue: publicationDue(motion, services.holidays),
    outcome,
    shares: { quorum: rules.quorum, majority: rules.majority },
    citations: rules.citations,
  };
}

async function readMilestones({ tx, now, services: { holidays } }: Reader, { motionId, rules }: Motion) {
  return (await resolutions.milestonesOf(tx, motionId)).map((milestone) => {
    const late = workingDaysLate(milestone, now, holidays);
    return {
      ...milestone,
      workingDaysLate: late,
      flagged: rules !== null && isFlagged(late, rules),
      provisional: isProvisional(milestone.doneOn ?? dayOf(now), holidays),
    };
  });
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

async function latestReturn(tx: Tx, proposalId: string, version: number) {
  return (await proposals.returnedReasons(tx, proposalId)).filter((reason) => reason.version === version);
}
