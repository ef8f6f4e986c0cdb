import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async ({ locals }) => {
  const { community, asker, signedIn, now } = await locals.api.communities.current();
  return {
    community,
    member: asker && { name: asker.name, onRoll: asker.onRoll, posts: asker.posts },
    // A session that has ended leaves its cookie behind; the door knows better.
    signedIn,
    now,
  };
};
