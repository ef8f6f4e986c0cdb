import { error, redirect } from "@sveltejs/kit";
import { appealOutcomes } from "@yishi/domain/moderation";
import { may } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { doneAt } from "#lib/views.ts";
import type { Actions, PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where a page of the log begins, as it stands in an address. */
function afterIn(text: string | null) {
  if (text === null) return null;
  const [, at = "", viewId] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f-]{36})$/.exec(text) ?? [];
  const hiddenAt = new Date(at);
  if (viewId === undefined || Number.isNaN(hiddenAt.getTime())) error(404);
  return { hiddenAt, viewId };
}

export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { member } = await parent();
  const after = afterIn(url.searchParams.get("after"));
  const moderates = may(member, "views.moderate");
  const { lines, next, appealWorkingDays } = await api.moderation.log({ ...(after && { after }) });
  return {
    lines,
    appealWorkingDays,
    older: next && `${next.hiddenAt.toISOString()}_${next.viewId}`,
    appeals: moderates ? await api.moderation.appeals() : null,
    done: url.searchParams.has("done"),
  };
};

export const actions: Actions = {
  /** Another moderator decides an appeal. */
  decide: (event) =>
    submit(event, async (form) => {
      const viewId = textOf(form, "viewId");
      const outcome = oneOf(form, "outcome", appealOutcomes);
      if (!uuid.test(viewId)) error(404);
      if (!outcome) return mend(form, "outcome");
      const why = textOf(form, "why");
      const { moderation } = event.locals.api;
      await moderation.decideAppeal({ key: textOf(form, "key"), viewId, outcome, why });
      redirect(303, doneAt(`/${event.params.community}/moderation`, "decided"));
    }),
};
