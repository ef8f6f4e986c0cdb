import { fail, redirect } from "@sveltejs/kit";
import { approvalChoice, isChoice, paperChannels, placesIn } from "@yishi/domain/ballots";
import type { Form } from "@yishi/domain/motions/forms";
import { readDoor, type Door } from "#lib/doors.ts";
import { proposalFor } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf, valuesOf, wholeOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import { wordsFor } from "#lib/refusals.ts";
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
      const choice = proposal.motion ? choiceIn(form, proposal.motion) : undefined;
      const channel = oneOf(form, "channel", paperChannels);
      const missing = [
        ...(Number.isNaN(seat) ? ["seat"] : []),
        ...(choice ? [] : ["choice"]),
        ...(channel ? [] : ["channel"]),
      ];
      if (!choice || !channel || missing.length > 0) {
        if (choice || proposal.motion?.form === "yesNo") return mend(form, ...missing);
        const wrong = { ...wordsFor(missing), choice: m["wrong.paperChoice"]() };
        return fail(400, { values: valuesOf(form), wrong, refusal: null });
      }
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

/**
 * What a clerk read from the paper. Of an approval each tick is marked, or that there is none, or that it cannot be read:
 * nothing marked is no reading, and marks that speak against each other are none either.
 */
function choiceIn(
  form: FormData,
  { form: asked, options }: { readonly form: Form; readonly options: readonly unknown[] },
): string | undefined {
  const marked = form.getAll("choice").filter((one) => typeof one === "string");
  const ticked = marked.flatMap(placesIn);
  const ticks = asked === "approval" && ticked.length > 0 && ticked.length === marked.length;
  const choice = ticks ? approvalChoice(ticked) : marked.length === 1 ? (marked[0] ?? "") : "";
  return isChoice({ form: asked, options: options.length }, choice, "paper") ? choice : undefined;
}
