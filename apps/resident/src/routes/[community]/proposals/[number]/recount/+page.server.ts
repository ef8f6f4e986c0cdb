import { redirect } from "@sveltejs/kit";
import { claims } from "@yishi/domain/recounts";
import { lengthOf, limits } from "@yishi/domain/texts";
import { atWindow, behalfQuery, forResident } from "#lib/desk.ts";
import { may } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  const motionId = proposal.motion?.motionId;
  const { member } = await parent();
  // Who stepped back from the proposal looks into nothing of it.
  const stands = proposal.mine?.recused !== true;
  const looks = stands && may(member, "ballots.names") && (proposal.motion?.countedAt ?? null) !== null;
  return {
    proposal,
    recounts: motionId ? (await api.recounts.of({ motionId })).recounts : [],
    toLookInto: motionId && looks ? await api.recounts.toLookInto({ motionId }) : null,
    counts: may(member, "ballots.count"),
    window: await atWindow(api, url),
  };
};

export const actions: Actions = {
  /** Somebody says that their own ballot is not as they gave it. */
  ballot: (event) =>
    submit(event, async (form) => {
      const claim = oneOf(form, "claim", claims);
      if (!claim) return mend(form, "claim");
      return asks(event, form, { kind: "ballot", claim, field: "ballotText" });
    }),

  /** Somebody asks that all be counted again. */
  count: (event) => submit(event, (form) => asks(event, form, { kind: "count", field: "countText" })),

  /** A scrutineer says whether what is said of a ballot holds. */
  look: (event) =>
    submit(event, async (form) => {
      const holds = oneOf(form, "holds", ["yes", "no"] as const);
      if (!holds) return mend(form, "holds");
      return finds(event, form, { holds: holds === "yes" });
    }),

  /** A scrutineer says how many sheets there are. */
  sheets: (event) =>
    submit(event, (form) =>
      finds(event, form, {
        desk: wholeOf(form, "desk"),
        homeBox: wholeOf(form, "homeBox"),
        meeting: wholeOf(form, "meeting"),
      }),
    ),
};

async function asks(
  event: RequestEvent,
  form: FormData,
  { field, ...asked }: { kind: "ballot" | "count"; claim?: (typeof claims)[number]; field: string },
) {
  const text = textOf(form, field).trim();
  const length = lengthOf(text);
  if (length < limits.reason.min || length > limits.reason.max) return mend(form, field);
  const { motionId, back } = await here(event);
  await event.locals.api.recounts.ask({
    ...{ ...asked, key: textOf(form, "key"), motionId, text, lang: getLocale() },
    ...forResident(event.url),
  });
  redirect(303, back);
}

async function finds(
  event: RequestEvent,
  form: FormData,
  found: { holds: boolean } | { desk: number; homeBox: number; meeting: number },
) {
  const { back } = await here(event);
  const recountId = textOf(form, "recountId");
  await event.locals.api.recounts.find({ key: textOf(form, "key"), recountId, found });
  redirect(303, back);
}

async function here({ locals, params, url }: RequestEvent) {
  const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
  return {
    motionId: proposal.motion?.motionId ?? "",
    back: to(proposalPath(params.community, proposal, "recount") + behalfQuery(url)),
  };
}
