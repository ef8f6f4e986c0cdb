/** For whom slips are printed, as the page asks for it: in its address, and in the form below the preview. */
export interface Asked {
  readonly buildings: string;
  readonly stairwell: string;
  readonly door: string;
  readonly batch: string;
  /** The moment before which whatever slip somebody has is printed anew; empty where they keep it. */
  readonly before: string;
}

export const askedFields = ["buildings", "stairwell", "door", "batch", "before"] as const;

/** Reads what was asked; `again` is a yes that becomes the moment at which it was said. */
export function askedOf(read: (name: string) => string, now: Date): Asked {
  const before = Number.isNaN(Date.parse(read("before"))) ? "" : read("before");
  return {
    buildings: read("buildings").slice(0, 400),
    stairwell: partOf(read("stairwell")),
    door: partOf(read("door")),
    batch: /^\d{1,6}$/.test(read("batch")) ? read("batch") : "",
    before: before || (read("again") === "yes" ? now.toISOString() : ""),
  };
}

/** The same as the door wants it. */
export function choiceOf({ buildings, stairwell, door, batch, before }: Asked) {
  return {
    buildings: [
      ...new Set(
        buildings
          .normalize("NFKC")
          .split(/[\s,，、;；]+/u)
          .map(partOf),
      ),
    ]
      .filter((one) => one !== "")
      .slice(0, 200),
    ...{ stairwell, door, batch: batch === "" ? null : Math.max(1, Number(batch)) },
    printedBefore: before === "" ? null : new Date(before),
  };
}

/** The serial numbers that somebody wrote (1-20 23), or nothing where it is none. */
export function serialsOf(written: string): readonly number[] | null {
  const parts = written
    .normalize("NFKC")
    .split(/[\s,，、;；]+/u)
    .filter((part) => part !== "");
  const serials = new Set<number>();
  for (const part of parts) {
    const [, first, last] = /^(\d{1,4})(?:[-–—~](\d{1,4}))?$/u.exec(part) ?? [];
    if (first === undefined) return null;
    const [from, until] = [Number(first), Number(last ?? first)];
    if (from < 1 || until < from || until - from > 999) return null;
    for (let serial = from; serial <= until; serial += 1) serials.add(serial);
  }
  return serials.size > 0 && serials.size <= 1000 ? [...serials] : null;
}

function partOf(written: string): string {
  return written
    .normalize("NFKC")
    .trim()
    .replace(/(?:号楼|单元|[栋幢楼室号])$/u, "")
    .slice(0, 20);
}
