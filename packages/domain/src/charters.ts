import { dayOf, type Day } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** What a community gave itself: the charter says how it governs itself, the covenant how its people live together. */
export const documents = ["charter", "covenant"] as const;
export type Document = (typeof documents)[number];

/** The newest version of a document, as far as a next one is concerned. */
export interface Version {
  readonly document: Document;
  readonly version: number;
  readonly hash: string;
  readonly appBallotsCount: boolean | null;
  readonly namesShown?: boolean | null;
  readonly adoptedOn: Day;
  readonly filedOn: Day | null;
}

export type Fact =
  | Recorded<
      "charter.adopted",
      { version: number; appBallotsCount: boolean; namesShown?: boolean; hash: string; resolutionId?: string }
    >
  | Recorded<"covenant.adopted", { version: number; hash: string; resolutionId?: string }>
  | Recorded<"charter.filed" | "covenant.filed", { version: number; on: Day }>;

/** What the residents' meeting adopted. `follows` is the version that was there when the form was filled in. */
export interface Adopting {
  readonly objectId: string;
  readonly document: Document;
  readonly follows: number | null;
  readonly hash: string;
  readonly appBallotsCount: boolean;
  /** Whether who votes is shown afterwards who voted what. */
  readonly namesShown?: boolean;
  readonly adoptedOn: Day;
  readonly resolutionId: string | null;
}

/**
 * Enters the next version of a document; the old ones stay. Whoever compared theirs with a version that is no longer
 * the newest looks again first. Only a charter says whether app ballots count, and whether names are shown after a count.
 */
export function adopt(current: Version | null, asked: Adopting, standing: Standing): Fact | Refusal {
  const newest = current?.version ?? 0;
  if (asked.follows !== null && asked.follows !== newest) {
    return refuse("charter-changed-meanwhile", { version: newest });
  }
  const namesShown = asked.namesShown === true;
  const sameClauses =
    asked.document !== "charter" ||
    (current?.appBallotsCount === asked.appBallotsCount && (current.namesShown === true) === namesShown);
  if (current?.hash === asked.hash && sameClauses) return refuse("charter-not-changed");
  if (asked.adoptedOn > dayOf(standing.at)) return refuse("day-in-the-future", { day: asked.adoptedOn });
  const { hash, appBallotsCount, resolutionId } = asked;
  const body = { version: newest + 1, hash, ...(resolutionId ? { resolutionId } : {}) };
  return asked.document === "charter"
    ? record(standing, "charter.adopted", asked.objectId, {
        ...{ ...body, appBallotsCount },
        ...(namesShown && { namesShown }),
      })
    : record(standing, "covenant.adopted", asked.objectId, body);
}

/** Records that a version was put on file with the street (`covenant.filing`): after its adoption, once, on a day that has come. */
export function file(
  version: Version,
  asked: { readonly objectId: string; readonly on: Day },
  standing: Standing,
): Fact | Refusal {
  if (version.filedOn) return refuse("already-filed", { day: version.filedOn });
  if (asked.on > dayOf(standing.at)) return refuse("day-in-the-future", { day: asked.on });
  if (asked.on < version.adoptedOn) return refuse("filed-before-adopted", { day: version.adoptedOn });
  return record(standing, `${version.document}.filed`, asked.objectId, {
    version: version.version,
    on: asked.on,
  });
}
