import { redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";
import { writtenIn } from "../../written.ts";

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => ({
  draft: await api.proposals.draft({ proposalId: params.draft }),
  saved: url.searchParams.has("saved"),
});

export const actions: Actions = {
  /** Keeps the next version; nobody else sees it yet. */
  save: (event) =>
    submit(event, async (form) => {
      if (textOf(form, "named") === "") return mend(form, "named");
      const { community, draft: proposalId } = event.params;
      await event.locals.api.proposals.write({ ...writtenIn(form), proposalId });
      redirect(303, to(`/${community}/proposals/drafts/${proposalId}?saved`));
    }),

  /** Makes it public, or hands a mended one back to its reviewers. */
  open: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      const { year, number } = await event.locals.api.proposals.open({
        key: textOf(form, "key"),
        proposalId,
      });
      redirect(303, to(proposalPath(community, { year: year ?? 0, number: number ?? 0 })));
    }),

  /** Takes it back. */
  withdraw: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      await event.locals.api.proposals.withdraw({ key: textOf(form, "key"), proposalId });
      redirect(303, to(`/${community}`));
    }),
};
