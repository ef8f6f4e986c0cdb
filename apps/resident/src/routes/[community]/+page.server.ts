import { awaitingOf } from "#lib/experts.ts";
import { may } from "#lib/duty.ts";
import type { PageServerLoad } from "./$types";

const shown = 5;

export const load: PageServerLoad = async ({ locals: { api }, parent }) => {
  const { member } = await parent();
  const consultations = member ? await api.consultations.awaiting() : [];
  const experts = await awaitingOf(api, member && { mayCheck: may(member, "experts.check") });
  const [
    figures,
    recent,
    voting,
    decided,
    awaiting,
    drafts,
    contests,
    followed,
    meetings,
    petitions,
    called,
    gatherings,
  ] = await Promise.all([
    api.roll.figures(),
    api.proposals.list({}),
    api.proposals.list({ state: "vote" }),
    api.proposals.list({ state: "decided" }),
    member ? api.home.awaiting() : [],
    member?.onRoll ? api.drafts.mine() : { drafts: [], asked: [] },
    may(member, "roll.answerContests") ? api.contests.waiting() : null,
    member ? api.follow.mine() : [],
    may(member, "petitions.answer") ? api.petitions.awaiting() : [],
    api.petitions.list({}),
    member ? api.meetings.awaiting() : [],
    api.meetings.list({}),
  ]);
  // What is voted on stands first: it has the nearest date, and it is everybody's.
  const open = voting.proposals.filter((one) => one.stage === "voting");
  const rest = recent.proposals.filter((one) => one.stage !== "voting");
  return {
    /** What a first vote waits for, while nothing was ever proposed here. */
    ready: recent.proposals.length === 0 ? await api.ready.now() : null,
    figures,
    awaiting,
    drafts: drafts.drafts.slice(0, shown),
    draftsMore: drafts.drafts.length > shown,
    /** What somebody under age asks the asker to propose together. */
    sponsoring: drafts.asked,
    followed: followed.slice(0, shown),
    followsMore: followed.length > shown,
    /** What awaits the asker at the register of experts. */
    experts,
    /** What of the consultations awaits the asker. */
    consultations,
    /** The meetings that residents asked for and that wait for the asker to convene them. */
    meetings,
    petitions: petitions.petitions.filter(({ stage }) => stage === "open" || stage === "due").slice(0, shown),
    /** What of meetings awaits the asker, and the meetings that are coming up. */
    called,
    coming: gatherings.coming.slice(0, shown),
    contests: contests && contests.count > 0 ? contests : null,
    going: [...open, ...rest].slice(0, shown),
    more: recent.proposals.length > shown,
    published: decided.proposals.filter((one) => one.noticeEnds !== null).slice(0, shown),
  };
};
