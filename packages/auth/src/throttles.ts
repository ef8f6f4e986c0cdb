import { refuse, type Refusal } from "@yishi/domain/outcome";
import type { Database } from "@yishi/db/client";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/** Counts attempts in the database: a restart forgets nothing, several servers count together. */
export interface Throttle {
  /** Takes one attempt; refuses with the minutes to wait when there are none left. */
  take(key: string): Promise<Refusal | null>;
  /** Forgets the attempts of a key, after a success. */
  forget(key: string): Promise<void>;
}

/** So many attempts of a kind for each key within so many seconds. */
export function openThrottle(
  db: Database,
  limit: { readonly kind: string; readonly attempts: number; readonly seconds: number },
): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: db.pool,
    schemaName: "auth",
    tableName: "throttles",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit.kind,
    points: limit.attempts,
    duration: limit.seconds,
  });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (left) {
        if (!(left instanceof RateLimiterRes)) throw left;
        return refuse("too-many-attempts", { minutes: Math.max(1, Math.ceil(left.msBeforeNext / 60_000)) });
      }
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}
