import { plainName } from "../texts.ts";
import type { Residence } from "./residence.ts";

/** The words by which people say that a household is registered here, or that somebody lives here without that. */
const words: Readonly<Record<Residence, readonly string[]>> = {
  registered: [
    "户籍",
    "户籍人口",
    "户籍居民",
    "户籍在此",
    "户籍在册",
    "本社区户籍",
    "本地户籍",
    "在册",
    "人户一致",
    "人户分离",
    "常住户籍",
    "是",
    "registered",
  ],
  living: [
    "居住",
    "常住",
    "常住人口",
    "常住非户籍",
    "非户籍",
    "非户籍常住",
    "外来常住",
    "流动",
    "流动人口",
    "暂住",
    "租住",
    "租户",
    "承租",
    "外来",
    "外来人口",
    "living",
  ],
};

/** How a file says that somebody belongs here; nothing said is registered, and other words are none. */
export function residenceOf(written: string): Residence | null {
  const word = (plainName(written) ?? "").normalize("NFKC").replaceAll(/\s/gu, "").toLowerCase();
  if (word === "" || words.registered.includes(word)) return "registered";
  return words.living.includes(word) ? "living" : null;
}

/** What the export writes, which the import reads again. */
export const residenceWords: Readonly<Record<Residence, string>> = { registered: "户籍", living: "常住" };
