import { redirect } from "@sveltejs/kit";
import { signInFirst, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad } from "./$types";

/** Who is nobody here yet signs in first; a neighbour without an entry on the roll is told so on the page. */
export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { member, signedIn } = await parent();
  if (!signedIn) redirect(303, signInFirst(url));
  const mayWrite = member?.onRoll ?? false;
  return { mayWrite, drafts: mayWrite ? (await api.drafts.mine()).drafts : [] };
};

export const actions: Actions = {
  /** Begins a draft; the next page tells whether a neighbour has proposed the same. */
  default: (event) =>
    submit(event, async (form) => {
      const { draftId } = await event.locals.api.drafts.begin({
        ...{ key: textOf(form, "key"), title: textOf(form, "title"), lang: getLocale() },
      });
      redirect(303, to(`/${event.params.community}/proposals/drafts/${draftId}/write`));
    }),
};
