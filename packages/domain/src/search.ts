/** What somebody looks for: words that all have to be there, and a number if it could be one. */
export interface Query {
  readonly words: readonly string[];
  readonly number: { readonly year: number | null; readonly number: number } | null;
  /** Whether there is a word long enough to be looked for; one character alone is on every page. */
  readonly short: boolean;
}

/** How many characters a query may have, and how many words of it are looked at. */
export const queryLimits = { characters: 60, words: 8 } as const;

/** Reads what was typed: one width, one case; everything that is neither letter nor digit parts words. */
export function readQuery(written: string): Query {
  const text = [...written.normalize("NFKC")].slice(0, queryLimits.characters).join("");
  const words = [...new Set(folded(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])].slice(0, queryLimits.words);
  return {
    words,
    number: numberOf(text),
    short: !words.some((word) => [...word].length > 1),
  };
}

/** A number as people write it: 2026-7, 2026年第7号, 7号, 7. */
function numberOf(text: string): Query["number"] {
  const written = /^\s*(?:(2\d{3})\s*(?:[-–—/]|年第?)\s*)?(?:第|#)?\s*(\d{1,6})\s*(?:号|号提案)?\s*$/u.exec(
    text,
  );
  const number = Number(written?.[2] ?? 0);
  if (!written || number === 0) return null;
  return { year: written[1] === undefined ? null : Number(written[1]), number };
}

/** Words as they are compared, the same as `search_folded` of the database. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** A stretch of a sentence, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** In which part of a proposal something was found, as the sentence it stands in. */
export interface Hit {
  readonly part: "title" | "problem" | "wish";
  readonly pieces: readonly Piece[];
}

/** Where the words were found: in the title, or else in the first sentence that has the most of them. */
export function hitIn(
  words: readonly string[],
  texts: Readonly<Record<Hit["part"], string | null>>,
): Hit | null {
  const sentences = (["title", "problem", "wish"] as const).flatMap((part) =>
    sentencesOf(part, texts[part] ?? "").map((text) => ({ part, text })),
  );
  let best: { readonly part: Hit["part"]; readonly text: string; readonly found: number } | null = null;
  for (const one of sentences) {
    const found = words.filter((word) => folded(one.text).includes(word)).length;
    if (found > (best?.found ?? 0)) best = { ...one, found };
  }
  return best && { part: best.part, pieces: clipped(marked(best.text, words)) };
}

/** A title is one sentence, whatever its marks. */
function sentencesOf(part: Hit["part"], text: string): readonly string[] {
  if (part === "title") return [text];
  return text
    .split(/(?<=[。！？!?；;\n])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
}

/** Cuts a sentence at the words in it. Folding may make one character several, so each keeps its place. */
export function marked(text: string, words: readonly string[]): readonly Piece[] {
  // A letter keeps its accents: folded alone, an accent would stand before nothing.
  const characters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const places: number[] = [];
  let whole = "";
  for (const [place, character] of characters.entries()) {
    const said = folded(character);
    for (let unit = 0; unit < said.length; unit += 1) places.push(place);
    whole += said;
  }
  const hit = new Set<number>();
  for (const word of words) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + 1))
      for (const place of places.slice(at, at + word.length)) hit.add(place);
  }
  return characters.reduce<Piece[]>((pieces, character, place) => {
    const last = pieces.at(-1);
    if (last?.marked === hit.has(place)) pieces[pieces.length - 1] = { ...last, text: last.text + character };
    else pieces.push({ text: character, marked: hit.has(place) });
    return pieces;
  }, []);
}

/** How much of a long sentence is shown before the first hit and in all. */
const shown = { before: 16, whole: 60 } as const;

function clipped(pieces: readonly Piece[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (!first) return [];
  const before = [...first.text];
  const begun =
    first.marked || before.length <= shown.before
      ? first
      : { ...first, text: `…${before.slice(-shown.before).join("")}` };
  const kept: Piece[] = [];
  let left: number = shown.whole;
  for (const piece of [begun, ...rest]) {
    const characters = [...piece.text];
    if (left <= 0) break;
    kept.push(
      characters.length > left && !piece.marked
        ? { ...piece, text: `${characters.slice(0, left).join("")}…` }
        : piece,
    );
    left -= characters.length;
  }
  return kept;
}
