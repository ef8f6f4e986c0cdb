/** The rule book in words: each number in a sentence, its example, its source, and which way it may move. */
import type { BookView, ShownRule, ShownValue } from "@yishi/api/rule-view";
import { meanings, type Electorate } from "@yishi/domain/electorates";
import type { RuleKey } from "@yishi/domain/rulebook/keys";
import { areaUpWords } from "#lib/areas.ts";
import { citedWords } from "#lib/citations.ts";
import { count } from "#lib/numbers.ts";
import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";
import { sentences } from "#lib/sentences.ts";
import { shareWords } from "#lib/shares.ts";
import { dayWords } from "#lib/when.ts";

/** The parts of the rule book, by the beginnings of their keys, in the order in which a proposal meets them. */
const groups = [
  { name: "proposal", begins: ["proposal.", "admissibility.", "delib.", "expert."] },
  {
    name: "vote",
    begins: [
      "motion.",
      "meeting.",
      "vote.window",
      "vote.scrutineers",
      "vote.tie",
      "vote.open",
      "vote.repeat",
      "vote.roll",
      "owners.",
    ],
  },
  {
    name: "after",
    begins: [
      ...[
        "vote.publish",
        "vote.notice",
        "vote.recount",
        "objection.",
        "milestone.",
        "acceptance.",
        "followUp.",
      ],
    ],
  },
  {
    name: "committee",
    begins: ["committee.", "supervision.", "election.", "recall.", "appraisal.", "mediation."],
  },
  {
    name: "people",
    begins: ["voter.", "invitation.", "roll.", "privacy.", "intake.", "matter.", "disclosure."],
  },
] as const;

/** The rules that something goes by, part by part; and those that nothing goes by yet. */
export function grouped(rules: BookView["rules"]) {
  const used = rules.filter((rule) => rule.used);
  return {
    parts: groups
      .map(({ name, begins }) => ({
        name,
        rules: used.filter(({ key }) => begins.some((begin) => key.startsWith(begin))),
      }))
      .filter((part) => part.rules.length > 0),
    unused: rules.filter((rule) => !rule.used),
  };
}

/** The page of the rule book, at one of its rules. */
export function rulePath(slug: string, key?: RuleKey): string {
  return key ? `/${slug}/rules#${key}` : `/${slug}/rules`;
}

/** Which rule says how many have to take part. */
export function quorumRule(electorate: Electorate): RuleKey {
  return meanings[electorate].quorum;
}

/** What a number of this rule counts: months, years, or whatever its sentence says. */
export function unitOf(rule: Pick<ShownRule, "key" | "value">) {
  const { kind } = rule.value;
  if (kind !== "integer") return kind;
  if (/months$/iu.test(rule.key)) return "months";
  return /years$/iu.test(rule.key) ? "years" : "integer";
}

/** A value as people say it: 三分之二以上, 10天, 5个工作日, 3到15. */
export function valueWords(key: RuleKey, value: ShownValue): string {
  switch (value.kind) {
    case "share":
      return shareWords(value);
    case "days":
      return m["rules.value.days"]({ count: value.days });
    case "workingDays":
      return m["rules.value.workingDays"]({ count: value.workingDays });
    case "range":
      return m["rules.range"]({ min: count(value.min), max: count(value.max) });
    case "boolean":
      return value.boolean ? m["rules.yes"]() : m["rules.no"]();
    case "choice":
      return say(`rules.choice.${value.choice}`) ?? value.choice;
    case "integer":
      return counted(unitOf({ key, value }), value.integer);
  }
}

function counted(unit: ReturnType<typeof unitOf>, integer: number): string {
  if (unit === "months") return m["rules.value.months"]({ count: integer });
  return unit === "years" ? m["rules.value.years"]({ count: integer }) : count(integer);
}

/** The rule in a sentence with its number. */
export function ruleWords({ key, value }: Pick<ShownRule, "key" | "value">): string {
  return say(`rules.say.${key}`, { n: valueWords(key, value) }) ?? "";
}

/** What it comes to here and today; nothing where the sentence says all there is. */
export function exampleWords(example: ShownRule["example"]): string | null {
  if (!example) return null;
  switch (example.of) {
    case "share":
      return (
        say(`rules.example.${example.base}`, {
          count: count(example.count),
          needed: count(example.needed),
        }) ?? m["rules.example.unknown"]()
      );
    case "owners":
      return ownersWords(example);
    case "buildings":
      return buildingWords(example);
    case "window":
      return m["rules.example.window"]({
        opens: dayWords(example.opens),
        shortest: dayWords(example.shortest),
        longest: dayWords(example.longest),
      });
    case "unknown":
      return m["rules.example.unknown"]();
    default:
      return sentences(
        m[`rules.example.${example.of}`]({ day: dayWords(example.day, { year: true }) }),
        example.provisional && m["rules.example.provisional"](),
      );
  }
}

/** Heads and area, both of which have to be reached; what is needed of an area is never shown smaller than it is. */
function ownersWords(example: Extract<ShownRule["example"], { of: "owners" }>): string {
  const { base, units, heads, area } = example;
  return m[`rules.example.${base}`]({
    units: count(units),
    heads: count(heads.count),
    area: areaUpWords(area.count),
    headsNeeded: count(heads.needed),
    areaNeeded: areaUpWords(area.needed),
  });
}

function buildingWords({ largest, smallest }: Extract<ShownRule["example"], { of: "buildings" }>): string {
  const large = {
    large: largest.building,
    largeCount: count(largest.count),
    largeNeeded: count(largest.needed),
  };
  if (largest.building === smallest.building) return m["rules.example.building"](large);
  return m["rules.example.buildings"]({
    ...large,
    small: smallest.building,
    smallCount: count(smallest.count),
    smallNeeded: count(smallest.needed),
  });
}

/** Where it comes from: the laws with their articles, and what has to be said of them. */
export function sourceWords({ citation, repealed }: Pick<ShownRule, "citation" | "repealed">): string {
  if (!citation) return "";
  const laws = [citedWords(citation), citation.note].filter(Boolean).join(m["rules.between"]());
  const source = m["rules.source"]({ laws });
  return repealed ? source + m["rules.repealed"]() : source;
}

/** Which way it may move and how far. */
export function wayWords(rule: Pick<ShownRule, "key" | "stricter" | "changeable" | "strictest">): string {
  if (rule.stricter === "neither") return m["rules.way.fixed"]();
  if (!rule.changeable) return m["rules.way.far"]();
  return m[`rules.way.${rule.stricter}`]({ value: valueWords(rule.key, rule.strictest) });
}

/** What the law of 2018 said of it. */
export function formerWords({ key, former }: Pick<ShownRule, "key" | "former">): string | null {
  if (!former) return null;
  const value = valueWords(key, former.value);
  const needed = exampleWords(former.example);
  return needed ? m["rules.formerNeeded"]({ value, needed }) : m["rules.former"]({ value });
}

/** What adopted a change, and when. */
export function restsWords(change: ShownRule["changes"][number]): string {
  const day = dayWords(change.adoptedOn, { year: true, weekday: false });
  return change.resolution
    ? m["rules.restsPublished"]({
        year: String(change.resolution.year),
        number: String(change.resolution.number),
        day,
      })
    : m["rules.restsPaper"]({ paper: change.paper ?? "", day });
}
