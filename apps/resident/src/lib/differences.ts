/** What changed between two versions of a text, as people read it: docs/decisions/0014-differences-in-chinese.md. */
import { diffArrays } from "diff";

export type Kind = "same" | "deleted" | "inserted";

/** Words that stayed, went or came. */
export interface Piece {
  readonly kind: Kind;
  readonly text: string;
}

/** A paragraph of the two texts laid over each other; `kind` says whether the whole of it stayed, went or came. */
export interface Paragraph {
  readonly kind: Kind | "changed";
  readonly pieces: readonly Piece[];
}

/**
 * Lays two texts over each other. Paragraphs that are the same in both stay whole; in the others Chinese is compared by
 * character, foreign words and numbers as wholes. Whatever stayed between two changes and is shorter than they are goes
 * with them, so that a sentence written anew is shown as one and not as confetti.
 */
export function differences(before: string, after: string): readonly Paragraph[] {
  const paragraphs = runsOf(before.split("\n"), after.split("\n"));
  const runs = gathered(paragraphs).flatMap((run) => {
    if ("same" in run) return [{ kind: "same" as const, tokens: run.same.map((line) => `${line}\n`) }];
    return readable(run.deleted, run.inserted);
  });
  return laidOut(runs);
}

/** Whether anything changed at all. */
export function isDifferent(paragraphs: readonly Paragraph[]): boolean {
  return paragraphs.some(({ kind }) => kind !== "same");
}

/** Beyond so many steps two texts have little in common, and are shown one after the other. */
const mostSteps = 1000;

interface Run {
  readonly kind: Kind;
  readonly tokens: readonly string[];
}
type Gathered = { readonly same: readonly string[] } | Change;
interface Change {
  readonly deleted: readonly string[];
  readonly inserted: readonly string[];
}

function runsOf(before: readonly string[], after: readonly string[]): readonly Run[] {
  const found = diffArrays([...before], [...after], { maxEditLength: mostSteps }) ?? [
    { removed: true, added: false, value: [...before] },
    { removed: false, added: true, value: [...after] },
  ];
  return found.map(({ removed, added, value }) => ({
    kind: removed ? "deleted" : added ? "inserted" : "same",
    tokens: value,
  }));
}

/** What went and what came between two stretches that stayed belongs together. */
function gathered(runs: readonly Run[]): readonly Gathered[] {
  const all: Gathered[] = [];
  for (const { kind, tokens } of runs) {
    const last = all.at(-1);
    if (kind === "same") all.push({ same: tokens });
    else if (!last || "same" in last)
      all.push({ deleted: kind === "deleted" ? tokens : [], inserted: kind === "inserted" ? tokens : [] });
    else
      all[all.length - 1] = {
        deleted: kind === "deleted" ? [...last.deleted, ...tokens] : last.deleted,
        inserted: kind === "inserted" ? [...last.inserted, ...tokens] : last.inserted,
      };
  }
  return all;
}

/** The changed lines of two texts: what is a version of something compared by character, the rest as it went and came. */
function readable(deleted: readonly string[], inserted: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  let block: { before: string[]; after: string[] } = { before: [], after: [] };
  const compareBlock = () => {
    if (block.before.length + block.after.length > 0)
      runs.push(...byCharacter(block.before.join("\n"), block.after.join("\n")));
    block = { before: [], after: [] };
  };
  for (const { before, after, alone } of paired(deleted, inserted)) {
    if (alone) {
      compareBlock();
      runs.push({ kind: before === null ? "inserted" : "deleted", tokens: [`${before ?? after ?? ""}\n`] });
    } else {
      if (before !== null) block.before.push(before);
      if (after !== null) block.after.push(after);
    }
  }
  compareBlock();
  return runs;
}

function byCharacter(before: string, after: string): readonly Run[] {
  const runs = gathered(runsOf(tokensOf(`${before}\n`), tokensOf(`${after}\n`)));
  return swallowed(runs).flatMap((run): readonly Run[] =>
    "same" in run
      ? [{ kind: "same", tokens: run.same }]
      : [
          { kind: "deleted", tokens: run.deleted },
          { kind: "inserted", tokens: run.inserted },
        ],
  );
}

interface Pair {
  readonly before: string | null;
  readonly after: string | null;
  /** Like nothing on the other side, and so not to be compared with anything. */
  readonly alone: boolean;
}

/** More lines than this are not matched one by one. */
const mostPairs = 10_000;
/** From so much in common on, a line is a version of another. */
const alike = 0.4;

/** Which line became which, in their order, so that as much as possible is a version of something. */
function paired(deleted: readonly string[], inserted: readonly string[]): readonly Pair[] {
  const gone = (): readonly Pair[] => [
    ...deleted.map((before) => ({ before, after: null, alone: false })),
    ...inserted.map((after) => ({ before: null, after, alone: false })),
  ];
  if (deleted.length * inserted.length > mostPairs) return gone();
  const [lines, others] = [deleted.map(letterPairs), inserted.map(letterPairs)];
  const likeness = lines.map((line) => others.map((other) => common(line, other)));
  const best = deleted.map(() => inserted.map(() => 0)).concat([[]]);
  const at = (row: number, column: number) => best[row]?.[column] ?? 0;
  const asPair = (row: number, column: number) => {
    const like = likeness[row]?.[column] ?? 0;
    return like < alike ? -1 : like + at(row + 1, column + 1);
  };
  for (let row = deleted.length - 1; row >= 0; row -= 1)
    for (let column = inserted.length - 1; column >= 0; column -= 1) {
      const line = best[row];
      if (line) line[column] = Math.max(asPair(row, column), at(row + 1, column), at(row, column + 1));
    }
  const pairs: Pair[] = [];
  let [row, column] = [0, 0];
  while (row < deleted.length || column < inserted.length) {
    const [before = null, after = null] = [deleted[row], inserted[column]];
    if (
      before !== null &&
      after !== null &&
      asPair(row, column) >= 0 &&
      asPair(row, column) === at(row, column)
    ) {
      pairs.push({ before, after, alone: false });
      row += 1;
      column += 1;
    } else if (before !== null && (after === null || at(row + 1, column) >= at(row, column + 1))) {
      pairs.push({ before, after: null, alone: !(likeness[row] ?? []).some((like) => like >= alike) });
      row += 1;
    } else {
      pairs.push({ before: null, after, alone: !likeness.some((line) => (line[column] ?? 0) >= alike) });
      column += 1;
    }
  }
  return pairs;
}

/** Every two letters that stand side by side. */
function letterPairs(line: string): ReadonlySet<string> {
  const letters = [...line];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index] ?? ""}${letter}`));
}

/** How much of two lines is the same: 1 for all of it. */
function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 1;
  let both = 0;
  for (const pair of one) if (other.has(pair)) both += 1;
  return both / Math.max(1, Math.min(one.size, other.size));
}

/** Foreign words and numbers as wholes; everything else by character. */
function tokensOf(line: string): readonly string[] {
  return line.match(/[\p{Script=Latin}\p{N}]+(?:[.,:/-][\p{Script=Latin}\p{N}]+)*|\P{M}\p{M}*/gsu) ?? [];
}

/** Lets a change swallow what stayed between it and the next, where that is no longer than either of them. */
function swallowed(runs: readonly Gathered[]): readonly Gathered[] {
  const kept: Gathered[] = [];
  for (const run of runs) {
    kept.push(run);
    for (;;) {
      const [first, between, second] = kept.slice(-3);
      if (!first || !between || !second) break;
      if ("same" in first || !("same" in between) || "same" in second) break;
      if (between.same.includes("\n") || between.same.length > Math.min(sizeOf(first), sizeOf(second))) break;
      kept.splice(-3, 3, {
        deleted: [...first.deleted, ...between.same, ...second.deleted],
        inserted: [...first.inserted, ...between.same, ...second.inserted],
      });
    }
  }
  return kept;
}

function sizeOf({ deleted, inserted }: Change): number {
  return Math.max(deleted.length, inserted.length);
}

/** Makes paragraphs again: a line that ends anywhere ends one, and an end that itself went or came is shown as ¶. */
function laidOut(runs: readonly Run[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let pieces: Piece[] = [];
  const add = (kind: Kind, text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else if (text !== "") pieces.push({ kind, text });
  };
  const end = () => {
    const kinds = new Set(pieces.map(({ kind }) => kind));
    const [only = "same"] = kinds;
    if (pieces.length > 0) paragraphs.push({ kind: kinds.size > 1 ? "changed" : only, pieces });
    pieces = [];
  };
  for (const { kind, tokens } of runs) {
    for (const [index, line] of tokens.join("").split("\n").entries()) {
      if (index > 0) {
        if (kind !== "same" && pieces.some((piece) => piece.kind === "same")) add(kind, "¶");
        end();
      }
      add(kind, line);
    }
  }
  end();
  return paragraphs;
}
