import { error } from "@sveltejs/kit";
import { differences } from "#lib/differences.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params: { document }, url }) => {
  const [from, to] = ["from", "to"].map((name) => ordinal(url.searchParams.get(name)));
  if (!from || !to) error(404);
  // The older one first, in whichever order they were chosen.
  const [older, newer] = from < to ? [from, to] : [to, from];
  const before = await locals.api.charters.version({ document, version: older });
  const after = await locals.api.charters.version({ document, version: newer });
  if (!before || !after) error(404);
  return {
    document,
    before: { ...before, text: null },
    after: { ...after, text: null },
    paragraphs: differences(before.text, after.text),
  };
};

function ordinal(written: string | null): number | null {
  return written && /^[1-9]\d{0,4}$/.test(written) ? Number(written) : null;
}
