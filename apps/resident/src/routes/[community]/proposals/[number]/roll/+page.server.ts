import { redirect } from "@sveltejs/kit";
import type { Caller } from "@yishi/api/door";
import { grounds } from "@yishi/domain/challenges";
import { limits, lengthOf } from "@yishi/domain/texts";
import { atWindow, forResident } from "#lib/desk.ts";
import { readDoor, type Door } from "#lib/doors.ts";
import { may } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad, RequestEvent } from "./$types";

/** The frozen roll of a vote: its figures, one's own place on it, and for those who answer, what was said of it. */
export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const proposal = await api.proposals.byNumber(motionIn(params.number));
  const { member } = await parent();
  const asked = {
    proposal,
    written: url.searchParams.get("door") ?? "",
    looked: url.searchParams.get("challenge"),
  };
  const motion = proposal.motion?.noticedAt ? proposal.motion : null;
  const nothing = { roll: null, own: null, window: null, owners: null, toAnswer: [], toConfirm: [] };
  if (!motion) return { ...asked, ...nothing };
  const { motionId } = motion;
  const window = await atWindow(api, url);
  const owners = ownersAt(url);
  const free = proposal.mine?.recused === false;
  const whose = owners ? { forOwners: owners } : forResident(url);
  const mayRead = owners !== null || window !== null || member?.onRoll === true;
  return {
    ...asked,
    ...{ window, owners },
    roll: await api.challenges.roll({ motionId }),
    own: mayRead ? await api.challenges.own({ motionId, ...whose }) : null,
    toAnswer: free && may(member, "challenges.answer") ? await answerable(api, motionId, url) : [],
    toConfirm:
      free && may(member, "challenges.confirm") ? await api.challengeAnswers.proposed({ motionId }) : [],
  };
};

/** Each challenge with what the roll says of whoever filed it, and of everybody behind the door that was looked up for it. */
async function answerable(api: Caller, motionId: string, url: URL) {
  const door = readDoor(url.searchParams.get("door") ?? "");
  const looked = url.searchParams.get("challenge");
  return Promise.all(
    (await api.challengeAnswers.open({ motionId })).map(async (one) => {
      const { challengeId, status } = one;
      if (status !== "open" || one.own) return { ...one, candidates: [] };
      const asked = { motionId, challengeId, ...(door && looked === challengeId && { door }) };
      return { ...one, candidates: await api.challengeAnswers.candidates(asked) };
    }),
  );
}

export const actions: Actions = {
  /** Says that the roll is wrong, for oneself, or at the window for somebody with a paper. */
  file: (event) =>
    submit(event, async (form) => {
      const ground = oneOf(form, "ground", grounds);
      const words = textOf(form, "words").trim();
      if (!ground) return mend(form, "ground");
      if (!fits(words)) return mend(form, "words");
      const { motionId, whose, back } = await here(event);
      const said = { key: textOf(form, "key"), motionId, ground, words, lang: getLocale() };
      await event.locals.api.challenges.file({ ...said, ...whose });
      redirect(303, back);
    }),

  /** Takes it back. */
  withdraw: (event) =>
    submit(event, async (form) => {
      const { whose, back } = await here(event);
      const challengeId = textOf(form, "challengeId");
      await event.locals.api.challenges.withdraw({ key: textOf(form, "key"), challengeId, ...whose });
      redirect(303, back);
    }),

  /** Whoever keeps the roll answers: as the roll says, or that nothing is changed, or that it is too late. */
  propose: (event) =>
    submit(event, async (form) => {
      const challengeId = textOf(form, "challengeId");
      const decision = oneOf(form, "decision", ["change", "refused", "tooLate"] as const);
      const answer = textOf(form, "answer").trim();
      const of = textOf(form, "of");
      if (decision !== "refused" && decision !== undefined && of === "") return mend(form, "of");
      if (!decision) return mend(form, "decision");
      if (!fits(answer)) return mend(form, "answer");
      const { api } = event.locals;
      const { motionId, back } = await here(event);
      const door = readDoor(textOf(form, "lookedUp"));
      const candidates = await api.challengeAnswers.candidates({
        motionId,
        challengeId,
        ...(door && { door }),
      });
      const chosen = candidates.find(({ residentId, unitId }) => of !== "" && (residentId ?? unitId) === of);
      // Of whom the roll says nothing else there is nothing to change: the door says so.
      const verdict = decision === "change" ? (chosen?.says ?? "corrected") : decision;
      await api.challengeAnswers.propose({
        ...{ key: textOf(form, "key"), challengeId, verdict, answer, lang: getLocale() },
        ...(chosen?.residentId && { ofResident: chosen.residentId }),
        ...(chosen?.unitId && { ofUnit: chosen.unitId }),
      });
      redirect(303, back);
    }),

  /** The second person says the same, and it is done. */
  confirm: (event) =>
    submit(event, async (form) => {
      const { back } = await here(event);
      const challengeId = textOf(form, "challengeId");
      await event.locals.api.challengeAnswers.confirm({ key: textOf(form, "key"), challengeId });
      redirect(303, back);
    }),

  /** The second person does not agree, and says why. */
  differ: (event) =>
    submit(event, async (form) => {
      const why = textOf(form, "why").trim();
      if (!fits(why)) return mend(form, "why");
      const { back } = await here(event);
      const challengeId = textOf(form, "challengeId");
      await event.locals.api.challengeAnswers.differ({ key: textOf(form, "key"), challengeId, why });
      redirect(303, back);
    }),
};

function fits(text: string): boolean {
  const length = lengthOf(text);
  return length >= limits.reason.min && length <= limits.reason.max;
}

/** The door of owners who live elsewhere and came to the window with a paper. */
function ownersAt(url: URL): Door | null {
  return readDoor(url.searchParams.get("owners") ?? "");
}

async function here({ locals, params, url }: RequestEvent) {
  const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
  const owners = ownersAt(url);
  const kept = new URLSearchParams();
  for (const name of ["for", "owners"]) {
    const value = url.searchParams.get(name);
    if (value !== null) kept.set(name, value);
  }
  const query = kept.size > 0 ? `?${kept}` : "";
  return {
    motionId: proposal.motion?.motionId ?? "",
    whose: owners ? { forOwners: owners } : forResident(url),
    back: to(proposalPath(params.community, proposal, "roll") + query),
  };
}
