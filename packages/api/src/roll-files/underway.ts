import type { RollProblem } from "@yishi/domain/roll/problems";
import type { UnreadableCode } from "./table.ts";

/** How far a file is: it is read, checked line by line, compared with the roll, or written into it. */
export const stages = ["reading", "checking", "comparing", "writing"] as const;
export type Stage = (typeof stages)[number];

export interface Underway {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
}

/** Why nothing came of a file. Its words are told to whoever sent it, and are kept nowhere. */
export type Failure =
  | { readonly unreadable: UnreadableCode; readonly sheets: readonly string[] }
  | { readonly problems: readonly RollProblem[]; readonly wrong: number };

/** Whose file it is: nobody else is told how far it is. */
export interface Owner {
  readonly committeeId: string;
  readonly memberId: string;
}

/** What is in hand now, so that a page can say how far it is while the one transaction goes on. */
export interface InHand {
  tell(owner: Owner, importId: string, underway: Underway): void;
  fail(owner: Owner, importId: string, failure: Failure): void;
  end(owner: Owner, importId: string): void;
  of(owner: Owner, importId: string): { readonly underway: Underway } | { readonly failure: Failure } | null;
}

type Entry = { readonly underway: Underway } | { readonly failure: Failure };
/** What was wrong stays readable for a while; of what is underway one hears again within seconds, or it is gone. */
const keptMilliseconds = { failure: 15 * 60_000, underway: 2 * 60_000 };
const most = 200;

/** Begins with nothing in hand. What is in hand lives as long as the process that has it, as its transactions do. */
export function openInHand(): InHand {
  const entries = new Map<string, { readonly entry: Entry; readonly until: number }>();
  const keyOf = ({ committeeId, memberId }: Owner, importId: string) =>
    [committeeId, memberId, importId].join();
  const keep = (owner: Owner, importId: string, entry: Entry) => {
    const key = keyOf(owner, importId);
    entries.delete(key);
    entries.set(key, {
      entry,
      until: performance.now() + keptMilliseconds["failure" in entry ? "failure" : "underway"],
    });
    const [oldest] = entries.keys();
    if (entries.size > most && oldest !== undefined) entries.delete(oldest);
  };
  return {
    tell: (owner, importId, underway) => keep(owner, importId, { underway }),
    fail: (owner, importId, failure) => keep(owner, importId, { failure }),
    end: (owner, importId) => void entries.delete(keyOf(owner, importId)),
    of: (owner, importId) => {
      const kept = entries.get(keyOf(owner, importId));
      return kept && kept.until > performance.now() ? kept.entry : null;
    },
  };
}
