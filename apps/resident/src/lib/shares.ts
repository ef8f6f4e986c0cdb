import { m } from "#lib/paraglide/messages.js";
import { say } from "#lib/say.ts";

interface Share {
  readonly cmp: "moreThan" | "atLeast";
  readonly num: number;
  readonly den: number;
}

/** A fraction as people say it: 三分之二以上, 超过一半. */
export function shareWords({ cmp, num, den }: Share): string {
  const fraction = say(`share.${num}of${den}`) ?? m["share.any"]({ num: String(num), den: String(den) });
  return cmp === "atLeast" ? m["share.atLeast"]({ fraction }) : m["share.moreThan"]({ fraction });
}
