import type { Recorded } from "./facts.ts";

export type Fact =
  | Recorded<"community.founded", { slug: string }>
  | Recorded<"slip.issued", { memberId: string; expiresAt: string }>
  | Recorded<"member.joined", { memberId: string }>;
