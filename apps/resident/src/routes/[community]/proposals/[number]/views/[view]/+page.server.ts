import { error, redirect } from "@sveltejs/kit";
import { moderationRules } from "@yishi/domain/moderation";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { motionIn } from "#lib/proposals.ts";
import { doneAt, viewPath } from "#lib/views.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  if (!uuid.test(params.view)) error(404);
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  const page = await api.views.ofProposal({ proposalId: proposal.proposalId, thread: params.view });
  const [thread] = page.views;
  if (!thread) error(404);
  const { may, editMinutes } = page;
  return { proposal, thread, may, editMinutes, done: url.searchParams.get("done") };
};

/** Does something with one of the words of this thread, and comes back to it. */
function act(event: RequestEvent, done: string, does: (form: FormData, viewId: string) => Promise<unknown>) {
  return submit(event, async (form) => {
    const { community, number, view } = event.params;
    const viewId = textOf(form, "viewId") || view;
    if (!uuid.test(viewId)) error(404);
    await does(form, viewId);
    redirect(303, doneAt(viewPath(community, motionIn(number), view), done));
  });
}

const key = (form: FormData) => textOf(form, "key");

export const actions: Actions = {
  /** Replies to a neighbour. */
  reply: (event) =>
    submit(event, async (form) => {
      const { community, number, view } = event.params;
      const namePublic = oneOf(form, "namePublic", ["yes", "no"] as const);
      if (textOf(form, "agreed") !== "yes") return mend(form, "agreed");
      if (!namePublic) return mend(form, "namePublic");
      const { api } = event.locals;
      const { proposalId } = await api.proposals.byNumber(motionIn(number));
      await api.views.say({
        ...{ key: key(form), proposalId, kind: "reply", parentId: view, said: textOf(form, "said") },
        ...{ lang: getLocale(), namePublic: namePublic === "yes", agreed: true },
      });
      redirect(303, doneAt(viewPath(community, motionIn(number), view), "said"));
    }),
  /** The proposer, or the committee, answers. */
  answer: (event) =>
    act(event, "answered", (form, viewId) => {
      const { views } = event.locals.api;
      const said = { key: key(form), viewId, said: textOf(form, "said"), lang: getLocale() };
      return textOf(form, "as") === "committee" ? views.answerInPost(said) : views.answer(said);
    }),
  edit: (event) =>
    act(event, "edited", (form, viewId) =>
      event.locals.api.views.edit({
        ...{ key: key(form), viewId, said: textOf(form, "said"), lang: getLocale() },
      }),
    ),
  name: (event) =>
    act(event, "named", (form, viewId) =>
      event.locals.api.views.showName({
        ...{ key: key(form), viewId, namePublic: textOf(form, "namePublic") === "yes" },
      }),
    ),
  takeBack: (event) =>
    act(event, "takenBack", (form, viewId) => event.locals.api.views.takeBack({ key: key(form), viewId })),
  accept: (event) =>
    act(event, "accepted", (form, viewId) => event.locals.api.amendments.accept({ key: key(form), viewId })),
  decline: (event) =>
    act(event, "refused", (form, viewId) =>
      event.locals.api.amendments.decline({ key: key(form), viewId, why: textOf(form, "why") }),
    ),
  hide: (event) =>
    submit(event, async (form) => {
      const { community, number, view } = event.params;
      const rule = oneOf(form, "rule", moderationRules);
      if (!rule) return mend(form, "rule");
      const viewId = textOf(form, "viewId") || view;
      if (!uuid.test(viewId)) error(404);
      await event.locals.api.moderation.hide({ key: key(form), viewId, rule, why: textOf(form, "why") });
      redirect(303, doneAt(viewPath(community, motionIn(number), view), "hidden"));
    }),
  show: (event) =>
    act(event, "shown", (form, viewId) => event.locals.api.moderation.takeBack({ key: key(form), viewId })),
  appeal: (event) =>
    act(event, "appealed", (form, viewId) =>
      event.locals.api.moderation.appeal({ key: key(form), viewId, why: textOf(form, "why") }),
    ),
};
