import type { Tx } from "@yishi/db/client";
import type { Holidays } from "@yishi/domain/calendar";
import type { Asker } from "./trpc.ts";

/** Who reads, when, and with what: all that a view needs to be gathered. */
export interface Reader {
  readonly tx: Tx;
  readonly now: Date;
  readonly asker: Asker | null;
  readonly session: { readonly accountId: string } | null;
  readonly services: { readonly holidays: Holidays };
}
