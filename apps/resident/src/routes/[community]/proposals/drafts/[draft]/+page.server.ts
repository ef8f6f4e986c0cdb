import { redirect } from "@sveltejs/kit";
import type { Caller } from "@yishi/api/door";
import { draftPath } from "#lib/drafts.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { proposalPath } from "#lib/proposals.ts";
import { told } from "#lib/refusals.ts";
import type { Actions, PageServerLoad } from "./$types";

/** A draft as neighbours will read it. What changed since it was read over is read over first. */
export const load: PageServerLoad = async ({ locals: { api }, params, parent }) => {
  const { draft: id, community } = params;
  const { member } = await parent();
  const writing = member?.onRoll ? await writingOf(api, id) : null;
  if (writing && !writing.finished) redirect(303, to(draftPath(community, id, "write")));
  const draft = await api.proposals.draft({ proposalId: id });
  const isDraft = draft.status === "draft";
  const [files, sponsor] = await Promise.all([
    isDraft || draft.year !== null ? api.files.of({ kind: "proposal", subjectId: id }) : null,
    isDraft ? api.sponsors.of({ proposalId: id }) : null,
  ]);
  return { draft, files: files?.files ?? [], sponsor: sponsor?.underAge ? sponsor : null };
};

/** What is being written of it, where it can still be written. */
async function writingOf(api: Caller, draftId: string) {
  try {
    return await api.drafts.read({ draftId });
  } catch (thrown) {
    if (told(thrown)?.code === "not-found") return null;
    throw thrown;
  }
}

export const actions: Actions = {
  /** Makes it public, or hands a mended one back to its reviewers. */
  open: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      const { year, number } = await event.locals.api.proposals.open({
        key: textOf(form, "key"),
        proposalId,
      });
      redirect(303, to(proposalPath(community, { year: year ?? 0, number: number ?? 0 })));
    }),

  /** Takes it back. */
  withdraw: (event) =>
    submit(event, async (form) => {
      const { community, draft: proposalId } = event.params;
      await event.locals.api.proposals.withdraw({ key: textOf(form, "key"), proposalId });
      redirect(303, to(`/${community}`));
    }),
};
