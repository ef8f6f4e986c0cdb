import { redirect } from "@sveltejs/kit";
import { readDoor, type Door } from "#lib/doors.ts";
import { proposalFor } from "#lib/duty.ts";
import { dayIn, mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { motionIn, proposalPath } from "#lib/proposals.ts";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const proposal = await proposalFor(api, "ballots.transcribe", params.number);
  const { motion, stage } = proposal;
  const box = motion && stage === "voting" ? await api.boxes.ofMotion({ motionId: motion.motionId }) : null;
  return { proposal, box };
};

/** The doors that were written, one a line; nothing where one of them is none. */
function doorsIn(written: string): readonly Door[] | null {
  const doors = written
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(readDoor);
  const read = doors.filter((door) => door !== null);
  return doors.length > 0 && read.length === doors.length ? read : null;
}

export const actions: Actions = {
  /** A clerk enters a round of the box. */
  default: (event) =>
    submit(event, async (form) => {
      const { params, locals } = event;
      const proposal = await locals.api.proposals.byNumber(motionIn(params.number));
      const secondCarrierId = textOf(form, "secondCarrierId");
      const on = dayIn(form, "on");
      const doors = doorsIn(textOf(form, "doors"));
      const missing = [
        ...(secondCarrierId === "" ? ["secondCarrierId"] : []),
        ...(on ? [] : ["on"]),
        ...(doors ? [] : ["doors"]),
      ];
      if (!on || !doors || missing.length > 0) return mend(form, ...missing);
      await locals.api.boxes.enter({
        ...{ key: textOf(form, "key"), motionId: proposal.motion?.motionId ?? "" },
        ...{ secondCarrierId, on, doors: [...doors] },
      });
      redirect(303, to(proposalPath(params.community, proposal, "box")));
    }),
};
