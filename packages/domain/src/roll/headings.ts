import { plainName } from "../texts.ts";

export const rollColumns = [
  "building",
  "stairwell",
  "door",
  "part",
  "group",
  "grid",
  "name",
  "born",
  "residence",
  "livedSince",
] as const;
export type RollColumn = (typeof rollColumns)[number];

/** Without these nobody can be found again. */
export const neededColumns = ["building", "door", "name", "born"] as const satisfies readonly RollColumn[];

/** The words by which a column is known at the head of a file. The first of each is what the export writes. */
export const headings: Readonly<Record<RollColumn, readonly [string, ...string[]]>> = {
  building: ["楼号", "楼栋", "楼", "幢", "栋", "楼栋号", "楼幢", "幢号", "栋号", "楼房号", "building"],
  stairwell: ["单元", "单元号", "门洞", "单元门", "stairwell", "entrance"],
  door: ["室号", "室", "门牌", "门牌号", "房号", "房间号", "门号", "户号", "门室号", "door", "flat"],
  part: ["分户", "户", "户别", "第几户", "part"],
  group: ["居民小组", "小组", "居民组", "所属小组", "group"],
  grid: ["网格", "网格号", "所属网格", "网格名称", "grid"],
  name: ["姓名", "居民姓名", "人员姓名", "name"],
  born: ["出生日期", "出生年月日", "出生年月", "生日", "出生时间", "born", "dateofbirth"],
  residence: ["居住情况", "居住类型", "居住状态", "户籍情况", "户籍状态", "人口类型", "residence"],
  livedSince: ["入住日期", "入住时间", "居住日期", "来居日期", "何时入住", "居住开始日期", "livedsince"],
};

export interface Head {
  readonly row: number;
  /** Where each column stands; -1 where the file has none. */
  readonly columns: Readonly<Record<RollColumn, number>>;
  readonly missing: readonly RollColumn[];
  /** Columns that two headings claim. */
  readonly twice: readonly RollColumn[];
  readonly ignored: readonly string[];
}

/**
 * Finds the row of headings within the first ten: a title may stand above it. Where no row has all that are needed,
 * the one that has most is answered, with what it lacks; nothing where no row has two of them.
 */
export function findHead(cells: readonly (readonly string[])[]): Head | null {
  let best: Head | null = null;
  for (const [row, values] of cells.slice(0, 10).entries()) {
    const head = headAt(row, values);
    if (head.missing.length === 0) return head;
    if (neededColumns.length - head.missing.length < 2) continue;
    if (!best || head.missing.length < best.missing.length) best = head;
  }
  return best;
}

function headAt(row: number, values: readonly string[]): Head {
  const words = values.map(headingOf);
  const places = (column: RollColumn) =>
    words.flatMap((word, index) => (headings[column].includes(word) ? [index] : []));
  const at = (column: RollColumn) => places(column)[0] ?? -1;
  const columns = {
    building: at("building"),
    stairwell: at("stairwell"),
    door: at("door"),
    part: at("part"),
    group: at("group"),
    grid: at("grid"),
    name: at("name"),
    born: at("born"),
    residence: at("residence"),
    livedSince: at("livedSince"),
  };
  const taken = new Set(Object.values(columns));
  return {
    row,
    columns,
    missing: neededColumns.filter((column) => columns[column] < 0),
    twice: rollColumns.filter((column) => places(column).length > 1),
    ignored: values.filter((value, index) => value.trim() !== "" && !taken.has(index)),
  };
}

function headingOf(written: string): string {
  return (plainName(written) ?? "")
    .normalize("NFKC")
    .replaceAll(/\([^)]*\)/gu, "")
    .replaceAll(/[\s_*:()]/gu, "")
    .toLowerCase();
}
