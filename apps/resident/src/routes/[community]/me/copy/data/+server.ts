import { dayOf } from "@yishi/domain/calendar";
import { error } from "@sveltejs/kit";
import { told } from "#lib/refusals.ts";
import { download } from "../../download.ts";
import type { RequestHandler } from "./$types";

/** Everything that is kept about the asker, as a file. */
export const GET: RequestHandler = async ({ locals }) => {
  try {
    const { asker } = await locals.api.communities.current();
    const copy =
      asker?.onRoll === false
        ? await locals.api.me.membership()
        : // Files come whole here; what is printed has what was said of them.
          { ...(await locals.api.me.copy({})), files: await locals.api.files.mine({}) };
    return download(copy, `yishi-${dayOf(copy.madeAt)}`);
  } catch (thrown) {
    const answer = told(thrown);
    if (!answer) throw thrown;
    error(answer.status);
  }
};
