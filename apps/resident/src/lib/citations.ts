import { m } from "#lib/paraglide/messages.js";

/** Where a rule of law stands: the law, and its articles as the rule book writes them; none where there is no law. */
export interface Cited {
  readonly law: string;
  /** 9, or 17,23, or 13(1)(2) with paragraph and item; after a semicolon another law, or (2025): the same of that year. */
  readonly article: string;
}

/** A citation as residents read it: 居委会组织法（2018）第7条，居委会组织法（2025）. */
export function citedWords({ law, article }: Cited): string {
  const [first = "", ...more] = article.split(";");
  return [lawWords(law, first.trim()), ...more.map((other) => otherLaw(law, other.trim()))].join(
    m["rules.between"](),
  );
}

function lawWords(law: string, article: string): string {
  const named = law.replaceAll("(", "（").replaceAll(")", "）");
  if (!article) return named;
  // An edition of the law without an article that was read: 居委会组织法(2025).
  if (/^\(\d{4}\)$/u.test(article)) return lawWords(law + article, "");
  const [, whole, paragraph, item] = /^(\d+)\((\d+)\)\((\d+)\)$/u.exec(article) ?? [];
  if (whole && paragraph && item)
    return m["rules.articleItem"]({ law: named, article: whole, paragraph, item });
  return m["rules.article"]({ law: named, article: article.split(/,\s*/u).join(m["rules.articles"]()) });
}

/** A second law, named with its article: 民事诉讼法205; or the same law of another year: (2025). */
function otherLaw(law: string, written: string): string {
  if (/^\(\d{4}\)$/u.test(written)) return lawWords(law.replace(/\(\d{4}\)$/u, ""), written);
  const [, name, article] = /^(\D+[^\d(])(\d+)$/u.exec(written) ?? [];
  return name && article ? lawWords(name, article) : lawWords(written, "");
}
