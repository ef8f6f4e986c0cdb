import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals, params }) => {
  const communities = await locals.api.districts.progress({ district: params.district });
  const subdistricts = Map.groupBy(communities, (community) => community.subdistrict);
  return {
    district: params.district,
    subdistricts: [...subdistricts].map(([name, there]) => ({ name, communities: there })),
  };
};
