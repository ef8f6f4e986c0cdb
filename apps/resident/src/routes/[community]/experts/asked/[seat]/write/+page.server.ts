import { error, fail, redirect } from "@sveltejs/kit";
import { mostAdvice } from "@yishi/domain/consultations/opinions";
import { addFile } from "#lib/adding.ts";
import { adviceIn } from "#lib/consultations.ts";
import { submit, textOf, valuesOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";
import { seatOf } from "../seat.ts";
import {
  filesStep,
  isAnswer,
  missingIn,
  questions,
  steps,
  unknownTo,
  withAnswer,
  type Question,
} from "./questions.ts";

export const load: PageServerLoad = async (event) => {
  const seat = await seatOf(event);
  const { community } = event.params;
  if (seat.status !== "sitting" || seat.consultation !== "studying" || seat.spoke)
    redirect(303, to(`/${community}/experts/asked/${seat.seatId}`));
  const { searchParams } = event.url;
  const [step, piece] = [searchParams.get("step") ?? "1", searchParams.get("piece") ?? "1"].map(Number);
  if (!isPage(step, steps) || !isPage(piece, mostAdvice)) error(404);
  const hung = { kind: "opinion", subjectId: seat.seatId } as const;
  const files = seat.own ? (await event.locals.api.files.of(hung)).files : [];
  return { seat, step, piece, files, added: searchParams.has("added") };
};

function isPage(page: number | undefined, most: number): page is number {
  return page !== undefined && Number.isInteger(page) && page >= 1 && page <= most;
}

const pathOf = ({ params }: RequestEvent) => to(`/${params.community}/experts/asked/${params.seat}`);

export const actions: Actions = {
  /** Keeps the page that was written and goes to the next one, or to the one before. */
  keep: (event) =>
    submit(event, async (form) => {
      const { api } = event.locals;
      const seatId = event.params.seat;
      const step = wholeOf(form, "step");
      const piece = Math.min(mostAdvice, wholeOf(form, "piece") || 1);
      const question = questions[step - 1];
      if (!question) error(404);
      const goesBack = textOf(form, "back") === "yes";
      const said = textOf(form, "idk") === "yes" ? unknownTo(question) : textOf(form, question);
      const none = { facts: "", advice: [], risk: "", unknown: "" };
      const before = (await api.panels.seat({ seatId })).draft ?? none;
      // Whoever has written one piece of advice already may leave the next one empty.
      const enough = question === "advice" && said.trim() === "" && before.advice.length > 0 && piece > 1;
      if (!goesBack && !enough && !isAnswer(question, said))
        return fail(400, {
          ...{ values: valuesOf(form), refusal: null },
          wrong: { [question]: m["consultations.write.writeOrIdk"]() } satisfies Record<string, string>,
        });
      const { advice, ...rest } = withAnswer(before, { question, piece, text: said });
      const draft = { ...rest, advice: [...advice], lang: getLocale() };
      await api.panels.saveDraft({ key: textOf(form, "key"), seatId, ...draft });
      const more = textOf(form, "more") === "yes" && piece < mostAdvice;
      redirect(303, `${pathOf(event)}/write?${nextPage({ step, piece, question, goesBack, more })}`);
    }),

  /** Hangs a picture or a paper on the opinion. */
  attach: (event) =>
    submit(event, async (form) => {
      const { seatId, deskFor } = await event.locals.api.panels.seat({ seatId: event.params.seat });
      const forResident = deskFor === null ? {} : { forResident: deskFor };
      const no = await addFile(event, form, { kind: "opinion", subjectId: seatId, ...forResident });
      return no ?? redirect(303, `${pathOf(event)}/write?step=${filesStep}&added=yes`);
    }),

  /** Takes one of them away again. */
  detach: (event) =>
    submit(event, async (form) => {
      await event.locals.api.files.remove({ key: textOf(form, "key"), fileId: textOf(form, "fileId") });
      redirect(303, `${pathOf(event)}/write?step=${filesStep}`);
    }),

  /** Signs and files what was read once more: the draft of the expert, or what a clerk copied from the signed paper. */
  file: (event) =>
    submit(event, async (form) => {
      const { api } = event.locals;
      const seat = await api.panels.seat({ seatId: event.params.seat });
      const words = seat.own && seat.draft ? seat.draft : wordsIn(form);
      const refusal = m["consultations.write.missing"]();
      const missing = missingIn(words);
      if (missing) {
        const wrong: Record<string, string> = seat.own
          ? {}
          : { [missing]: m["consultations.write.writeOrIdk"]() };
        return fail(400, {
          values: { ...valuesOf(form), pieces: words.advice.join("\u001f") },
          wrong,
          refusal,
        });
      }
      const { facts, advice, risk, unknown } = words;
      await api.panels.file({
        ...{ key: textOf(form, "key"), seatId: seat.seatId, lang: getLocale() },
        ...{ how: seat.opinionHash ? "dissent" : "opinion", facts, advice: [...advice], risk, unknown },
      });
      redirect(303, pathOf(event));
    }),
};

/** Where the writing goes on: a further piece of advice, the page before, or the next question. */
function nextPage(at: {
  readonly step: number;
  readonly piece: number;
  readonly question: Question;
  readonly goesBack: boolean;
  readonly more: boolean;
}): string {
  const { step, piece, question, goesBack, more } = at;
  if (more) return `step=${step}&piece=${piece + 1}`;
  if (!goesBack) return `step=${step + 1}`;
  return question === "advice" && piece > 1
    ? `step=${step}&piece=${piece - 1}`
    : `step=${Math.max(1, step - 1)}`;
}

/** What a clerk copied from a paper; where the box "I do not know" was marked on it, that is the answer. */
function wordsIn(form: FormData) {
  const said = (question: Question) =>
    textOf(form, `idk-${question}`) === "yes" ? unknownTo(question) : textOf(form, question);
  const advice = textOf(form, "idk-advice") === "yes" ? [unknownTo("advice")] : adviceIn(form);
  return { facts: said("facts"), advice, risk: said("risk"), unknown: said("unknown") };
}
