/** Where a household lives, as the roll has it; a building without stairwells has an empty one. */
export interface Door {
  readonly building: string;
  readonly stairwell: string;
  readonly door: string;
}

/** Reads a door as a clerk keys it: 3-2-501, “3 2 501”, 3号楼2单元501室, or 3-501 where there are no stairwells. */
export function readDoor(written: string): Door | null {
  const parts = written
    .normalize("NFKC")
    .replaceAll(/号楼|单元|门洞|[栋幢楼室号]/gu, " ")
    .split(/[\s\-–—,，.。/]+/u)
    .filter((part) => part !== "");
  const [building = "", second = "", third] = parts;
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => part.length > 20)) return null;
  return third === undefined
    ? { building, stairwell: "", door: second }
    : { building, stairwell: second, door: third };
}

/** A door as it is written on a paper: 3-2-501. */
export function doorWords({ building, stairwell, door }: Door): string {
  return [building, stairwell, door].filter((part) => part !== "").join("-");
}
