import { error, redirect } from "@sveltejs/kit";
import { draftPath } from "#lib/drafts.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Whoever is under age asks somebody grown here; for everybody else there is no such page. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const draft = await api.proposals.draft({ proposalId: params.draft });
  const sponsor = await api.sponsors.of({ proposalId: params.draft });
  if (draft.status !== "draft" || !sponsor.underAge) error(404);
  return { draft, sponsor };
};

export const actions: Actions = {
  /** Asks one neighbour, by name and door. */
  default: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      const text = (name: string) => textOf(form, name);
      await event.locals.api.sponsors.ask({
        ...{ key: text("key"), proposalId, name: text("personName"), building: text("building") },
        ...{ stairwell: text("stairwell"), door: text("door") },
      });
      redirect(303, to(draftPath(community, proposalId)));
    }),
};
