import { error, redirect } from "@sveltejs/kit";
import { signInFirst } from "#lib/forms.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Wanted {
  readonly locals: App.Locals;
  readonly params: { readonly seat: string };
  readonly url: URL;
  readonly parent: () => Promise<{ readonly signedIn: boolean }>;
}

/** The seat of an address, for the expert who was asked and for a clerk beside them. */
export async function seatOf({ locals: { api }, params, url, parent }: Wanted) {
  if (!(await parent()).signedIn) redirect(303, signInFirst(url));
  if (!uuid.test(params.seat)) error(404);
  return api.panels.seat({ seatId: params.seat });
}
