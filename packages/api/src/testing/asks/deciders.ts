import { keyed, type AsksOf } from "./ask.ts";

export const decidersAsks: AsksOf<"decides" | "appeals"> = {
  "decides.keep": {
    id: (things) => things.draft,
    input: (proposalId) => ({ ...keyed(), proposalId, firstYes: "ownersBusiness" }),
  },
  "appeals.file": {
    id: (things) => things.returned,
    input: (proposalId) => ({ ...keyed(), proposalId, reason: "楼道是大家的，应当受理。", lang: "zh-CN" }),
  },
  "appeals.meeting": { id: (things) => things.appealed, input: (proposalId) => ({ proposalId }) },
  "appeals.record": {
    id: (things) => things.appealed,
    input: (proposalId, here) => ({
      ...{ ...keyed(), proposalId, metOn: here.today, present: 4, for: 4, against: 0 },
      ...{ reference: "代表会议第1号记录", reason: "代表会议同意受理。", lang: "zh-CN" },
    }),
  },
};
