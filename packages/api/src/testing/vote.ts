import { addDays } from "@yishi/domain/calendar";
import type { Kept } from "@yishi/domain/deciders";
import type { Post } from "@yishi/domain/roles";
import type { Caller } from "../door.ts";
import { nameOf, newKey, type House } from "./house.ts";

/** A house in which votes can be announced: its clerks, scrutineers and officers, and as many electors as wanted. */
export interface VotingHouse {
  readonly clerks: readonly [Caller, Caller];
  readonly scrutineers: readonly [Caller, Caller];
  readonly secretary: Caller;
  /** Who announces votes and calls meetings. */
  readonly convener: Caller;
  readonly author: Caller;
  /** Two adults of each household, by the number of the household. */
  readonly elders: readonly Caller[];
  readonly adults: readonly Caller[];
  /** A proposal of the author that its neighbours support and the reviewers admitted, as a motion with a seat per household. */
  announce(
    window?: { readonly opensIn: number; readonly closesIn: number },
    admitted?: string,
    question?: Partial<Asked>,
    meetingId?: string,
  ): Promise<string>;
  /** Lets as many neighbours support an open proposal as it takes to come before the reviewers. */
  support(proposalId: string): Promise<void>;
  /** Lets as many neighbours support an open proposal as it takes, and both reviewers admit it; answers with what became of it. */
  supportAndReview(proposalId: string): Promise<string>;
  /** The author agrees to a motion's words as they stand. */
  agree(motionId: string): Promise<void>;
  proposal(firstYes?: Kept): Promise<{ readonly proposalId: string; readonly number: number }>;
}

type Asked = Parameters<Caller["motions"]["draft"]>[0];

/** Words that are right for a proposal. */
export const said = {
  title: "楼道不堆杂物",
  problem: "楼道里堆着旧家具，老人走路不方便。",
  wish: "写进公约，大家都清走。",
  touches: "1号楼2号楼",
  cost: "不花钱",
  lang: "zh-CN" as const,
  authorNamed: true,
};

/** Gives a house its posts and accounts, with a charter that says whether app ballots count. */
export async function openVotingHouse(
  house: House,
  wanted: { readonly electors: number; readonly appBallotsCount?: boolean },
): Promise<VotingHouse> {
  const elders: Caller[] = [];
  const adults: Caller[] = [];
  for (let index = 0; index < wanted.electors; index += 1) {
    elders.push(await house.person(`甲${nameOf(index)}`));
    adults.push(await house.person(`乙${nameOf(index)}`));
  }
  const last = house.roll.length / 2;
  const office = (back: number, ...posts: Post[]) => house.person(`甲${nameOf(last - back)}`, ...posts);
  const clerks = [await office(1, "deskClerk"), await office(2, "deskClerk")] as const;
  const scrutineers = [await office(3, "scrutineer"), await office(4, "scrutineer")] as const;
  const reviewers = [await office(5, "reviewer"), await office(6, "reviewer")] as const;
  const secretary = await office(7, "secretary");
  const branch = await office(8, "branchRecorder");
  const convener = await office(9, "viceChair");
  const author = await house.person(`乙${nameOf(last - 1)}`);
  const supporters = house.roll.filter((one) => one.name.startsWith("乙") && one.building === "1");
  await secretary.charters.adopt({
    key: newKey(),
    text: "居民会议的表决可以在手机上投票，也可以投纸票。",
    lang: "zh-CN",
    appBallotsCount: wanted.appBallotsCount ?? true,
    adoptedOn: await house.today(),
    resolution: "居民会议第1号决定",
  });
  const proposal = async (firstYes: Kept = "allResidents") => {
    const { proposalId } = await author.proposals.write({ key: newKey(), ...said });
    await author.decides.keep({ key: newKey(), proposalId, firstYes });
    const { number } = await author.proposals.open({ key: newKey(), proposalId });
    return { proposalId, number: number ?? 0 };
  };
  const support = async (proposalId: string) => {
    for (const neighbour of supporters) {
      const form = { key: newKey(), proposalId, namePublic: false, forResident: neighbour.residentId };
      const { status } = await clerks[0].proposals.cosponsor(form);
      if (status === "admissibility") return;
    }
  };
  const supportAndReview = async (proposalId: string) => {
    let became = "seekingSupport";
    await support(proposalId);
    for (const reviewer of reviewers) {
      const form = { key: newKey(), proposalId, verdict: "admit", reason: "" } as const;
      became = (await reviewer.proposals.review(form)).status;
    }
    return became;
  };
  const admitted = async () => {
    const { proposalId } = await proposal();
    await supportAndReview(proposalId);
    return proposalId;
  };
  const agree = async (motionId: string) => {
    const { rows } = await house.base.owner.query<{ version: number }>(
      "select version from motions where motion_id = $1",
      [motionId],
    );
    await author.agreements.agree({ key: newKey(), motionId, version: rows[0]?.version ?? 0 });
  };
  return {
    agree,
    clerks,
    scrutineers,
    secretary,
    convener,
    author,
    elders,
    adults,
    proposal,
    support,
    supportAndReview,
    async announce(
      window = { opensIn: 11, closesIn: 15 },
      proposalId?: string,
      question = {},
      meetingId?: string,
    ) {
      const { motionId } = await secretary.motions.draft({
        key: newKey(),
        proposalId: proposalId ?? (await admitted()),
        electorate: "household",
        question: "楼道不堆杂物写进公约，您同意吗？",
        text: "楼道里不堆放任何杂物，每户自己清理。",
        costYuan: 0,
        moneySource: "不花钱",
        carriedOutBy: "甲九",
        doneBy: "2026-12-31",
        ifRejected: "公约不改。",
        lang: "zh-CN",
        ...question,
      });
      await agree(motionId);
      const today = await house.today();
      await branch.motions.recordPriorStudy({ key: newKey(), motionId, on: today, reference: "支部记录3号" });
      const [opensOn, closesOn] = [addDays(today, window.opensIn), addDays(today, window.closesIn)];
      await convener.motions.schedule({
        ...{ key: newKey(), motionId, opensOn, closesOn, closesAt: "18:00" },
        ...(meetingId !== undefined && { meetingId }),
      });
      return motionId;
    },
  };
}
