import type { RecordKind } from "@yishi/domain/posts";
import type { Post } from "@yishi/domain/roles";

/** Who holds which post, by whose decision, on what paper, for how long. */
export interface Appointment {
  readonly name: string;
  readonly post: Post;
  readonly record: RecordKind;
  readonly appointedBy: string;
  readonly reference: string;
  readonly years: number;
}

const elected = {
  record: "election",
  appointedBy: "居民选举",
  reference: "选举结果公告第1号",
  years: 5,
} as const;
const byMeeting = {
  record: "paper",
  appointedBy: "居民会议",
  reference: "居民会议记录第1号",
  years: 3,
} as const;
const byCommittee = {
  record: "paper",
  appointedBy: "居民委员会",
  reference: "居委会会议记录第1号",
  years: 3,
} as const;
const byBranch = {
  record: "paper",
  appointedBy: "社区党支部",
  reference: "支部会议记录第2号",
  years: 3,
} as const;

/** The committee of seven, as elected. */
export const byElection: readonly Appointment[] = [
  { name: "赵丽娜", post: "chair", ...elected },
  { name: "马国栋", post: "viceChair", ...elected },
  ...["刘建军", "张慧", "郝丽萍", "孟和", "白志刚"].map(
    (name) => ({ name, post: "committeeMember", ...elected }) as const,
  ),
];

/** Whether somebody is of the committee, which draws the motions of its own proposals. */
export function isOfCommittee(name: string): boolean {
  return byElection.some((one) => one.name === name);
}

/** Everybody else with a post. */
export const byOthers: readonly Appointment[] = [
  { name: "韩雪梅", post: "secretary", ...byCommittee },
  { name: "周敏", post: "deskClerk", ...byCommittee },
  { name: "刘芳", post: "deskClerk", ...byCommittee },
  { name: "高德胜", post: "branchRecorder", ...byBranch },
  ...held("reviewer", ["刘建军", "李秀英", "王永强", "王建民"]),
  ...held("scrutineer", ["孙伟", "王秀珍"]),
  ...held("supervisor", ["孙伟", "郭淑兰", "武志刚"]),
  ...["王建民", "周启明", "李秀英", "乌兰其木格", "高德胜", "陈淑芬"].map(
    (name, index) => ({ name, post: "expert", ...byCommittee, reference: `聘书第${index + 1}号` }) as const,
  ),
];

function held(post: Post, names: readonly string[]): readonly Appointment[] {
  return names.map((name) => ({ name, post, ...byMeeting }));
}
