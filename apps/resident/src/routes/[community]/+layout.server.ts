import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = async ({ locals }) => {
  const { community, asker, now } = await locals.api.communities.current();
  return {
    community,
    member: asker && { name: asker.name, onRoll: asker.onRoll, posts: asker.posts },
    now,
  };
};
