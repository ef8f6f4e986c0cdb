import type { Caller } from "@yishi/api/door";
import type { Language } from "@yishi/domain/texts";

/** An advice that a motion can cite. */
export interface CitableAdvice {
  readonly number: number;
  readonly words: string;
  readonly lang: Language;
  readonly verdict: "adopted" | "partly";
}

/** What a motion of a proposal can cite, in the order of its numbers. */
export async function citableOf(api: Caller, proposalId: string): Promise<readonly CitableAdvice[]> {
  const { consultations } = await api.consultations.ofProposal({ proposalId });
  return consultations
    .flatMap(({ opinions }) =>
      opinions.flatMap(({ lang, advice }) => advice.map((one) => ({ ...one, lang }))),
    )
    .flatMap(({ number, advice: words, lang, verdict }) =>
      verdict === "adopted" || verdict === "partly" ? [{ number, words, lang, verdict }] : [],
    )
    .toSorted((one, other) => one.number - other.number);
}

/** The numbers that were marked on the form. */
export function citedIn(form: FormData): number[] {
  return [...form.keys()].flatMap((name) => {
    const [, number] = /^cite-(\d{1,3})$/u.exec(name) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}
