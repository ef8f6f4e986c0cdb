import type { PageServerLoad } from "./$types";

const shown = 5;

export const load: PageServerLoad = async ({ locals: { api }, parent }) => {
  const { member } = await parent();
  const [figures, recent, decided, awaiting, drafts] = await Promise.all([
    api.membership.figures(),
    api.proposals.list({}),
    api.proposals.list({ state: "decided" }),
    member ? api.home.awaiting() : [],
    member?.onRoll ? api.proposals.drafts() : [],
  ]);
  return {
    figures,
    awaiting,
    drafts,
    going: recent.proposals.slice(0, shown),
    more: recent.proposals.length > shown,
    published: decided.proposals.filter((one) => one.noticeEnds !== null).slice(0, shown),
  };
};
