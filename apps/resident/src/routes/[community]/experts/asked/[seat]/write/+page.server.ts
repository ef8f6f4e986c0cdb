import { error, fail, redirect } from "@sveltejs/kit";
import { limits, lengthOf } from "@yishi/domain/texts";
import { adviceIn } from "#lib/consultations.ts";
import { submit, textOf, valuesOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";
import { seatOf } from "../seat.ts";

/** The questions of an opinion, one on each page; after the last all of it is read and signed. */
const questions = ["facts", "advice", "risk", "unknown"] as const;

export const load: PageServerLoad = async (event) => {
  const seat = await seatOf(event);
  const { community } = event.params;
  if (seat.status !== "sitting" || seat.consultation !== "studying" || seat.spoke)
    redirect(303, to(`/${community}/experts/asked/${seat.seatId}`));
  const asked = Number(event.url.searchParams.get("step") ?? "1");
  if (!Number.isInteger(asked) || asked < 1 || asked > questions.length + 1) error(404);
  return { seat, step: asked };
};

const pathOf = ({ params }: RequestEvent) => to(`/${params.community}/experts/asked/${params.seat}`);

export const actions: Actions = {
  /** Keeps the page that was written and goes to the next one, or to the one before. */
  keep: (event) =>
    submit(event, async (form) => {
      const { api } = event.locals;
      const seatId = event.params.seat;
      const at = wholeOf(form, "step");
      const question = questions[at - 1];
      if (!question) error(404);
      const before = (await api.panels.seat({ seatId })).draft;
      const unknown = textOf(form, "idk") === "yes";
      const said = {
        facts: before?.facts ?? "",
        advice: [...(before?.advice ?? [])],
        risk: before?.risk ?? "",
        unknown: before?.unknown ?? "",
      };
      if (question === "advice")
        said.advice = unknown ? [m["consultations.write.idkAdvice"]()] : adviceIn(form);
      else said[question] = unknown ? m["consultations.write.idkWords"]() : textOf(form, question);
      await api.panels.saveDraft({ key: textOf(form, "key"), seatId, ...said, lang: getLocale() });
      const next = textOf(form, "back") === "yes" ? Math.max(1, at - 1) : at + 1;
      redirect(303, `${pathOf(event)}/write?step=${next}`);
    }),

  /** Signs and files what was read once more: the draft of the expert, or what a clerk copied from the signed paper. */
  file: (event) =>
    submit(event, async (form) => {
      const { api } = event.locals;
      const seat = await api.panels.seat({ seatId: event.params.seat });
      const words = seat.own && seat.draft ? seat.draft : wordsIn(form);
      const whole =
        lengthOf(words.facts) >= limits.seenFacts.min &&
        words.advice.length > 0 &&
        words.advice.every((one) => lengthOf(one) >= limits.advice.min) &&
        lengthOf(words.risk) >= limits.risk.min &&
        lengthOf(words.unknown) >= limits.risk.min;
      const refusal = m["consultations.write.missing"]();
      if (!whole) return fail(400, { values: valuesOf(form), wrong: {}, refusal });
      const { facts, advice, risk, unknown } = words;
      await api.panels.file({
        ...{ key: textOf(form, "key"), seatId: seat.seatId, lang: getLocale() },
        ...{ how: seat.opinionHash ? "dissent" : "opinion", facts, advice, risk, unknown },
      });
      redirect(303, pathOf(event));
    }),
};

function wordsIn(form: FormData) {
  const [facts, risk, unknown] = [textOf(form, "facts"), textOf(form, "risk"), textOf(form, "unknown")];
  return { facts, advice: adviceIn(form), risk, unknown };
}
