import { error } from "@sveltejs/kit";
import { m } from "#lib/paraglide/messages.js";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { member } = await parent();
  if (!locals.session) error(401);
  const sentence = m["work.none"]();
  const terms = member ? await locals.api.posts.mine() : [];
  if (!member || terms.length === 0) error(403, { message: sentence, sentence });
  return {
    awaiting: await locals.api.home.awaiting(),
    /** What of meetings awaits somebody in a post: not that they come, which stands on the home page. */
    called: (await locals.api.meetings.awaiting()).filter(({ what }) => what !== "come"),
    posts: member.posts,
    terms,
  };
};
