import { error } from "@sveltejs/kit";
import type { PageServerLoad } from "./$types";

const place = /^(\d{1,14})_([0-9a-f-]{36})$/;

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const written = searchParams.get("after");
  const [, milliseconds, petitionId = ""] = place.exec(written ?? "") ?? [];
  if (written !== null && milliseconds === undefined) error(404);
  const after = written === null ? null : { openedAt: new Date(Number(milliseconds)), petitionId };
  const { petitions, next } = await api.petitions.list({ ...(after && { after }) });
  return { petitions, next: next && `${next.openedAt.getTime()}_${next.petitionId}` };
};
