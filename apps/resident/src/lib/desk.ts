import { error } from "@sveltejs/kit";
import type { Caller } from "@yishi/api/door";
import { holder } from "#lib/duty.ts";

/** As much of an address as is read here. */
interface Address {
  readonly searchParams: { get(name: string): string | null };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** For whom a clerk at the window opened a page (`?for=`), as its forms hand it to the door; nobody where it is one's own. */
export function forResident(url: Address): { readonly forResident?: string } {
  const resident = url.searchParams.get("for");
  if (resident === null) return {};
  if (!uuid.test(resident)) error(404);
  return { forResident: resident };
}

/** The resident at the window and the clerk, to be shown above the page; null where one acts for oneself. */
export async function atWindow(api: Caller, url: Address) {
  const { forResident: residentId } = forResident(url);
  if (residentId === undefined) return null;
  const clerk = await holder(api, "desk.actFor");
  return { clerk: clerk.name, resident: await api.roll.resident({ residentId }) };
}

/** The same words after an address, so that a form comes back to the resident it was written for. */
export function behalfQuery(url: Address): string {
  const resident = url.searchParams.get("for");
  return resident === null ? "" : `?for=${encodeURIComponent(resident)}`;
}
