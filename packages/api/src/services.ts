import { openThrottle, type Throttle } from "@yishi/auth/throttles";
import { openDatabase, type Database } from "@yishi/db/client";
import type { Holidays } from "@yishi/domain/calendar";
import type { Community } from "@yishi/db/communities";
import { bySlug } from "@yishi/db/communities";
import { buildings } from "@yishi/db/proposal-search";
import { holidays } from "./holidays.ts";
import { openInHand, type InHand } from "./roll-files/underway.ts";

export interface Settings {
  readonly databaseUrl: string;
  readonly demo: boolean;
  readonly poolSize?: number;
  /** For the teller of the demo and for tests: the clock of their database may have been moved. */
  readonly clockMayBeAhead?: boolean;
  /** Told of defects, which the asker sees only as a kind sentence and a number. */
  readonly onDefect?: (defect: { readonly path: string; readonly error: unknown }) => void;
}

/** What procedures stand on; opened once, closed once. */
export interface Services {
  readonly db: Database;
  readonly demo: boolean;
  readonly holidays: Holidays;
  readonly signIns: Throttle;
  readonly slips: Throttle;
  readonly recoveries: Throttle;
  readonly setupLinks: Throttle;
  /** How often somebody under age asks who stands behind a name and a door. */
  readonly sponsorAsks: Throttle;
  /** Files of which somebody waits to hear how far they are. */
  readonly inHand: InHand;
  readonly onDefect: NonNullable<Settings["onDefect"]>;
  community(slug: string): Promise<Community | null>;
  /** The buildings of a community, in their order. */
  buildings(committeeId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens the database and what stands on it. */
export async function openServices(settings: Settings): Promise<Services> {
  const db = await openDatabase({
    url: settings.databaseUrl,
    max: settings.poolSize ?? 16,
    clockMayBeAhead: settings.clockMayBeAhead ?? false,
  });
  return {
    db,
    demo: settings.demo,
    holidays,
    signIns: openThrottle(db, { kind: "sign-in", attempts: 10, seconds: 15 * 60 }),
    setupLinks: openThrottle(db, { kind: "setup", attempts: 1000, seconds: 60 * 60 }),
    slips: openThrottle(db, { kind: "slip", attempts: 1000, seconds: 60 * 60 }),
    recoveries: openThrottle(db, { kind: "recovery", attempts: 200, seconds: 60 * 60 }),
    sponsorAsks: openThrottle(db, { kind: "sponsor", attempts: 10, seconds: 24 * 60 * 60 }),
    inHand: openInHand(),
    onDefect: settings.onDefect ?? (() => undefined),
    community: remembered((slug) => bySlug(db, slug)),
    buildings: remembered(async (committeeId) =>
      (await db.transaction(committeeId, (tx) => buildings(tx))).toSorted(byNumber),
    ),
    close: () => db.close(),
  };
}

/** Communities change rarely and every request names one: each is asked for again after ten seconds. */
function remembered<Value>(load: (name: string) => Promise<Value>): (name: string) => Promise<Value> {
  const known = new Map<string, { readonly value: Value; readonly until: number }>();
  return async (name) => {
    const kept = known.get(name);
    if (kept && kept.until > performance.now()) return kept.value;
    const value = await load(name);
    if (value) known.set(name, { value, until: performance.now() + 10_000 });
    return value;
  };
}

/** As people count them: 2 before 11. */
function byNumber(one: string, other: string): number {
  return Number.parseInt(one, 10) - Number.parseInt(other, 10) || (one < other ? -1 : 1);
}
