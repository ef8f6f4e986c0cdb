/** What is measured, and how good it has to be and would be. The numbers are those of docs/performance.md. */
export interface Goal {
  readonly what: string;
  readonly floor: number;
  readonly aim: number;
  /** Whether a larger value is the better one. */
  readonly more: boolean;
}

export const goals = {
  P1: { what: "complete cast over HTTP / one statement, 64 clients", floor: 0.2, aim: 0.4, more: true },
  P3: { what: "p99 of a cast / p50, 64 clients", floor: 5, aim: 3, more: false },
  "P4 errors": { what: "casts that fail at 4 × the pool", floor: 0, aim: 0, more: false },
  "P4 throughput": { what: "casts at 4 × the pool / at the pool size", floor: 0.8, aim: 0.95, more: true },
  P5: { what: "everyone on one motion / spread over 16", floor: 0.8, aim: 0.95, more: true },
  P6: { what: "list of 20 from 200,000 (API) / raw keyset, 16 clients", floor: 0.15, aim: 0.22, more: true },
  "P7 rows": {
    what: "latency of a search: exponent, 2,000–200,000 rows",
    floor: 0.1,
    aim: 0.05,
    more: false,
  },
  "P7 depth": { what: "a search: latency of page 1,000 / page 1", floor: 1.3, aim: 1.1, more: false },
  "P8 rows": { what: "latency of a list: exponent, 2,000–200,000 rows", floor: 0.05, aim: 0.02, more: false },
  "P8 depth": { what: "latency of page 1,000 / page 1", floor: 1.3, aim: 1.1, more: false },
  P10: { what: "our page of the list / empty SvelteKit page, same rows", floor: 0.6, aim: 0.8, more: true },
  P11: { what: "our page, signed-out reader / bare node:http", floor: 0.3, aim: 0.5, more: true },
  P12: { what: "tRPC query over HTTP / plain Kit endpoint", floor: 0.7, aim: 0.85, more: true },
  P16: { what: "JavaScript of a first visit to a proposal, kB gzip", floor: 70, aim: 40, more: false },
} as const satisfies Record<string, Goal>;

export type GoalId = keyof typeof goals;
export type Verdict = "aim met" | "floor met" | "below";

/** How a value stands against its goal. */
export function verdictOf(goal: Goal, value: number): Verdict {
  const reaches = (mark: number) => (goal.more ? value >= mark : value <= mark);
  if (reaches(goal.aim)) return "aim met";
  return reaches(goal.floor) ? "floor met" : "below";
}

/** One line of the table: what was measured on both sides, and the value that the goal judges. */
export interface Figure {
  readonly id: GoalId;
  readonly ours: string;
  readonly limit: string;
  readonly value: number;
}
