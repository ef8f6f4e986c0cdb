import type { Day } from "../calendar.ts";
import { plainName } from "../texts.ts";
import type { Residence } from "./residence.ts";

/** One person of a roll, as it is kept: behind which door, in which household of it, who, born when, living here how. */
export interface RollLine extends Place {
  /** The residents' group (居民小组) and the grid (网格) of the household, where it has one. */
  readonly group: string | null;
  readonly grid: string | null;
  readonly name: string;
  readonly born: Day;
  readonly residence: Residence;
  readonly livedSince: Day | null;
}

/** Where a household lives. Its part is empty, unless several live behind one door (分户). */
export interface Place {
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
  readonly part: string;
}

/** Somebody who is on the roll now. */
export interface RollPerson extends RollLine {
  readonly residentId: string;
  readonly householdId: string;
}

/** The door of a line. */
export function doorOf(line: Pick<Place, "building" | "stairwell" | "door">): string {
  return [line.building, line.stairwell, line.door].join("\u001f");
}

/** The household of a line: its door and its part of it. */
export function householdOf(line: Place): string {
  return [doorOf(line), line.part].join("\u001f");
}

const numberWords = "一二三四五六七八九";
const endings = {
  building: /(?:号楼|#楼|号栋|栋|幢|楼|#)$/u,
  stairwell: /(?:号单元|单元|门洞)$/u,
  door: /(?:号房|室|号|房)$/u,
  part: /户$/u,
} as const;

/**
 * A building, a stairwell, a door or a part as it is kept and compared, however people write it: １号楼, 1#, 第一栋 and
 * 01幢 are all building 1. The first household of a door needs no name of its own.
 */
export function plainPlace(written: string, kind: keyof typeof endings): string {
  let place = (plainName(written) ?? "").normalize("NFKC").replaceAll(" ", "");
  // What was kept is kept the same when it is read again, so it is read until nothing falls away any more.
  for (let next = lessOf(place, kind); next !== place; next = lessOf(place, kind)) place = next;
  return place;
}

function lessOf(text: string, kind: keyof typeof endings): string {
  // Our own export writes an apostrophe before what a sheet would take for a formula.
  const word = text.replace(/^'(?=[=+\-@])/u, "");
  const bare = withoutEnding(word, endings[kind]);
  const number = bare === word ? bare : inDigits(bare.replace(/^第/u, ""));
  const plain =
    kind === "building" || kind === "stairwell"
      ? number.replace(/^(\d+)号$/u, "$1").replace(/^0+(?=\d+$)/u, "")
      : number;
  return kind === "part" && (plain === "1" || plain === "主") ? "" : plain;
}

function withoutEnding(word: string, ending: RegExp): string {
  let left = word;
  for (let next = left.replace(ending, ""); next !== left && next !== ""; next = left.replace(ending, ""))
    left = next;
  return left;
}

/** 三 and 十二 as digits; anything else as it is. */
function inDigits(word: string): string {
  const parts = /^([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/u.exec(word);
  if (!parts || word === "") return word;
  const [, tens = "", ten = "", ones = ""] = parts;
  const value = (digit: string) => numberWords.indexOf(digit) + 1;
  if (ten === "")
    return tens !== "" && ones === ""
      ? String(value(tens))
      : ones !== "" && tens === ""
        ? String(value(ones))
        : word;
  return String((tens === "" ? 1 : value(tens)) * 10 + (ones === "" ? 0 : value(ones)));
}

/** A name as it is kept and compared: no spaces between Chinese characters, one kind of point between parts of a name. */
export function plainPersonName(written: string): string | null {
  const name = plainName(written);
  if (name === null) return null;
  const joined = name.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
  return joined.replaceAll(/ ?[•‧∙・･⋅·] ?/gu, "·");
}
