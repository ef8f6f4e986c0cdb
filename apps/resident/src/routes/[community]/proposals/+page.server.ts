import { error } from "@sveltejs/kit";
import type { Caller } from "@yishi/api/door";
import type { PageServerLoad } from "./$types";
import { afterIn, afterWords, askedIn, isSearch, type After, type Asked } from "./addresses.ts";

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const written = searchParams.get("after");
  const after = written === null ? null : afterIn(written);
  if (written !== null && !after) error(404);
  const asked = askedIn(searchParams);
  const [found, buildings] = await Promise.all([look(api, asked, after), api.search.buildings()]);
  const { next, ...rest } = found;
  return { ...rest, asked, buildings, first: after === null, next: next && afterWords(next) };
};

/** The plain list, or what was looked for. */
async function look(api: Caller, asked: Asked, after: After | null) {
  const { state, words, building, electorate } = asked;
  const from = { ...(state && { state }), ...(after && { after }) };
  if (!isSearch(asked)) {
    const { proposals, next } = await api.proposals.list(from);
    const lines = proposals.map((one) => ({ ...one, hit: null }));
    return { proposals: lines, next, short: false, numbered: [], count: null };
  }
  return api.search.find({
    ...from,
    ...(words && { words }),
    ...(building && { building }),
    ...(electorate && { electorate }),
  });
}
