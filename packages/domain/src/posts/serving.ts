import { dayOf, type Instant } from "../calendar.ts";
import { refuse, type Refusal } from "../outcome.ts";
import type { Post, Tenure } from "../roles.ts";
import { areIncompatible } from "./incompatible.ts";
import { organisationOf, organisations, type Organisation } from "./organisations.ts";

/** A post as somebody holds it, has held it or will hold it. */
export interface Serving extends Tenure {
  readonly memberId: string;
}

/** How many people a body has (`committee.size`, `supervision.size`, `mediation.committee.size`). */
export type Sizes = Readonly<Partial<Record<Organisation, { readonly min: number; readonly max: number }>>>;

/**
 * Why a post may not be given beside those that are held while it would last, those that only begin later included;
 * nothing where it may. A term of nobody else's is looked at but the chair's, the registrar's and the number of seats.
 */
export function notBeside(given: Serving, all: readonly Serving[], sizes: Sizes): Refusal | null {
  const meanwhile = all.map((one) => lapsing(one, given)).filter((one) => overlap(one, given));
  const own = meanwhile.filter((one) => one.memberId === given.memberId);
  const same = own.find((one) => one.post === given.post);
  if (same) return refuse("already-in-post", { day: dayOf(same.untilAt) });
  const excluding = own.find((one) => areIncompatible(one.post, given.post));
  if (excluding) return refuse("posts-incompatible", { post: excluding.post });
  const chair = meanwhile.find((one) => one.post === "chair");
  if (chair && given.post === "chair") return refuse("chair-in-office", { day: dayOf(chair.untilAt) });
  if (chair && given.post === "registrar") return refuse("registrar-beside-chair");
  const body = organisationOf(given.post);
  const size = sizes[body];
  const others = meanwhile.filter((one) => organisationOf(one.post) === body);
  if (size && mostAtOnce([...others, given]) > size.max) return refuse("seats-full", { max: size.max });
  return null;
}

/** A seat that is empty: what the rule book wants and nobody holds. */
export interface Vacancy {
  readonly organisation: Organisation;
  readonly post: Post | null;
  readonly missing: number;
}

/** What is missing now: a chair, and people up to the least number of each body. */
export function vacancies(all: readonly Serving[], sizes: Sizes, now: Instant): readonly Vacancy[] {
  const live = all.filter((one) => one.fromAt <= now && now < one.untilAt);
  const chairless: readonly Vacancy[] = live.some((one) => one.post === "chair")
    ? []
    : [{ organisation: "committee", post: "chair", missing: 1 }];
  const short = organisations.flatMap(({ name }): readonly Vacancy[] => {
    const people = new Set(
      live.filter((one) => organisationOf(one.post) === name).map((one) => one.memberId),
    );
    const missing = (sizes[name]?.min ?? 0) - people.size;
    return missing > 0 ? [{ organisation: name, post: null, missing }] : [];
  });
  return [...chairless, ...short];
}

/** Whether two terms have a moment in common. One may begin at the moment at which the other ends. */
export function overlap(one: Tenure, other: Tenure): boolean {
  if (one.fromAt >= one.untilAt || other.fromAt >= other.untilAt) return false;
  return one.fromAt < other.untilAt && other.fromAt < one.untilAt;
}

/** The registrar's term as it will be once this post is given: it ends when a chair's begins. */
function lapsing(held: Serving, given: Serving): Serving {
  if (held.post !== "registrar" || given.post !== "chair" || held.untilAt <= given.fromAt) return held;
  return { ...held, untilAt: given.fromAt < held.fromAt ? held.fromAt : given.fromAt };
}

/** How many people hold one of these terms at the fullest moment, which is always one at which a term begins. */
function mostAtOnce(terms: readonly Serving[]): number {
  const at = (moment: Instant) =>
    new Set(terms.filter((one) => one.fromAt <= moment && moment < one.untilAt).map((one) => one.memberId))
      .size;
  return Math.max(0, ...terms.map((one) => at(one.fromAt)));
}
