import { addDays, addMonths, addWorkingDays, isProvisional, type Day, type Holidays } from "../calendar.ts";
import { setting, type RuleBook, type RuleSetting } from "../rulebook.ts";
import { needed, type Base, type Share } from "../shares.ts";
import type { RuleKey } from "./keys.ts";

/** What a community's own examples are computed from. */
export interface OwnFigures {
  readonly households: number;
  readonly residents18: number;
  /** Residents of voting age by building, the most first. */
  readonly buildings: readonly OfBuilding[];
  readonly repsInOffice: number;
  /** The representatives' meeting: its representatives and the committee (村委会组织法 25, by analogy). */
  readonly repsMeetingMembers: number;
  readonly membersInOffice: number;
  /** The register of owners: their heads are counted as the interpretation of the Civil Code counts them. */
  readonly owners: {
    readonly units: number;
    readonly heads: number;
    readonly areaSquareCentimetres: number;
  };
}
interface OfBuilding {
  readonly building: string;
  readonly count: number;
}

/** How many there are, and how many of them are needed. */
interface Portion {
  readonly count: number;
  readonly needed: number;
}

/** A number of law as it comes out here and today. "unknown" where the community has no figure yet to compute it from. */
export type Example =
  | { readonly of: "share"; readonly base: Base; readonly count: number; readonly needed: number }
  | {
      readonly of: "buildings";
      readonly largest: OfBuilding & { readonly needed: number };
      readonly smallest: OfBuilding & { readonly needed: number };
    }
  | {
      /** Owners count by heads and by area, and both have to be reached; areas in whole square centimetres. */
      readonly of: "owners";
      readonly base: "areaAndHeads" | "participatingAreaAndHeads";
      readonly units: number;
      readonly heads: Portion;
      readonly area: Portion;
    }
  | { readonly of: "day" | "earliest" | "since"; readonly day: Day; readonly provisional: boolean }
  | { readonly of: "window"; readonly opens: Day; readonly shortest: Day; readonly longest: Day }
  | { readonly of: "unknown" };

/** What a rule of the book means in this community today; nothing where its sentence says all there is. */
export function exampleOf(
  book: RuleBook,
  key: RuleKey,
  here: { readonly figures: OwnFigures; readonly today: Day; readonly holidays: Holidays },
): Example | null {
  const { value }: RuleSetting = book.settings[key];
  const { today, holidays, figures } = here;
  const on = (of: "day" | "earliest" | "since", day: Day): Example => ({
    of,
    day,
    provisional: value.kind === "workingDays" && isProvisional(day, holidays),
  });
  switch (value.kind) {
    case "share":
      switch (value.base) {
        case "buildingResidents18":
          return ofBuildings(value, figures.buildings);
        case "areaAndHeads":
        case "participatingAreaAndHeads":
          return ofOwners(value, value.base, ownersHere(book, value.base, figures.owners));
        default:
          return ofBase(value, value.base, baseHere(book, key, figures));
      }
    case "days":
      return opensAfterNotice.has(key)
        ? on("earliest", addDays(today, value.days + 1))
        : on("day", addDays(today, value.days));
    case "workingDays":
      return on("day", addWorkingDays(today, value.workingDays, holidays));
    case "range":
      return key === "vote.windowDays" ? windowOf(book, today, value) : null;
    case "integer":
      if (key === "voter.residenceMonths") return on("since", addMonths(today, -value.integer));
      if (/Months$|\.months$/u.test(key)) return on("day", addMonths(today, value.integer));
      return null;
    default:
      return null;
  }
}

/** Notices whose days lie whole between the notice and what it announces. */
const opensAfterNotice: ReadonlySet<RuleKey> = new Set<RuleKey>([
  "meeting.residents.noticeDays",
  "committee.noticeDays",
]);

function windowOf(book: RuleBook, today: Day, { min, max }: { readonly min: number; readonly max: number }) {
  const opens = addDays(today, setting(book, "meeting.residents.noticeDays").days + 1);
  return {
    of: "window",
    opens,
    shortest: addDays(opens, min - 1),
    longest: addDays(opens, max - 1),
  } as const;
}

function ofBase(share: Share, base: Base, count: number | null): Example {
  return count ? { of: "share", base, count, needed: needed(share, count) } : { of: "unknown" };
}

type Owners = OwnFigures["owners"];

function ofOwners(
  share: Share,
  base: "areaAndHeads" | "participatingAreaAndHeads",
  { units, heads, areaSquareCentimetres: area }: Owners,
): Example {
  if (heads === 0 || area === 0) return { of: "unknown" };
  const portion = (count: number) => ({ count, needed: needed(share, count) });
  return { of: "owners", base, units, heads: portion(heads), area: portion(area) };
}

/** All owners with all their area; of those who take part, as many and as much as have to at least. */
function ownersHere(
  book: RuleBook,
  base: "areaAndHeads" | "participatingAreaAndHeads",
  owners: Owners,
): Owners {
  if (base === "areaAndHeads") return owners;
  const taking = setting(book, "owners.participation");
  return {
    units: owners.units,
    heads: needed(taking, owners.heads),
    areaSquareCentimetres: needed(taking, owners.areaSquareCentimetres),
  };
}

function ofBuildings(share: Share, buildings: readonly OfBuilding[]): Example {
  const [largest, smallest] = [buildings.at(0), buildings.at(-1)];
  if (!largest || !smallest) return { of: "unknown" };
  const withNeeded = (one: OfBuilding) => ({ ...one, needed: Math.max(1, needed(share, one.count)) });
  return { of: "buildings", largest: withNeeded(largest), smallest: withNeeded(smallest) };
}

/** How many there are of what a share is a share of; of those present, as many as have to be there at least. */
function baseHere(book: RuleBook, key: RuleKey, figures: OwnFigures): number | null {
  const { value }: RuleSetting = book.settings[key];
  if (value.kind !== "share") return null;
  switch (value.base) {
    case "households":
      return figures.households;
    case "residents18":
    case "registeredVoters":
      return figures.residents18;
    case "ownerHeads":
      return figures.owners.heads;
    case "repsInOffice":
      return figures.repsInOffice;
    case "repsMeetingMembers":
      return figures.repsMeetingMembers;
    case "membersInOffice":
      return figures.membersInOffice;
    case "present":
      return presentHere(book, key, figures);
    default:
      return null;
  }
}

function presentHere(book: RuleBook, key: RuleKey, figures: OwnFigures): number | null {
  switch (key) {
    case "meeting.residents.majority":
      return needed(setting(book, "meeting.residents.quorum.households"), figures.households);
    case "meeting.reps.majority":
      return needed(setting(book, "meeting.reps.quorum"), figures.repsMeetingMembers);
    case "committee.majority":
      return needed(setting(book, "committee.quorum"), figures.membersInOffice);
    default:
      return null;
  }
}
