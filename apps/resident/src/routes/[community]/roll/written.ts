import { error } from "@sveltejs/kit";
import { residences } from "@yishi/domain/roll/residence";
import type { Day } from "@yishi/domain/calendar";
import { dayIn, oneOf, textOf } from "#lib/forms.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in an address; what is none is not found. */
export function idIn(param: string): string {
  if (!uuid.test(param)) error(404);
  return param;
}

/** The key of a form, the day on which it happened and the paper that says so; the names of what is missing. */
export function writtenIn(form: FormData): { readonly missing: readonly string[]; readonly on: Day } & {
  readonly key: string;
  readonly reference: string;
} {
  const on = dayIn(form, "on");
  const missing = on ? [] : ["on"];
  return { missing, key: textOf(form, "key"), on: on ?? "1900-01-01", reference: textOf(form, "reference") };
}

/** Where a household lives, as a clerk writes it. */
export function placeIn(form: FormData) {
  return {
    building: textOf(form, "building"),
    stairwell: textOf(form, "stairwell"),
    door: textOf(form, "door"),
    part: textOf(form, "part"),
  };
}

/** Who somebody is and how they live here; the names of what is missing. */
export function personIn(form: FormData) {
  const born = dayIn(form, "born");
  const residence = oneOf(form, "residence", residences);
  const livedSince = dayIn(form, "livedSince") ?? null;
  const missing = [
    ...(born ? [] : ["born"]),
    ...(residence ? [] : ["residence"]),
    ...(textOf(form, "livedSince") !== "" && !livedSince ? ["livedSince"] : []),
  ];
  return {
    missing,
    person: {
      personName: textOf(form, "personName"),
      born: born ?? ("1900-01-01" as const),
      residence: residence ?? ("registered" as const),
      livedSince,
    },
  };
}
