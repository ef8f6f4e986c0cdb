import { isDemo } from "#lib/door.server.ts";
import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = ({ locals }) => ({
  signedIn: locals.session !== undefined,
  size: locals.size,
  demo: isDemo,
});
