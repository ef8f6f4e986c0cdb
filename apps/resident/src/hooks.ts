import type { Reroute } from "@sveltejs/kit/hooks";
import { splitLanguage } from "#lib/language.ts";

/** `/en/ganghuali` is the page `/ganghuali`, in English. */
export const reroute: Reroute = ({ url }) => splitLanguage(url.pathname).path;
