import { error, redirect } from "@sveltejs/kit";
import { answeredIn } from "#lib/deciders.ts";
import { holder } from "#lib/duty.ts";
import { mend, oneOf, submit, textOf, valuesOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { wordsFor } from "#lib/refusals.ts";
import { numberIn, proposalPath } from "#lib/proposals.ts";
import { writtenIn } from "../../proposals/written.ts";
import type { Actions, PageServerLoad } from "./$types";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where a resident can say whether they agree to the words, have a count looked at again, object, accept or answer. */
const withAWord = [
  ...["drafted", "priorStudied", "passed", "rejected", "noQuorum"],
  ...["noticed", "objected", "implementing", "accepted"],
];

/** The resident at the window, and the proposals that they can put their name to. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const clerk = await holder(locals.api, "desk.actFor");
  if (!uuid.test(params.resident)) error(404);
  const [resident, { proposals }, { proposals: decided }, { proposals: drawn }, { proposals: rejected }] =
    await Promise.all([
      locals.api.roll.resident({ residentId: params.resident }),
      locals.api.proposals.list({ state: "support" }),
      locals.api.proposals.list({ state: "decided" }),
      locals.api.proposals.list({ state: "review" }),
      locals.api.proposals.list({ state: "rejected" }),
    ]);
  return {
    resident,
    clerk: clerk.name,
    seeking: proposals.filter((proposal) => proposal.stage === "seekingSupport"),
    decided: [...drawn, ...decided, ...rejected].filter(({ stage }) => withAWord.includes(stage)),
    done: url.searchParams.has("cosponsored"),
  };
};

export const actions: Actions = {
  /** Puts the resident's name to a neighbour's proposal. */
  cosponsor: (event) =>
    submit(event, async (form) => {
      const { resident, community } = event.params;
      const proposalId = textOf(form, "proposalId");
      const namePublic = oneOf(form, "namePublic", ["yes", "no"] as const);
      if (!uuid.test(proposalId)) return mend(form, "proposalId");
      if (!namePublic) return mend(form, "namePublic");
      await event.locals.api.proposals.cosponsor({
        key: textOf(form, "key"),
        proposalId,
        namePublic: namePublic === "yes",
        forResident: resident,
      });
      redirect(303, to(`/${community}/people/${resident}?cosponsored`));
    }),

  /** Finds the proposal that the resident wants to merge, or whose merger they answer. */
  merge: (event) =>
    submit(event, async (form) => {
      const { resident, community } = event.params;
      const written = textOf(form, "number").normalize("NFKC").trim();
      if (!/^(20\d{2}|21\d{2})-([1-9]\d{0,5})$/.test(written)) return mend(form, "number");
      redirect(303, to(`${proposalPath(community, numberIn(written), "merge")}?for=${resident}`));
    }),

  /** Writes down what the resident proposes; it is read to them before anybody else sees it. */
  write: (event) =>
    submit(event, async (form) => {
      const proposalId = textOf(form, "proposalId");
      if (textOf(form, "named") === "") return mend(form, "named");
      const written = await event.locals.api.proposals.write({
        ...writtenIn(form),
        ...(proposalId && { proposalId }),
        forResident: event.params.resident,
      });
      return { toRead: { ...valuesOf(form), proposalId: written.proposalId } };
    }),

  /** What was read was not right: the words again, to be written anew. */
  again: (event) => submit(event, async (form) => ({ toWrite: valuesOf(form) })),

  /** The resident answered who decides, and agreed: it becomes public. What nobody here decides is told, and stays a draft. */
  open: (event) =>
    submit(event, async (form) => {
      const toRead = valuesOf(form);
      const answered = answeredIn(form);
      if ("missing" in answered) return { toRead, unanswered: wordsFor([answered.missing]) };
      const { firstYes, department } = answered;
      const elsewhere = { toRead, elsewhere: { answer: firstYes, department: department ?? null } };
      if (firstYes === "danger" || firstYes === "privateDispute") return elsewhere;
      const of = { proposalId: textOf(form, "proposalId"), forResident: event.params.resident };
      const kept = { key: textOf(form, "keepKey"), ...of, firstYes, ...(department && { department }) };
      await event.locals.api.decides.keep(kept);
      if (firstYes === "departmentDuty") return elsewhere;
      const opened = await event.locals.api.proposals.open({ key: textOf(form, "key"), ...of });
      const { year, number } = opened;
      if (year === null || number === null) error(404);
      redirect(303, to(proposalPath(event.params.community, { year, number })));
    }),
};
