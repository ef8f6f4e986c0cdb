/** A piece of text; a whole one must not be broken over two lines. */
export interface Piece {
  readonly text: string;
  readonly whole: boolean;
}

// Dates, weekdays, hours, telephone numbers, document numbers, and a number with the unit that follows it.
const wholes =
  /(?:\d{4}年)?\d{1,2}月\d{1,2}日|（星期.）|星期.|\d{1,2}:\d{2}(?:–\d{1,2}:\d{2})?[前止]?|\d{3,4}-\d{3,4}(?:[ -]?\d{4})?|[PM]-\d+|\d[\d,]*(?:\.\d+)?(?:户|人|票|天|元|件|项|号楼)/gu;

/** Cuts a sentence into pieces, so that dates, hours, telephone numbers and counts stay whole. */
export function pieces(text: string): readonly Piece[] {
  const cut: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(wholes)) {
    if (found.index > from) cut.push({ text: text.slice(from, found.index), whole: false });
    cut.push({ text: found[0], whole: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) cut.push({ text: text.slice(from), whole: false });
  return cut;
}

/** Cuts a Chinese title after its own punctuation and before an opening quotation mark; other titles stay whole. */
export function clauses(title: string): readonly string[] {
  return title.split(/(?<=[，：；？！。])(?![”）])|(?=“)(?<!^)/u).filter((clause) => clause !== "");
}
