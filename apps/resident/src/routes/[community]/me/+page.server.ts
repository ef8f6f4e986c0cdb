import { error, redirect } from "@sveltejs/kit";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { ownActions, readOwn } from "./own.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

/** What is kept about the asker; who serves here and lives elsewhere has no entry of the roll. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { member, signedIn } = await parent();
  if (!signedIn) error(401);
  const sentence = m["refused.not-a-member"]();
  if (!member) error(403, { message: sentence, sentence });
  const done = url.searchParams.get("done");
  if (!member.onRoll) {
    const [membership, periods] = await Promise.all([locals.api.me.membership(), locals.api.me.periods()]);
    return { own: null, guest: { membership, periods }, drafts: [], done };
  }
  const [own, drafts] = await Promise.all([readOwn(locals.api), locals.api.drafts.mine()]);
  const unpublished = drafts.drafts.filter(({ year }) => year === null);
  return { own, guest: null, drafts: unpublished, done };
};

const place = (event: RequestEvent) => `/${event.params.community}/me`;

export const actions: Actions = {
  ...ownActions<RequestEvent>(place, () => ({})),

  /** Erases a draft that nobody else has seen. */
  eraseDraft: (event) =>
    submit(event, async (form) => {
      const asked = { key: textOf(form, "key"), proposalId: textOf(form, "proposalId") };
      await event.locals.api.me.eraseDraft(asked);
      redirect(303, `${to(place(event))}?done=draftErased`);
    }),
};
