import { allUnits } from "@yishi/db/owners";
import * as store from "@yishi/db/rules";
import { sizeOf } from "@yishi/db/seats";
import type { Tx } from "@yishi/db/client";
import { dayOf, type Holidays } from "@yishi/domain/calendar";
import { ownerFigures } from "@yishi/domain/owners";
import type { Electorate } from "@yishi/domain/electorates";
import { committeePosts } from "@yishi/domain/roles";
import type { RuleBook, RuleSetting } from "@yishi/domain/rulebook";
import { bookOn, isChangeable, isRuleKey, withChanges } from "@yishi/domain/rulebook/changes";
import { cnUrban2018 } from "@yishi/domain/rulebook/cn-urban-2018";
import { exampleOf, type OwnFigures } from "@yishi/domain/rulebook/examples";
import { ruleKeys, type RuleKey } from "@yishi/domain/rulebook/keys";
import { z } from "zod";
import { electors } from "./electors.ts";
import { day } from "./inputs.ts";
import { defaultBook, usedKeys } from "./rules.ts";

const share = z.object({
  kind: z.literal("share"),
  cmp: z.enum(["moreThan", "atLeast"]),
  num: z.number(),
  den: z.number(),
  base: z.string(),
});
/** A value of the rule book, of whichever kind. */
const ruleValue = z.discriminatedUnion("kind", [
  share,
  z.object({ kind: z.literal("integer"), integer: z.number() }),
  z.object({ kind: z.literal("days"), days: z.number() }),
  z.object({ kind: z.literal("workingDays"), workingDays: z.number() }),
  z.object({ kind: z.literal("range"), min: z.number(), max: z.number() }),
  z.object({ kind: z.literal("boolean"), boolean: z.boolean() }),
  z.object({ kind: z.literal("choice"), choice: z.string() }),
]);
export type ShownValue = z.infer<typeof ruleValue>;

const ofBuilding = z.object({ building: z.string(), count: z.number(), needed: z.number() });
const portion = z.object({ count: z.number(), needed: z.number() });
const example = z.discriminatedUnion("of", [
  z.object({ of: z.literal("share"), base: z.string(), count: z.number(), needed: z.number() }),
  z.object({ of: z.literal("buildings"), largest: ofBuilding, smallest: ofBuilding }),
  z.object({
    of: z.literal("owners"),
    base: z.enum(["areaAndHeads", "participatingAreaAndHeads"]),
    units: z.number(),
    heads: portion,
    area: portion,
  }),
  z.object({ of: z.enum(["day", "earliest", "since"]), day, provisional: z.boolean() }),
  z.object({ of: z.literal("window"), opens: day, shortest: day, longest: day }),
  z.object({ of: z.literal("unknown") }),
]);

const change = z.object({
  value: ruleValue,
  resolution: z.object({ year: z.number(), number: z.number() }).nullable(),
  paper: z.string().nullable(),
  adoptedOn: day,
  effectiveFrom: day,
  inEffect: z.boolean(),
});

/** One line of a community's rule book, as its page shows it. */
const shownRule = z.object({
  key: z.enum(Object.keys(ruleKeys).filter(isRuleKey)),
  value: ruleValue,
  /** What the law itself, or the platform, says, where the community made it stricter. */
  original: ruleValue,
  /** Of everything adopted, in effect or not, the strictest: a change has to go further than that. */
  strictest: ruleValue,
  stricter: z.enum(["higher", "lower", "narrower", "neither"]),
  changeable: z.boolean(),
  provenance: z.enum(["confirmed", "fragment", "analogy", "local", "memory", "design"]),
  citation: z.object({ law: z.string(), article: z.string(), note: z.string() }).nullable(),
  repealed: z.boolean(),
  used: z.boolean(),
  former: z.object({ value: ruleValue, article: z.string(), example: example.nullable() }).nullable(),
  example: example.nullable(),
  changes: z.array(change),
});
export type ShownRule = z.infer<typeof shownRule>;

export const bookView = z.object({
  name: z.string(),
  inForceFrom: day,
  today: day,
  households: z.number(),
  residents18: z.number(),
  rules: z.array(shownRule),
});
export type BookView = z.infer<typeof bookView>;

/** Everything that a page says of the rules of a community, today. */
export async function readBook(tx: Tx, holidays: Holidays): Promise<BookView> {
  const today = dayOf(tx.now);
  const changes = await store.changes(tx);
  const figures = await figuresOf(tx);
  const here = { figures, today, holidays };
  const books = { now: bookOn(defaultBook, changes, today), strictest: withChanges(defaultBook, changes) };
  return {
    name: defaultBook.name,
    inForceFrom: defaultBook.inForce.from,
    today,
    households: figures.households,
    residents18: figures.residents18,
    rules: Object.keys(ruleKeys)
      .filter(isRuleKey)
      .map((key) => ({
        ...lineOf(key, books),
        former: formerOf(key, books.now, here),
        example: exampleOf(books.now, key, here),
        changes: changes
          .filter((one) => one.key === key)
          .map((one) => ({ ...one, inEffect: one.effectiveFrom <= today })),
      })),
  };
}

function lineOf(key: RuleKey, books: { readonly now: RuleBook; readonly strictest: RuleBook }) {
  const { value, provenance, citation, lawStatus }: RuleSetting = books.now.settings[key];
  return {
    key,
    value,
    original: defaultBook.settings[key].value,
    strictest: books.strictest.settings[key].value,
    stricter: ruleKeys[key].stricter,
    changeable: isChangeable(key, books.strictest.settings[key]),
    provenance,
    citation: citation
      ? { law: citation.law, article: citation.article ?? "", note: citation.note ?? "" }
      : null,
    repealed: lawStatus === "repealed",
    used: usedKeys.has(key),
  };
}

/** What the law of 2018 said of it, where it said something else; worked out here for comparison. */
function formerOf(key: RuleKey, book: RuleBook, here: Parameters<typeof exampleOf>[2]) {
  const settings: Partial<Record<RuleKey, RuleSetting>> = cnUrban2018.settings;
  const former = settings[key];
  if (!former || JSON.stringify(former.value) === JSON.stringify(defaultBook.settings[key].value))
    return null;
  const then: RuleBook = { ...book, settings: { ...book.settings, [key]: former } };
  return {
    value: former.value,
    article: former.citation?.article ?? "",
    example: exampleOf(then, key, here),
  };
}

async function figuresOf(tx: Tx): Promise<OwnFigures> {
  const line = await electors(tx);
  const seatsOf = async (electorate: Electorate) =>
    (await sizeOf(tx, { electorate, scope: null, proposalId: null }, line)).seats;
  return {
    households: await seatsOf("household"),
    residents18: await seatsOf("person"),
    buildings: await store.adultsByBuilding(tx, line),
    repsInOffice: await store.countInOffice(tx, ["representative"]),
    owners: ownerFigures(await allUnits(tx)),
    repsMeetingMembers: await store.countInOffice(tx, ["representative", ...committeePosts]),
    membersInOffice: await store.countInOffice(tx, [...committeePosts]),
  };
}
