import type { VoteRules } from "../motions/rules.ts";
import { setting } from "../rulebook.ts";
import { cnUrban2025 } from "../rulebook/cn-urban-2025.ts";

/** What a vote of households goes by in tests that ask of something else. */
export const votingRules: VoteRules = {
  ...{ book: "cn-urban-2025", noticeDays: 10, windowDays: { min: 3, max: 15 }, votingAge: 18 },
  quorum: setting(cnUrban2025, "meeting.residents.quorum.households"),
  majority: setting(cnUrban2025, "meeting.residents.majority"),
  ...{ publishWorkingDays: 3, publicNoticeDays: 7, lateFlagWorkingDays: 10 },
  citations: {
    quorum: { law: "", article: "", provenance: "design" },
    majority: { law: "", article: "", provenance: "design" },
  },
};
