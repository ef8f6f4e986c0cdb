import type { Recorded } from "./facts.ts";

export type Fact = Recorded<"charter.adopted", { version: number; appBallotsCount: boolean; hash: string }>;
