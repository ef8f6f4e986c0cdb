import type { Retained } from "./retention.ts";

/** On what the law lets it be kept (个人信息保护法 13): a legal duty, a public task, an agreement, or what is needed for what one asked for. */
export type Basis = "legalDuty" | "publicTask" | "consent" | "asked";

/** How long something is kept: until its timer has run, as long as something else is so, or for good. */
export type Keeping =
  | { readonly until: "swept"; readonly what: Retained }
  | { readonly until: "leaving" | "closing" | "tookBack" }
  | { readonly until: "archived" };

/** Whether it can be deleted: by oneself, on request, when it is corrected, or not, for a reason of law. */
export type Deletion = "self" | "ask" | "timer" | "never";

/** One kind of what is kept about residents: on which ground, how long, whether it can go, and where it lies. */
export interface DataClass {
  readonly basis: Basis;
  /** The article under which it is kept. */
  readonly ground: { readonly law: string; readonly article: string };
  readonly keeping: Keeping;
  readonly deletion: Deletion;
  /** Every column that holds it: "table.column", in the schema `auth` with its name. */
  readonly columns: Readonly<Record<string, string>>;
}
