import { error, redirect } from "@sveltejs/kit";
import { previewKinds } from "@yishi/api/roll-preview";
import { holder } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { told } from "#lib/refusals.ts";
import { begun } from "../../begun.ts";
import type { Actions, PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A file that came in: how far it is, what was wrong with it, what it would change, or what it has changed. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  await holder(locals.api, "roll.import");
  if (!uuid.test(params.file)) error(404);
  const importId = params.file;
  const inHand = await locals.api.roll.underway({ importId });
  const underway = inHand && "underway" in inHand ? inHand.underway : null;
  const failure = inHand && "failure" in inHand ? inHand.failure : null;
  const list = previewKinds.find((kind) => kind === url.searchParams.get("list")) ?? null;
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(url.searchParams.get("page")) || 1)));
  const shown = inHand ? null : await preview(locals.api.roll.preview({ importId, list, page }));
  return { importId, underway, failure, preview: shown, list, page };
};

/** Nothing where there is no such reading: its process ended before it was kept, or it is older than a day. */
async function preview<Shown>(asked: Promise<Shown>): Promise<Shown | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (told(thrown)?.code === "not-found") return null;
    throw thrown;
  }
}

export const actions: Actions = {
  /** Takes what was shown: all of it or nothing. */
  default: (event) =>
    submit(event, async (form) => {
      const importId = event.params.file;
      const sure = textOf(form, "sure") === "yes";
      await begun(event.locals.api.roll.import({ key: textOf(form, "key"), importId, sure }));
      redirect(303, to(`/${event.params.community}/roll/files/${importId}`));
    }),
};
