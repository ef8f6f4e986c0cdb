import { error, redirect } from "@sveltejs/kit";
import { answeredIn } from "#lib/deciders.ts";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const draft = await api.proposals.draft({ proposalId: params.draft });
  if (draft.status !== "draft" && draft.status !== "returned") error(404);
  return { draft };
};

export const actions: Actions = {
  /** Keeps who decides; of a danger and of a private dispute only this one page is told, and the door nothing. */
  answer: (event) =>
    submit(event, async (form) => {
      const answered = answeredIn(form);
      if ("missing" in answered) return mend(form, answered.missing);
      const { firstYes, department } = answered;
      if (firstYes === "danger" || firstYes === "privateDispute") return { elsewhere: firstYes };
      const { community, draft: proposalId } = event.params;
      await event.locals.api.decides.keep({
        ...{ key: textOf(form, "key"), proposalId, firstYes },
        ...(department && { department }),
      });
      redirect(303, to(`/${community}/proposals/drafts/${proposalId}#decides`));
    }),

  /** Erases the draft: nothing of what was written stays. */
  erase: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      await event.locals.api.me.eraseDraft({ key: textOf(form, "key"), proposalId });
      redirect(303, to(`/${community}`));
    }),
};
