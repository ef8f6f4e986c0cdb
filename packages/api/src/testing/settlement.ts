import { addDays, type Day } from "@yishi/domain/calendar";
import { actorsOf, author, every, resident, residentOf, single, type Actor } from "./actors.ts";
import { people, second, supporter, type Cast } from "./cast.ts";
import { rollChallenged, withoutOne } from "./challenged.ts";
import { consulted } from "./consulted.ts";
import { deliberated } from "./deliberated.ts";
import { registeredExperts } from "./registered-experts.ts";
import { papers } from "./papers.ts";
import { setupLinks, slipsAndRecoveries } from "./links.ts";
import {
  called,
  met,
  metEarly,
  metLate,
  minuted,
  type Early as Meetings,
  type Late,
  type Met,
} from "./met.ts";
import { carried, opened, putLate, type Voted } from "./voted.ts";
import { afterVotes } from "./after-votes.ts";
import { newKey, type House } from "./house.ts";
import { merged } from "./mergers.ts";
import {
  admitted,
  announced,
  appealed,
  backed,
  draftOf,
  differing,
  drafted,
  heard,
  ownersAsked,
  proposal,
  scheduled,
  sentBack,
  studied,
  type Early,
} from "./proposals.ts";
import { counted, decide, vote } from "./votes.ts";
import { registered, rollFile } from "./registers.ts";

/** A community in which something is underway at every step, so that each procedure finds its object there. */
export interface Settlement {
  readonly slug: string;
  readonly house: House;
  readonly actors: readonly Actor[];
  readonly things: Things;
  readonly today: Day;
}

export interface Things {
  readonly resident: string;
  /** Where that resident lives, and the household next door. */
  readonly household: string;
  readonly nextHousehold: string;
  readonly author: string;
  /** Who read the file that waits to become the roll. */
  readonly reader: string;
  readonly neighbour: string;
  readonly import: string;
  readonly ownerImport: string;
  readonly slip: string;
  readonly printedSlip: string;
  readonly slipBatch: string;
  /** How many of voting age have neither an account nor a slip. */
  readonly withoutSlip: number;
  /** A recovery that waits for its second clerk, and the code of one that had both. */
  readonly recovery: string;
  readonly recoverySlip: string;
  /** What the author says is wrong with their entry. */
  readonly contest: string;
  /** A link for a new community, and one for a registrar of a community in which nobody may appoint. */
  readonly setupLink: string;
  readonly registrarLink: string;
  /** Somebody on the register of experts, where they live on the roll, and an application that waits to be checked. */
  readonly expert: string;
  readonly expertResident: string;
  readonly application: string;
  /** Consultations at every step, and the seats of that expert in them. */
  readonly choosing: string;
  readonly askedSeat: string;
  readonly declaredSeat: string;
  readonly sittingSeat: string;
  readonly signingSeat: string;
  readonly opinionHash: string;
  readonly answering: string;
  /** A consultation for which there are too few experts. */
  readonly unanswerable: string;
  /** Of the proposal that has come all the way, and of the newest. */
  readonly number: string;
  readonly lastNumber: string;
  /** A post that can be ended, a kinship that can be struck out, and somebody who can be asked to step back. */
  readonly post: string;
  readonly kinship: string;
  /** Somebody who serves here and lives elsewhere, and holds no post yet. */
  readonly guest: string;
  readonly acting: string;
  /** A petition that gathers names, with its number (the other community has one more), and one whose meeting is a duty. */
  readonly petition: string;
  readonly petitionNumber: string;
  readonly duePetition: string;
  readonly met: Met;
  readonly voted: Voted;
  /** Who carries the box with a clerk. */
  readonly carrier: string;
  /** What was said of the supported proposal: a view, a question, a wording that waits, words hidden, and an appeal. */
  readonly view: string;
  readonly question: string;
  readonly wording: string;
  readonly hidden: string;
  readonly appealedView: string;
  /** A proposal that took another in, and a merger that waits for its author. */
  readonly tookIn: string;
  readonly merger: string;
  readonly draft: string;
  /** A picture of that draft, one of a public proposal, and a draft beside which somebody grown was asked to stand. */
  readonly draftFile: string;
  readonly file: string;
  readonly sponsored: string;
  readonly sponsor: string;
  /** Somebody under the voting age, and a draft of theirs beside which nobody stands. */
  readonly minor: string;
  readonly minorDraft: string;
  readonly supported: string;
  readonly reviewed: string;
  readonly admitted: string;
  /** Returned by its reviewers; and returned and appealed. */
  readonly returned: string;
  readonly appealed: string;
  readonly drafted: string;
  /** A motion beside which its proposer put another text. */
  readonly differing: string;
  readonly studied: string;
  readonly voting: string;
  /** Announced and not open yet, with a challenge of the author to its roll, and one for which an answer is proposed. */
  readonly announced: string;
  readonly challenge: string;
  readonly proposedChallenge: string;
  readonly closed: string;
  readonly counted: string;
  /** Too few took part in it, and it was not repeated. */
  readonly failed: string;
  readonly inForce: string;
  readonly implementing: string;
  /** On notice with an objection that waits; carried out to the end; accepted, and the first follow-up round is open. */
  readonly objected: string;
  readonly objection: string;
  readonly recount: string;
  readonly finished: string;
  readonly accepted: string;
}

/** Raises two settlements beside each other, of which neither knows the other. The second has one proposal more. */
export async function raiseTwo(one: House, other: House): Promise<readonly [Settlement, Settlement]> {
  const [here, there] = await raise([one, other]);
  if (!here || !there) throw new Error("two houses make two settlements");
  return [here, there];
}

/** Raises one settlement. */
export async function raiseOne(house: House): Promise<Settlement> {
  const [here] = await raise([house]);
  if (!here) throw new Error("a house makes a settlement");
  return here;
}

/** All houses of a database share its clock, so they go through time together. */
async function raise(houses: readonly House[]): Promise<readonly Settlement[]> {
  const moveDays = async (days: number) => houses[0]?.moveDays(days);
  const begun: {
    readonly cast: Cast;
    readonly early: Early;
    readonly failed: string;
    readonly meetings: Meetings;
  }[] = [];
  for (const house of houses) {
    const cast = await people(house);
    const [early, failed] = [await announced(cast), await scheduled(cast)];
    begun.push({ cast, early, failed, meetings: await metEarly(cast) });
  }
  await moveDays(12);
  for (const { cast, early, meetings } of begun) {
    await vote(cast, early);
    for (const meetingId of [meetings.unsigned, meetings.recorded]) await minuted(cast, meetingId);
  }
  await moveDays(4);
  for (const { cast, early, failed } of begun) {
    await decide(cast, early);
    await counted(cast, failed, 0);
  }
  const open: { readonly voting: string; readonly late: Late; readonly voted: Voted }[] = [];
  for (const { cast } of begun)
    open.push({
      ...{ voting: await scheduled(cast), late: await metLate(cast), voted: await putLate(cast) },
    });
  await moveDays(12);
  const settled: Settlement[] = [];
  for (const [index, { cast, early, failed, meetings }] of begun.entries()) {
    const later = open[index];
    if (!later) throw new Error("a settlement has something open");
    if (index > 0) await Promise.all([proposal(cast), petition(cast), called(cast, 9)]);
    const settlement = await settle(cast, early, { ...later, meetings });
    settled.push({ ...settlement, things: { ...settlement.things, failed } });
  }
  const links = await setupLinks(houses);
  return settled.map((one) => ({ ...one, things: { ...one.things, ...links } }));
}

async function petition({ by, house }: Cast) {
  const { year, number } = await by(author).petitions.open({
    ...{ key: newKey(), meeting: "residents", title: "开会议一议停车", lang: "zh-CN" },
    asks: "请开居民会议，定下院里停车怎么管。",
  });
  const { petitionId } = await house.stranger.petitions.byNumber({ year, number });
  return { petitionId, number: `${year}-${number}` };
}

async function duePetition(cast: Cast) {
  const { petitionId } = await petition(cast);
  await cast.by(second).petitions.sign({ key: newKey(), petitionId });
  return petitionId;
}

interface Later {
  readonly voting: string;
  readonly meetings: Meetings;
  readonly late: Late;
  readonly voted: Voted;
}

async function settle(
  cast: Cast,
  early: Early,
  { voting, meetings, late, voted }: Later,
): Promise<Omit<Settlement, "things"> & { readonly things: Omit<Things, "failed"> }> {
  const { house, by } = cast;
  const [closed, wasCounted, objected, inForce, implementing, finished, accepted] = early;
  const today = await house.today();
  const milestone = {
    title: "贴公约",
    responsible: "甲九",
    dueOn: addDays(today, 40),
    lang: "zh-CN",
  } as const;
  await by(single.viceChair).resolutions.plan({
    key: newKey(),
    motionId: implementing,
    milestones: [milestone],
  });
  const gathered = await met(cast, meetings, late);
  await opened(cast, voted);
  const carrier = await carried(cast, voting);
  const { objection, recount } = await afterVotes(
    cast,
    { objected, implementing, finished, accepted },
    milestone,
  );
  // Somebody leaves in this: the roll that the file is compared with is the one that it would change.
  const actors = await actorsOf(house, by);
  const file = await by(every).roll.read({ fileName: "名册.csv", bytes: rollFile() });
  const home = async (name: string) =>
    (await by(every).roll.person({ residentId: residentOf(house, name) })).person.householdId;
  const things = {
    resident: residentOf(house, "乙七"),
    household: await home("乙七"),
    nextHousehold: await home("乙六"),
    author: residentOf(house, author),
    reader: residentOf(house, every),
    neighbour: residentOf(house, "乙六"),
    import: file.importId ?? "",
    ownerImport: await registered(by(every)),
    ...(await slipsAndRecoveries(house, by)),
    draft: await draftOf(cast),
    reviewed: await backed(cast),
    admitted: await admitted(cast),
    returned: await sentBack(cast),
    appealed: await appealed(cast),
    drafted: await drafted(cast),
    differing: await differing(cast),
    studied: await studied(cast),
    ...{ voting, closed, counted: wasCounted, inForce, implementing, objected, objection, recount },
    ...{ finished, accepted },
  };
  await heard(cast);
  const mergers = await merged(cast);
  await ownersAsked(cast);
  const challenged = await rollChallenged(cast, await withoutOne(cast, () => scheduled(cast)));
  // The newest proposal has to be the last: its number is one that the other community has not reached.
  const experts = await registeredExperts(cast);
  const asking = await consulted(cast, () => admitted(cast), experts.expert);
  const { proposalId: supported, number: lastNumber } = await proposal(cast);
  await by(resident).follow.start({ key: newKey(), proposalId: supported });
  const hung = await papers(cast, { draft: things.draft, supported });
  const due = await duePetition(cast);
  const asked = await petition(cast);
  const { contestId: contest } = await by(author).contests.file({
    ...{ key: newKey(), asks: "correct", about: "name", lang: "zh-CN" },
    ...{ wrong: "名字里的字写错了。", wanted: "应该是另一个字。" },
  });
  const kin = { residentId: residentOf(house, "乙七"), otherId: residentOf(house, "乙八") };
  const declared = await by(single.chair).kinships.declare({ key: newKey(), ...kin, relation: "sibling" });
  const guest = await by(single.chair).guests.enter({
    key: newKey(),
    personName: "丙一",
    servesAs: "测试街道司法所",
  });
  await by(single.reviewer).recusals.stepBack({ key: newKey(), proposalId: supported, reason: "signedIt" });
  const { acting } = await by(single.supervisor).recusals.of({ proposalId: things.reviewed });
  const { proposals: listed } = await by(resident).proposals.list({ state: "decided" });
  const done = listed.find((one) => one.stage === "implementing");
  const number = `${done?.year}-${done?.number}`;
  const paper = { motionId: voting, seat: 12, choice: "for", channel: "desk" } as const;
  await by(second).ballots.transcribe({ key: newKey(), ...paper });
  await by(supporter).ballots.cast({ key: newKey(), motionId: voting, choice: "against" });
  return {
    ...{ slug: house.slug, house, today },
    things: {
      ...{ ...things, ...hung, contest, supported, number, lastNumber, setupLink: "", registrarLink: "" },
      ...challenged,
      ...{ duePetition: due, petition: asked.petitionId, petitionNumber: asked.number },
      ...{ ...mergers, ...(await deliberated(cast, supported)), met: gathered, voted, carrier },
      ...experts,
      ...asking,
      ...{ post: cast.postId, kinship: declared.kinshipId, guest: guest.memberId },
      acting: acting.find((one) => one.name === second)?.memberId ?? "",
    },
    actors,
  };
}
