import type { Recorded } from "./facts.ts";

export type Fact =
  Recorded<"community.founded", { slug: string }> | Recorded<"member.joined", { memberId: string }>;
