import { redirect, type RequestEvent } from "@sveltejs/kit";
import { draftPath } from "#lib/drafts.ts";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";
import { writingIn } from "../../../written.ts";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const draft = await api.drafts.read({ draftId: params.draft });
  const [{ proposals }, { files }] = await Promise.all([
    api.search.similar({ title: draft.words.title }),
    api.files.of({ kind: "proposal", subjectId: draft.draftId }),
  ]);
  return { draft, similar: proposals, files: files.length };
};

const here = (event: RequestEvent, ...below: readonly string[]) =>
  to(draftPath(event.params["community"] ?? "", event.params["draft"] ?? "", ...below));

export const actions: Actions = {
  /** Keeps what was written so far; nobody else sees it. */
  keep: (event) =>
    submit(event, async (form) => {
      await event.locals.api.drafts.save(writingIn(form, event.params.draft));
      redirect(303, here(event, "write"));
    }),

  /** Keeps it, and goes on to its pictures and papers. */
  files: (event) =>
    submit(event, async (form) => {
      await event.locals.api.drafts.save(writingIn(form, event.params.draft));
      redirect(303, to(`/${event.params.community}/files/proposal/${event.params.draft}`));
    }),

  /** Keeps the whole as a version, and shows it as neighbours will read it. */
  finish: (event) =>
    submit(event, async (form) => {
      const { named, ...writing } = writingIn(form, event.params.draft);
      if (named === null) return mend(form, "named");
      await event.locals.api.drafts.finish({ ...writing, named, key: textOf(form, "key") });
      redirect(303, here(event));
    }),

  /** Deletes the draft with everything that hangs on it. */
  erase: (event) =>
    submit(event, async (form) => {
      const proposalId = event.params.draft;
      await event.locals.api.me.eraseDraft({ key: textOf(form, "key"), proposalId });
      redirect(303, to(`/${event.params.community}/proposals/drafts?erased`));
    }),
};
