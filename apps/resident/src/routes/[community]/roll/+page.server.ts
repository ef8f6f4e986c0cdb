import { randomUUID } from "node:crypto";
import { redirect } from "@sveltejs/kit";
import { may } from "#lib/duty.ts";
import { submit } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { begun } from "./begun.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { member } = await parent();
  return {
    figures: await locals.api.roll.figures(),
    imports: may(member, "roll.import"),
    saves: may(member, "roll.export"),
    changes: may(member, "roll.change"),
  };
};

export const actions: Actions = {
  /** Begins to read a file; its own page says how far it is, and then what it would do. Nothing is changed. */
  read: (event) =>
    submit(event, async (form) => {
      const file = form.get("file");
      const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
      const fileName = file instanceof File ? file.name.slice(-255) : "";
      const importId = randomUUID();
      await begun(event.locals.api.roll.read({ fileName, bytes, importId }));
      redirect(303, to(`/${event.params.community}/roll/files/${importId}`));
    }),
};
