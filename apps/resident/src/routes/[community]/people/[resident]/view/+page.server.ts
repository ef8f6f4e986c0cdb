import { error, redirect } from "@sveltejs/kit";
import { clerkWays } from "@yishi/domain/views";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { openForViews } from "#lib/views.ts";
import { missingIn, saidIn } from "../../../proposals/[number]/views/said.ts";
import type { Actions, PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The resident, and the proposals of which they can say what they think. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const clerk = await holder(api, "desk.actFor");
  if (!uuid.test(params.resident)) error(404);
  const [resident, seeking, reviewed] = await Promise.all([
    api.roll.resident({ residentId: params.resident }),
    api.proposals.list({ state: "support" }),
    api.proposals.list({ state: "review" }),
  ]);
  const proposals = [...reviewed.proposals, ...seeking.proposals].filter((one) => openForViews(one.stage));
  return { resident, clerk: clerk.name, proposals, done: url.searchParams.has("done") };
};

export const actions: Actions = {
  /** Enters what the resident says, after it was read to them. */
  default: (event) =>
    submit(event, async (form) => {
      const { community, resident } = event.params;
      const proposalId = textOf(form, "proposalId");
      const through = oneOf(form, "through", clerkWays);
      const missing = [
        ...(uuid.test(proposalId) ? [] : ["ofProposal"]),
        ...(through ? [] : ["through"]),
        ...missingIn(form),
      ];
      if (missing.length > 0 || !through) return mend(form, ...missing);
      await event.locals.api.views.enter({ ...saidIn(form), proposalId, through, forResident: resident });
      redirect(303, `${to(`/${community}/people/${resident}/view`)}?done`);
    }),
};
