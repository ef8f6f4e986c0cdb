import { redirect } from "@sveltejs/kit";
import { draftPath } from "#lib/drafts.ts";
import { mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

/** What somebody under age asks one to propose together: the words and the files, as they would become public. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const proposalId = params.draft;
  const asked = await api.sponsors.read({ proposalId });
  const { files } = await api.files.of({ kind: "proposal", subjectId: proposalId });
  return { asked, files, thanks: url.searchParams.has("thanks") };
};

export const actions: Actions = {
  /** Says yes to what was read, or no. */
  default: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      const agrees = oneOf(form, "agrees", ["yes", "no"]);
      if (!agrees) return mend(form, "agrees");
      const named = oneOf(form, "named", ["yes", "no"]);
      if (agrees === "yes" && !named) return mend(form, "named");
      const fileIds = form.getAll("fileId").filter((one) => typeof one === "string");
      await event.locals.api.sponsors.answer({
        ...{ key: textOf(form, "key"), proposalId, agrees: agrees === "yes", named: named === "yes" },
        ...{ version: wholeOf(form, "version"), fileIds },
      });
      const where =
        agrees === "yes" ? `${draftPath(community, proposalId, "beside")}?thanks` : `/${community}`;
      redirect(303, to(where));
    }),
};
