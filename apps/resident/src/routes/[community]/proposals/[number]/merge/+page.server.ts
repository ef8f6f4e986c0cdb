import { error, redirect } from "@sveltejs/kit";
import { atWindow, behalfQuery, forResident } from "#lib/desk.ts";
import { mend, oneOf, submit, textOf, valuesOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { commonIn, mergerPath } from "#lib/mergers.ts";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

/** What it can be merged into; with `?into=` the form for the common text of these two. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const { signedIn } = await api.communities.current();
  if (!signedIn) error(401);
  const window = await atWindow(api, url);
  const proposal = await api.proposals.byNumber(numberIn(params.number));
  const { proposalId } = proposal;
  const wanted = url.searchParams.get("into");
  const into = wanted === null ? null : await api.proposals.byNumber(numberIn(wanted));
  return {
    ...{ proposal, window, into },
    mergers: await api.mergers.ofProposal({ proposalId }),
    offers: into ? [] : await api.mergers.offers({ proposalId }),
  };
};

export const actions: Actions = {
  /** Shows what the common text changes, before anybody is asked. */
  preview: (event) => submit(event, async (form) => ({ previewed: valuesOf(form) })),

  /** The author, or a clerk for them, asks the other one. */
  ask: (event) =>
    submit(event, async (form) => {
      const { mergerId } = await event.locals.api.mergers.ask({
        ...(await askedIn(event, form)),
        ...forResident(event.url),
      });
      redirect(303, to(mergerPath(event.params.community, mergerId)) + behalfQuery(event.url));
    }),

  /** A reviewer or somebody of the committee suggests it to both. */
  suggest: (event) =>
    submit(event, async (form) => {
      const { mergerId } = await event.locals.api.mergers.suggest(await askedIn(event, form));
      redirect(303, to(mergerPath(event.params.community, mergerId)));
    }),

  /** A supporter of what was merged into it says whether they support it too. */
  answer: (event) =>
    submit(event, async (form) => {
      const { locals, params, url } = event;
      const proposal = await locals.api.proposals.byNumber(numberIn(params.number));
      const supports = oneOf(form, "supports", ["yes", "no"] as const);
      if (!supports) return mend(form, "supports");
      await locals.api.mergers.answer({
        ...{ key: textOf(form, "key"), proposalId: proposal.proposalId, supports: supports === "yes" },
        namePublic: textOf(form, "namePublic") === "yes",
        ...forResident(url),
      });
      const { forResident: resident } = forResident(url);
      const back = resident
        ? `/${params.community}/people/${resident}?cosponsored`
        : `${proposalPath(params.community, proposal)}#support`;
      redirect(303, to(back));
    }),
};

async function askedIn({ locals: { api }, params, url }: RequestEvent, form: FormData) {
  const from = await api.proposals.byNumber(numberIn(params.number));
  const into = await api.proposals.byNumber(numberIn(url.searchParams.get("into") ?? ""));
  const ids = { fromId: from.proposalId, intoId: into.proposalId };
  return { ...commonIn(form), ...ids, why: textOf(form, "why") };
}
