import type { ConsultationView } from "@yishi/api/consultation-view";
import { declarations, type Declared } from "@yishi/domain/consultations/conflicts";
import { dayOf, type Day } from "@yishi/domain/calendar";
import { oneOf, textOf } from "#lib/forms.ts";
import { m } from "#lib/paraglide/messages.js";
import { dayWords } from "#lib/when.ts";

export type PanelSeat = ConsultationView["seats"][number];
export type Opinion = ConsultationView["opinions"][number];

/** By when the next step of a consultation is due, in a sentence; nothing where it is over. */
export function dueWords({ status, chooseBy, opinionDue, responseDue }: ConsultationView): string | null {
  const due: Partial<Record<ConsultationView["status"], Day | null>> = {
    choosing: chooseBy,
    studying: opinionDue,
    answering: responseDue,
  };
  const day = due[status];
  if (!day || (status !== "choosing" && status !== "studying" && status !== "answering")) return null;
  return m[`consultations.by.${status}`]({ day: dayWords(day) });
}

/** What somebody declared, in summary; that there is none is told as well. */
export function declaredWords({ declared }: PanelSeat): readonly string[] {
  const said = (some: readonly (typeof declarations)[number][]) =>
    some.map((one) => m[`consultations.conflict.${one}`]()).join(m["experts.between"]());
  if (declared.yes.length === 0 && declared.unknown.length === 0) return [m["consultations.declaredNone"]()];
  return [
    ...(declared.yes.length > 0 ? [m["consultations.declaredYes"]({ what: said(declared.yes) })] : []),
    ...(declared.unknown.length > 0
      ? [m["consultations.declaredUnknown"]({ what: said(declared.unknown) })]
      : []),
  ];
}

/** When an opinion was filed, and the beginning of the check code of its text. */
export function hashWords({ filedAt, hash }: Opinion): string {
  const day = dayWords(dayOf(filedAt), { year: true, weekday: false });
  return m["consultations.hash"]({ day, hash: hash.slice(0, 12) });
}

/** What was declared on the pages so far, all of it or nothing. */
export function declaredIn(form: FormData): Declared | null {
  const given = (name: (typeof declarations)[number]) => oneOf(form, name, ["yes", "no", "unknown"]);
  const [livesThere, kin, contract] = [given("livesThere"), given("kin"), given("contract")];
  const [investment, vendor, publicStand] = [given("investment"), given("vendor"), given("publicStand")];
  if (!livesThere || !kin || !contract || !investment || !vendor || !publicStand) return null;
  return { livesThere, kin, contract, investment, vendor, publicStand };
}

/** The boxes of a form that say something, in their order. */
export function adviceIn(form: FormData): string[] {
  return form.getAll("advice").flatMap((one) => (typeof one === "string" && one.trim() !== "" ? [one] : []));
}

/** Numbers of buildings as somebody writes them beside each other. */
export function buildingsIn(form: FormData): string[] {
  const written = textOf(form, "buildings").normalize("NFKC");
  return [...new Set(written.split(/[\s,，、;；]+/u).map((one) => one.replace(/号?楼$/u, "")))].filter(
    Boolean,
  );
}
