import { holidays } from "./holidays.ts";
import { dayOf } from "@yishi/domain/calendar";
import type { Services } from "./services.ts";

export interface Health {
  readonly status: "ok" | "unavailable";
  readonly reason?: string;
  readonly warnings: readonly string[];
}

/** Whether the database answers, and what should be looked after soon. */
export async function health(services: Services): Promise<Health> {
  try {
    const { rows } = await services.db.pool.query<{ now: Date }>("select yishi_now() as now");
    const now = rows[0]?.now;
    const warnings =
      now && dayOf(now) > holidays.coveredUntil
        ? [`holidays are provisional after ${holidays.coveredUntil}`]
        : [];
    return { status: "ok", warnings };
  } catch (error) {
    return {
      status: "unavailable",
      reason: error instanceof Error ? error.message : "the database does not answer",
      warnings: [],
    };
  }
}
