import { baseLocale, getLocale, locales, type Locale } from "#lib/paraglide/runtime.js";

export type Language = Locale;
export const languages: readonly Language[] = locales;

/** Takes the language out of an address: `/en/demo` is `/demo` in English, an address without one is Chinese. */
export function splitLanguage(pathname: string): { readonly language: Language; readonly path: string } {
  const first = pathname.split("/", 2)[1];
  const language = languages.find((known) => known !== baseLocale && known === first);
  if (!language) return { language: baseLocale, path: pathname };
  return { language, path: pathname.slice(language.length + 1) || "/" };
}

/** The address of a page of this house in the reader's language, or in the one named. */
export function to(path: string, language: Language = getLocale()): string {
  if (language === baseLocale) return path;
  return path === "/" ? `/${language}` : `/${language}${path}`;
}

/** A place inside this house to go back to, or null when the text leads anywhere else. */
export function localPath(text: FormDataEntryValue | null | undefined): string | null {
  if (typeof text !== "string" || !/^\/(?![/\\])/.test(text)) return null;
  const here = "https://here.invalid";
  const url = URL.parse(text, here);
  return url?.origin === here ? url.pathname + url.search : null;
}
