import * as ballots from "@yishi/db/ballots";
import type { Tx } from "@yishi/db/client";
import { isRecused } from "@yishi/db/recusals";
import { residentById } from "@yishi/db/roll";
import { countFollowers, isFollowing } from "@yishi/db/followings";
import * as motions from "@yishi/db/motions";
import type { ProposalLine } from "@yishi/db/proposal-lists";
import * as proposals from "@yishi/db/proposals";
import * as resolutions from "@yishi/db/resolutions";
import { dayOf, isProvisional, type Holidays } from "@yishi/domain/calendar";
import { publicationDue, type Motion } from "@yishi/domain/motions";
import { awaitedAct, itemActs } from "@yishi/domain/recusals";
import { isFlagged, moneyOf, workingDaysLate } from "@yishi/domain/resolutions";
import { mayTake } from "@yishi/domain/roles";
import { setting } from "@yishi/domain/rulebook";
import { needed } from "@yishi/domain/shares";
import { path, stageOf, type Stage } from "@yishi/domain/stages";
import { z } from "zod";
import { found } from "./accept.ts";
import { day, language } from "./inputs.ts";
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
  followers: nullable.number,
  cosponsorNames: z.array(z.object({ name: z.string(), building: z.string() })),
  returned: z.array(z.object({ ground: nullable.text, reason: nullable.text, at: z.date() })),
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
      expectedOn: day.nullable(),
      costFen: z.number(),
      spentFen: nullable.number,
      reference: nullable.text,
      changes: z.array(z.object({ from: day, to: day, reason: z.string(), lang: language, at: z.date() })),
    }),
  ),
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
  const step = path.indexOf(stage);
  const shown = motion && (await readMotion(reader, motion));
  const milestones = motion ? await readMilestones(reader, motion) : [];
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
    followers: await shownFollowers(tx, line.proposalId),
    cosponsorNames: await proposals.publicCosponsors(tx, line.proposalId),
    returned: line.status === "returned" ? await latestReturn(tx, line.proposalId, proposal.version) : [],
    motion: shown,
    resolution: motion && (await resolutions.ofMotion(tx, motion.motionId)),
    milestones,
    money: shown && milestones.length > 0 ? moneyOf(milestones, shown.costYuan) : null,
    timeline: await readTimeline(tx, line.proposalId, motion?.motionId),
    mine: reader.asker && (await readMine(reader, reader.asker, { proposal, stage, motion })),
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

type Kept = NonNullable<Awaited<ReturnType<typeof proposals.read>>>;
interface Item {
  readonly proposal: Kept;
  readonly stage: Stage;
  readonly motion: Motion | null;
}

async function readMine(reader: Reader, asker: Asker, { proposal, stage, motion }: Item) {
  const motionId = motion?.motionId ?? null;
  const { tx, session } = reader;
  const recused = await isRecused(tx, proposal.proposalId, asker.memberId);
  const awaited = mayTake("posts.appoint", asker.posts) ? awaitedAct(stage) : null;
  const seat = motionId && asker.residentId ? await ballots.mySeat(tx, motionId, asker.residentId) : null;
  const reviews = await proposals.reviewsOf(tx, proposal.proposalId, proposal.version);
  const sheets = motionId ? await ballots.sheetsOf(tx, motionId) : [];
  return {
    author: proposal.authorId === asker.residentId,
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
