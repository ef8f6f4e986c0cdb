import type { ChangeKind, Regrouped, RollChange } from "@yishi/domain/roll/compare";
import type { ImportCounts } from "@yishi/domain/roll/entries";
import { householdOf, type Place, type RollLine, type RollPerson } from "@yishi/domain/roll/lines";
import type { Residence } from "@yishi/domain/roll/residence";

/** The kinds of lines of a preview, in the order in which they are looked at: what is lost comes first. */
export const previewKinds = ["removed", "moved", "name", "born", "residence", "regrouped", "added"] as const;
export type PreviewKind = (typeof previewKinds)[number];

/** One line of a preview: who or which household, as it is now and as the file has it. */
export interface PreviewLine {
  readonly kind: PreviewKind;
  readonly before: Said | null;
  readonly after: Said | null;
}

/** What is said of one line, on one of its sides. */
export interface Said extends Place {
  readonly name: string | null;
  readonly born: string | null;
  readonly residence: Residence | null;
  readonly livedSince: string | null;
  readonly group: string | null;
  readonly grid: string | null;
}

/** The lines of a change, by their kinds. */
export function linesOf(
  change: RollChange<RollPerson>,
): Readonly<Record<PreviewKind, readonly PreviewLine[]>> {
  const changed = (kind: ChangeKind) =>
    change.changed
      .filter((one) => one.kind === kind)
      .map(({ person, line }): PreviewLine => ({ kind, before: saidOf(person), after: saidOf(line) }));
  return {
    removed: change.removed.map((person) => ({ kind: "removed", before: saidOf(person), after: null })),
    moved: changed("moved"),
    name: changed("name"),
    born: changed("born"),
    residence: changed("residence"),
    regrouped: change.regrouped.map((household) => ({
      kind: "regrouped",
      before: saidOfHousehold(household, household.before),
      after: saidOfHousehold(household, household),
    })),
    added: change.added.map((line) => ({ kind: "added", before: null, after: saidOf(line) })),
  };
}

/** How many people a change touches, and how: what the fact of an import says. */
export function countsOf(change: RollChange<RollPerson>): ImportCounts {
  const moved = change.changed.filter(({ kind }) => kind === "moved").length;
  return {
    added: change.added.length,
    removed: change.removed.length,
    moved,
    corrected: change.changed.length - moved,
    regrouped: change.regrouped.length,
    unchanged: change.unchanged,
  };
}

/** How many people, households and buildings a file has. */
export function sizeOf(lines: readonly RollLine[]) {
  return {
    people: lines.length,
    households: new Set(lines.map(householdOf)).size,
    buildings: new Set(lines.map((one) => one.building)).size,
  };
}

function saidOf({
  building,
  stairwell,
  door,
  part,
  name,
  born,
  residence,
  livedSince,
  group,
  grid,
}: RollLine): Said {
  return { building, stairwell, door, part, name, born, residence, livedSince, group, grid };
}

function saidOfHousehold(
  { building, stairwell, door, part }: Regrouped,
  now: Pick<Said, "group" | "grid">,
): Said {
  const { group, grid } = now;
  return {
    building,
    stairwell,
    door,
    part,
    name: null,
    born: null,
    residence: null,
    livedSince: null,
    group,
    grid,
  };
}
