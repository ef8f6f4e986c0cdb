import { addDays } from "@yishi/domain/calendar";
import type { Kept } from "@yishi/domain/deciders";
import { author, single } from "./actors.ts";
import { second, supporter, type Cast } from "./cast.ts";
import { newKey } from "./house.ts";

const said = {
  title: "楼道不堆杂物",
  problem: "楼道里堆着旧家具，老人走路不方便。",
  wish: "写进公约，大家都清走。",
  touches: "1号楼2号楼",
  cost: "不花钱",
  lang: "zh-CN",
  authorNamed: true,
} as const;

export async function proposal({ by }: Cast, firstYes: Kept = "allResidents") {
  const { proposalId } = await by(author).proposals.write({ key: newKey(), ...said });
  await by(author).decides.keep({ key: newKey(), proposalId, firstYes });
  const { year, number } = await by(author).proposals.open({ key: newKey(), proposalId });
  return { proposalId, number: `${year}-${number}` };
}

export async function backed(cast: Cast, firstYes?: Kept) {
  const { proposalId } = await proposal(cast, firstYes);
  await cast.by(supporter).proposals.cosponsor({ key: newKey(), proposalId, namePublic: true });
  return proposalId;
}

export async function admitted(cast: Cast, firstYes?: Kept) {
  const proposalId = await backed(cast, firstYes);
  for (const name of [single.reviewer, second])
    await cast.by(name).proposals.review({ key: newKey(), proposalId, verdict: "admit", reason: "" });
  return proposalId;
}

/** Returned by both reviewers; the author may appeal. */
export async function sentBack(cast: Cast) {
  const proposalId = await backed(cast);
  const verdict = { verdict: "return", ground: "outsideArea", reason: "请写明是哪一栋。" } as const;
  for (const name of [single.reviewer, second])
    await cast.by(name).proposals.review({ key: newKey(), proposalId, ...verdict });
  return proposalId;
}

export async function appealed(cast: Cast) {
  const proposalId = await sentBack(cast);
  const words = { reason: "楼道就在本社区。", lang: "zh-CN" } as const;
  await cast.by(author).appeals.file({ key: newKey(), proposalId, ...words });
  return proposalId;
}

/** Appealed, and taken up by the representatives. */
export async function heard(cast: Cast) {
  const proposalId = await appealed(cast);
  const figures = { metOn: await cast.house.today(), present: 4, for: 4, against: 0 };
  const words = { reference: "代表会议第1号记录", reason: "代表会议同意受理。", lang: "zh-CN" } as const;
  await cast.by(single.secretary).appeals.record({ key: newKey(), proposalId, ...figures, ...words });
}

/** Written and not open yet; its author has answered who decides. */
export async function draftOf(cast: Cast) {
  const { proposalId } = await cast.by(author).proposals.write({ key: newKey(), ...said });
  await cast.by(author).decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
  return proposalId;
}

export async function drafted(cast: Cast) {
  const motion = { ...motionWords, key: newKey(), proposalId: await admitted(cast) };
  return (await cast.by(single.secretary).motions.draft(motion)).motionId;
}

/** The proposer agrees to the words that the secretary drew; until then, or until the day, no vote is announced. */
export async function agreed({ by }: Cast, motionId: string) {
  await by(author).agreements.agree({ key: newKey(), motionId, version: 1 });
  return motionId;
}

/** The proposer put a text of their own beside the one that was drawn. */
export async function differing(cast: Cast) {
  const motionId = await drafted(cast);
  const own = {
    question: "楼道里只放鞋架，您同意吗？",
    text: "楼道里只放鞋架，别的都清走。",
    lang: "zh-CN",
  } as const;
  await cast.by(author).agreements.put({ key: newKey(), motionId, version: 1, ...own });
  return motionId;
}

export const motionWords = {
  electorate: "household",
  question: "楼道不堆杂物写进公约，您同意吗？",
  text: "楼道里不堆放任何杂物，每户自己清理。",
  costYuan: 0,
  moneySource: "不花钱",
  carriedOutBy: "甲九",
  doneBy: "2026-12-31",
  ifRejected: "公约不改。",
  lang: "zh-CN",
} as const;

export async function studied(cast: Cast) {
  const study = {
    key: newKey(),
    motionId: await agreed(cast, await drafted(cast)),
    on: await cast.house.today(),
  };
  return (await cast.by(single.branchRecorder).motions.recordPriorStudy({ ...study, reference: "记录3号" }))
    .motionId;
}

/** A vote of all owners is announced; their register has to be there. */
export async function ownersAsked(cast: Cast) {
  const proposalId = await admitted(cast, "ownersBusiness");
  const { motionId } = await cast.by(single.secretary).motions.draft({
    ...{ ...motionWords, key: newKey(), proposalId, electorate: "owner", special: true },
  });
  await agreed(cast, motionId);
  const today = await cast.house.today();
  const window = { opensOn: addDays(today, 16), closesOn: addDays(today, 20), closesAt: "18:00" } as const;
  await cast.by(single.viceChair).motions.schedule({ key: newKey(), motionId, ...window });
}

/** Announced for eleven days from now, and open for five. */
export async function scheduled(cast: Cast) {
  const motionId = await studied(cast);
  const today = await cast.house.today();
  const window = { opensOn: addDays(today, 11), closesOn: addDays(today, 15), closesAt: "18:00" } as const;
  await cast.by(single.viceChair).motions.schedule({ key: newKey(), motionId, ...window });
  return motionId;
}

/** Seven votes that will be closed, counted, on notice, in force, carried out and accepted when the other one is open. */
export async function announced(cast: Cast) {
  return [
    await scheduled(cast),
    await scheduled(cast),
    await scheduled(cast),
    await scheduled(cast),
    await scheduled(cast),
    await scheduled(cast),
    await scheduled(cast),
  ] as const;
}

/** Those seven. */
export type Early = Awaited<ReturnType<typeof announced>>;
