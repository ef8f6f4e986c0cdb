import type { Database, Tx } from "@yishi/db/client";
import { AsyncLocalStorage } from "node:async_hooks";

/** What one transaction came to: whether it wrote (a number was given to it), and whether it ended by being thrown out. */
export interface Seen {
  readonly transactionId: string | null;
  readonly thrownOut: boolean;
}

export interface Rehearsal {
  readonly db: Database;
  /** Does something, and notes every transaction that it had. */
  watch<T>(work: (seen: readonly Seen[]) => Promise<T>): Promise<T>;
}

class Curtain extends Error {}

/** A database on which everything is done and nothing stays: each transaction is taken back after it has answered. */
export function rehearse(real: Database): Rehearsal {
  const watched = new AsyncLocalStorage<Seen[]>();
  const note = (one: Seen) => watched.getStore()?.push(one);
  const transaction: Database["transaction"] = async (committeeId, work) => {
    const answers: Awaited<ReturnType<typeof work>>[] = [];
    try {
      await real.transaction(committeeId, async (tx: Tx) => {
        try {
          answers.push(await work(tx));
        } catch (error) {
          note({ transactionId: await transactionIdOf(tx.raw), thrownOut: true });
          throw error;
        }
        note({ transactionId: await transactionIdOf(tx.raw), thrownOut: false });
        throw new Curtain();
      });
    } catch (error) {
      if (!(error instanceof Curtain)) throw error;
    }
    const [answer] = answers;
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the curtain falls only after there was an answer, which may itself be undefined
    return answer as Awaited<ReturnType<typeof work>>;
  };
  const query = async (asked: string | { readonly text: string }, values?: unknown[]) => {
    const client = await real.pool.connect();
    try {
      await client.query("begin");
      const answer = await client.query(asked, values);
      note({ transactionId: await transactionIdOf(client), thrownOut: false });
      return answer;
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
  const pool = new Proxy(real.pool, {
    get: (target, key): unknown => (key === "query" ? query : Reflect.get(target, key)),
  });
  return {
    db: { pool, transaction, close: () => real.close() },
    watch: (work) => {
      const seen: Seen[] = [];
      return watched.run(seen, () => work(seen));
    },
  };
}

/** The number of a transaction that has written something, or that a failed statement has ended. */
async function transactionIdOf(client: Pick<Tx["raw"], "query">): Promise<string | null> {
  try {
    const { rows } = await client.query<{ id: string | null }>(
      "select pg_current_xact_id_if_assigned()::text as id",
    );
    return rows[0]?.id ?? null;
  } catch {
    return "failed"; // a statement failed: nothing of this transaction can stay
  }
}
