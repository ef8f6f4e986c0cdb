import type { Lots } from "../lots.ts";
import { drawName, type Named } from "./names.ts";

/** Somebody of a household, by their age on the day on which the story is told. */
export interface Relative extends Named {
  readonly age: number;
  readonly woman: boolean;
}

/** Until this age people count as children here, so that nobody comes of age while the story is being tried. */
const oldestChild = 16;
const youngestAdult = 19;
const oldest = 96;

/** Draws who lives together: so many adults around a head who is drawn or known, and children where they would be. */
export function drawFamily(
  lots: Lots,
  asked: { readonly adults: number; readonly year: number; readonly head?: Relative },
): readonly Relative[] {
  const family: Relative[] = [];
  const join = (age: number, woman: boolean, surname?: string) => {
    const within = Math.min(oldest, age);
    const taken = new Set(family.map((one) => one.name));
    let named: Named;
    do
      named = drawName(lots, {
        woman,
        year: asked.year - within,
        ...(surname === undefined ? {} : { surname }),
      });
    while (taken.has(named.name));
    const joined = { ...named, age: within, woman };
    family.push(joined);
    return joined;
  };
  const head = asked.head ?? join(ageOfHead(lots, asked.adults), lots.percent(asked.adults === 1 ? 60 : 35));
  if (asked.head) family.push(asked.head);
  if (asked.adults === 1) return family;
  const spouse = join(Math.max(youngestAdult + 3, head.age + lots.between(-4, 4)), !head.woman);
  const surname = (head.woman ? spouse : head).surname;
  const younger = Math.min(head.age, spouse.age);
  const adultChild = () =>
    join(Math.max(youngestAdult, younger - lots.between(22, 28)), lots.percent(50), surname);
  const grandmother = () => join(Math.max(head.age, spouse.age) + lots.between(23, 30), true);
  if (asked.adults >= 3) void (younger >= 42 ? adultChild() : grandmother());
  if (asked.adults >= 4) void (younger >= 42 && younger <= 60 ? grandmother() : adultChild());
  for (let children = numberOfChildren(lots, younger); children > 0; children -= 1) {
    join(lots.between(0, Math.min(oldestChild, younger - 23)), lots.percent(50), surname);
  }
  return family;
}

/** Many of the old live alone or as two here; three generations gather around those in between. */
function ageOfHead(lots: Lots, adults: number): number {
  if (adults === 1) return lots.percent(55) ? lots.between(62, 91) : lots.between(22, 60);
  if (adults === 2) return lots.percent(50) ? lots.between(60, 84) : lots.between(26, 58);
  return lots.percent(65) ? lots.between(45, 60) : lots.between(29, 41);
}

function numberOfChildren(lots: Lots, younger: number): number {
  if (younger < 25 || younger > 44) return 0;
  return lots.pick([0, 1, 1, 1, 1, 2, 2]);
}
