import { doorOf, type AreaSource, type Owner, type OwnerKind, type Unit } from "../owners.ts";
import { plainPlace } from "../roll/lines.ts";
import { lengthOf, limits, plainName } from "../texts.ts";

export const ownerColumns = [
  "building",
  "stairwell",
  "door",
  "area",
  "owner",
  "number",
  "kind",
  "source",
] as const;
export type OwnerColumn = (typeof ownerColumns)[number];

export const ownerProblemCodes = [
  "file-empty",
  "header-missing",
  "no-lines",
  "too-many-lines",
  "empty",
  "too-long",
  "not-an-area",
  "area-differs",
  "not-a-kind",
  "not-a-source",
  "number-in-name",
  "not-a-name",
  "id-number",
  "one-number-for-several",
  "owner-twice",
] as const;
export type OwnerProblemCode = (typeof ownerProblemCodes)[number];

/** What is wrong in an owners' file, by row and column as the file's reader sees them (rows count from 1). */
export interface OwnerProblem {
  readonly row: number;
  readonly column: OwnerColumn | null;
  readonly code: OwnerProblemCode;
  readonly found: string;
}

export interface OwnersReading {
  readonly units: readonly Unit[];
  readonly problems: readonly OwnerProblem[];
  /** Columns of the file that are not taken in: what is not needed is not kept. */
  readonly ignored: readonly string[];
}

/** The words by which a column is known at the head of a file. */
const headings: Readonly<Record<OwnerColumn, readonly string[]>> = {
  building: ["楼号", "楼栋", "楼", "幢", "栋", "楼栋号", "幢号", "building"],
  stairwell: ["单元", "单元号", "门洞", "stairwell", "entrance"],
  door: ["室号", "门牌", "门牌号", "房号", "门号", "户号", "door", "flat", "unit"],
  area: [
    "专有部分面积",
    "建筑面积",
    "产权面积",
    "面积",
    "面积㎡",
    "面积平方米",
    "建筑面积㎡",
    "专有部分面积㎡",
    "area",
  ],
  owner: ["业主姓名", "业主", "产权人", "所有权人", "姓名", "owner", "owners"],
  number: ["业主编号", "编号", "ownernumber"],
  kind: ["业主类型", "类型", "kind"],
  source: ["面积来源", "面积依据", "source"],
};
const required = ["building", "door", "area", "owner"] as const;
export const maxOwnerLines = 50_000;
const maxProblems = 200;
/** No unit is larger than this; behind the point stand four places at most, down to the square centimetre. */
const maxSquareMetres = 1_000_000;

/**
 * Reads the owners' register from the cells of a file: every line right, or a list of what to mend and where. Several
 * lines of one unit, or several names in one cell, are its owners together.
 */
export function readOwners(cells: readonly (readonly string[])[]): OwnersReading {
  if (!cells.some((row) => row.some((cell) => cell.trim() !== ""))) return failed("file-empty", 1);
  const head = findHead(cells);
  if (!head) return failed("header-missing", 1);
  const body = cells.slice(head.row + 1).map((row, index) => ({ row, number: head.row + index + 2 }));
  const filled = body.filter(({ row }) => row.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) return failed("no-lines", head.row + 2);
  if (filled.length > maxOwnerLines) return failed("too-many-lines", head.row + 2, String(filled.length));
  const problems: OwnerProblem[] = [];
  const units = new Map<string, Unit>();
  for (const { row, number } of filled) {
    const say: Say = (column, code, found) =>
      problems.push({ row: number, column, code, found: found.slice(0, 40) });
    const line = readLine(row, head.columns, say);
    if (!line) continue;
    const before = units.get(doorOf(line));
    units.set(doorOf(line), before ? joined(before, line, say) : line);
  }
  return { units: [...units.values()], problems: problems.slice(0, maxProblems), ignored: head.ignored };
}

type Say = (column: OwnerColumn, code: OwnerProblemCode, found: string) => void;
type Columns = Readonly<Record<OwnerColumn, number>>;

/** Finds the row of headings within the first ten: a title may stand above it. */
function findHead(cells: readonly (readonly string[])[]) {
  for (const [row, values] of cells.slice(0, 10).entries()) {
    const words = values.map((value) => value.replaceAll(/[\s_*：:（）()]/gu, "").toLowerCase());
    const at = (column: OwnerColumn) => words.findIndex((word) => headings[column].includes(word));
    const columns: Columns = {
      building: at("building"),
      stairwell: at("stairwell"),
      door: at("door"),
      area: at("area"),
      owner: at("owner"),
      number: at("number"),
      kind: at("kind"),
      source: at("source"),
    };
    if (required.some((column) => columns[column] < 0)) continue;
    const taken = new Set(Object.values(columns));
    const ignored = values.filter((value, index) => value.trim() !== "" && !taken.has(index));
    return { row, columns, ignored };
  }
  return null;
}

function readLine(row: readonly string[], columns: Columns, say: Say): Unit | null {
  let wrong = false;
  const heard: Say = (column, code, found) => {
    wrong = true;
    say(column, code, found);
  };
  const written = (column: OwnerColumn) => plainName(row[columns[column]] ?? "") ?? "";
  const place = (column: "building" | "stairwell" | "door") => {
    const text = plainPlace(row[columns[column]] ?? "", column);
    if (text === "" && column !== "stairwell") heard(column, "empty", "");
    if (lengthOf(text) > 20) heard(column, "too-long", text);
    return text;
  };
  const unit = {
    building: place("building"),
    stairwell: place("stairwell"),
    door: place("door"),
    areaSquareCentimetres: readArea(written("area"), heard),
    areaSource: readSource(written("source"), heard),
    owners: readOwnersOf(written("owner"), written("number"), written("kind"), heard),
  };
  return wrong ? null : unit;
}

/** Square metres as they are written in a register, to the square centimetre, without ever becoming a broken number. */
function readArea(written: string, say: Say): number {
  const text = written.normalize("NFKC").replaceAll(/[,\s]|(?:平方米|平米|㎡|m2|m²)$/giu, "");
  const [, whole, part = ""] = /^(\d{1,8})(?:\.(\d{1,4}))?$/u.exec(text) ?? [];
  if (written === "") say("area", "empty", "");
  else if (whole === undefined || Number(whole) > maxSquareMetres) say("area", "not-an-area", written);
  const area = Number(whole ?? 0) * 10_000 + Number(part.padEnd(4, "0"));
  if (area === 0 && whole !== undefined) say("area", "not-an-area", written);
  return area;
}

const sources: Readonly<Record<string, AreaSource>> = {
  登记: "register",
  不动产登记: "register",
  登记簿: "register",
  测绘: "survey",
  实测: "survey",
  合同: "contract",
  买卖合同: "contract",
};

function readSource(written: string, say: Say): AreaSource | null {
  if (written === "") return null;
  const source = sources[written];
  if (!source) say("source", "not-a-source", written);
  return source ?? null;
}

const kinds: Readonly<Record<string, OwnerKind>> = {
  个人: "person",
  自然人: "person",
  单位: "organisation",
  法人: "organisation",
  开发商: "organisation",
  建设单位: "organisation",
};
/** What no person is called. */
const organisationEnds = /(?:公司|集团|厂|局|办事处|委员会|合作社|银行|学校|医院|中心)$/u;

function readOwnersOf(names: string, number: string, kind: string, say: Say): readonly Owner[] {
  const given = kind === "" ? undefined : kinds[kind];
  if (kind !== "" && !given) say("kind", "not-a-kind", kind);
  if (lengthOf(number) > 20) say("number", "too-long", number);
  // A number of the identity card is more than a register of owners needs: it is not taken in.
  if (/\d{15,}/u.test(number)) say("number", "id-number", "");
  const parts = names.split(/[、，,;；/]/u).map((name) => name.trim());
  const owners = parts.map((name) => {
    const own = given ?? (organisationEnds.test(name) ? "organisation" : "person");
    checkName(name, own, say);
    return { name, kind: own, number: parts.length === 1 ? number : "" };
  });
  if (parts.length > 1 && number !== "") say("number", "one-number-for-several", number);
  if (new Set(parts).size < parts.length) say("owner", "owner-twice", names);
  return owners;
}

function checkName(name: string, kind: OwnerKind, say: Say): void {
  if (name === "") say("owner", "empty", "");
  else if (lengthOf(name) > limits.name.max) say("owner", "too-long", name);
  else if (/\d{6,}/u.test(name)) say("owner", "number-in-name", "");
  else if (kind === "person" && !/^[\p{L}\p{M}·•.’' -]+$/u.test(name)) say("owner", "not-a-name", name);
}

/** Another line of a unit names another of its owners; whatever else it says has to be the same. */
function joined(unit: Unit, line: Unit, say: Say): Unit {
  if (unit.areaSquareCentimetres !== line.areaSquareCentimetres)
    say("area", "area-differs", String(line.areaSquareCentimetres / 10_000));
  for (const owner of line.owners) {
    if (unit.owners.some((one) => one.name === owner.name && one.number === owner.number))
      say("owner", "owner-twice", owner.name);
  }
  return {
    ...unit,
    areaSource: unit.areaSource ?? line.areaSource,
    owners: [...unit.owners, ...line.owners],
  };
}

const sourceWords: Readonly<Record<AreaSource, string>> = {
  register: "登记",
  survey: "测绘",
  contract: "合同",
};
const kindWords: Readonly<Record<OwnerKind, string>> = { person: "个人", organisation: "单位" };

/** Writes a register as a file that reads back as the same: one line for each owner of each unit. */
export function writeOwners(units: readonly Unit[]): readonly (readonly string[])[] {
  const head = ["楼号", "单元", "室号", "建筑面积", "业主姓名", "业主编号", "业主类型", "面积来源"];
  const lines = units.flatMap((unit) =>
    unit.owners.map(({ name, number, kind }) => [
      unit.building,
      unit.stairwell,
      unit.door,
      squareMetres(unit.areaSquareCentimetres),
      name,
      number,
      kindWords[kind],
      unit.areaSource ? sourceWords[unit.areaSource] : "",
    ]),
  );
  return [head, ...lines];
}

/** Square metres with as many places as there are: 81.05. */
export function squareMetres(squareCentimetres: number): string {
  const whole = Math.floor(squareCentimetres / 10_000);
  const part = String(squareCentimetres % 10_000)
    .padStart(4, "0")
    .replace(/0+$/u, "");
  return part === "" ? String(whole) : `${whole}.${part}`;
}

function failed(code: OwnerProblemCode, row: number, found = ""): OwnersReading {
  return { units: [], problems: [{ row, column: null, code, found }], ignored: [] };
}
