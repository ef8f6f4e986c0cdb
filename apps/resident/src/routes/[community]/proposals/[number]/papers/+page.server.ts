import { redirect } from "@sveltejs/kit";
import { paperChannels, paperChoices } from "@yishi/domain/ballots";
import { readDoor, type Door } from "#lib/doors.ts";
import { proposalFor } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

const nowhere: Door = { building: "", stairwell: "", door: "" };

/** The seats behind the door that was keyed, what waits for a second reading, and what became of the last paper. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const proposal = await proposalFor(locals.api, "ballots.transcribe", params.number);
  const written = url.searchParams.get("door") ?? "";
  const last = readDoor(url.searchParams.get("last") ?? "");
  const channel = paperChannels.find((one) => one === url.searchParams.get("channel")) ?? null;
  const asked = { written, door: readDoor(written), last, channel };
  const { motion, stage } = proposal;
  if (!motion || stage !== "voting") return { proposal, ...asked, here: null, before: null };
  const { motionId } = motion;
  const [here, before] = await Promise.all([
    locals.api.ballots.atDoor({ motionId, ...(asked.door ?? nowhere) }),
    last && locals.api.ballots.atDoor({ motionId, ...last }),
  ]);
  const seat = Number(url.searchParams.get("seat"));
  return { proposal, ...asked, here, before: before?.seats.find((one) => one.seat === seat) ?? null };
};

export const actions: Actions = {
  /** One clerk's reading of a paper; then the next door. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const seat = wholeOf(form, "seat");
      const choice = oneOf(form, "choice", paperChoices);
      const channel = oneOf(form, "channel", paperChannels);
      const missing = [
        ...(Number.isNaN(seat) ? ["seat"] : []),
        ...(choice ? [] : ["choice"]),
        ...(channel ? [] : ["channel"]),
      ];
      if (!choice || !channel || missing.length > 0) return mend(form, ...missing);
      await locals.api.ballots.transcribe({
        key: textOf(form, "key"),
        motionId: proposal.motion?.motionId ?? "",
        seat,
        choice,
        channel,
      });
      const last = new URLSearchParams({ last: textOf(form, "door"), seat: String(seat), channel });
      redirect(303, `${to(proposalPath(params.community, proposal, "papers"))}?${last}`);
    }),
};
