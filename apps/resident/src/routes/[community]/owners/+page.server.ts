import { redirect } from "@sveltejs/kit";
import { may } from "#lib/duty.ts";
import { submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { member } = await parent();
  const sees = may(member, "owners.see");
  const building = url.searchParams.get("building") ?? "";
  return {
    figures: await locals.api.owners.figures(),
    mine: member ? await locals.api.owners.mine() : [],
    imports: may(member, "owners.import"),
    sees,
    building,
    units: sees && building !== "" ? await locals.api.owners.ofBuilding({ building }) : null,
    taken: url.searchParams.has("taken"),
  };
};

export const actions: Actions = {
  /** Shows what a file would do. Nothing is changed. */
  read: (event) =>
    submit(event, async (form) => {
      const file = form.get("file");
      const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const fileName = file instanceof File ? file.name.slice(-255) : "";
      return { reading: await event.locals.api.owners.read({ fileName, bytes }) };
    }),

  /** Takes what was shown: all of it or nothing. */
  take: (event) =>
    submit(event, async (form) => {
      const importId = textOf(form, "importId");
      await event.locals.api.owners.import({ key: textOf(form, "key"), importId });
      redirect(303, to(`/${event.params.community}/owners?taken`));
    }),
};
