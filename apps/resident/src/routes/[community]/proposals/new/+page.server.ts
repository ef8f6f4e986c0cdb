import { redirect } from "@sveltejs/kit";
import { mend, signInFirst, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";
import { writtenIn } from "../written.ts";

/** Who is nobody here yet signs in first; a neighbour without an entry on the roll is told so on the page. */
export const load: PageServerLoad = async ({ parent, url }) => {
  const { member, signedIn } = await parent();
  if (!signedIn) redirect(303, signInFirst(url));
  return { mayWrite: member?.onRoll ?? false };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      if (textOf(form, "named") === "") return mend(form, "named");
      const { proposalId } = await event.locals.api.proposals.write(writtenIn(form));
      redirect(303, to(`/${event.params.community}/proposals/drafts/${proposalId}`));
    }),
};
