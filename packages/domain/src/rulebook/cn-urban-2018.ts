import type { PartialRuleBook } from "../rulebook.ts";
import {
  atLeast,
  ceiling,
  choice,
  exactly,
  floor,
  free,
  frozen,
  integer,
  moreThan,
  range,
  repealed,
} from "./writing.ts";

const urban2018 = (article: string) => repealed("居委会组织法(2018)", article);

/** 城市居民委员会组织法 as amended on 2018-12-29, repealed at the end of 2025: what it said itself, for records of its time. */
export const cnUrban2018 = frozen({
  name: "cn-urban-2018",
  inForce: { from: "2018-12-29", until: "2025-12-31" },
  settings: {
    "voter.age": exactly(integer(18), urban2018("8")),
    "meeting.residents.form": free(choice("household"), urban2018("9")),
    "meeting.residents.quorum.persons": floor(moreThan(1, 2, "residents18"), urban2018("9")),
    "meeting.residents.quorum.households": floor(moreThan(1, 2, "households"), urban2018("9")),
    "meeting.residents.majority": floor(moreThan(1, 2, "present"), urban2018("9")),
    "meeting.residents.petition.persons": ceiling(atLeast(1, 5, "residents18"), urban2018("10")),
    "meeting.residents.petition.households": ceiling(atLeast(1, 5, "households"), urban2018("10")),
    "committee.termYears": exactly(integer(5), urban2018("8")),
    "committee.size": ceiling(range(5, 9), urban2018("7")),
    "committee.majority": floor(moreThan(1, 2, "present"), urban2018("11")),
  },
} satisfies PartialRuleBook);
