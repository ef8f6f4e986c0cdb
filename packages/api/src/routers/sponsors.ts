import { noteConsent } from "@yishi/db/consents";
import * as proposals from "@yishi/db/proposals";
import * as files from "@yishi/db/files";
import { residentById } from "@yishi/db/roll";
import * as store from "@yishi/db/sponsors";
import { dayOf } from "@yishi/domain/calendar";
import { fileLimits } from "@yishi/domain/files";
import { isElector } from "@yishi/domain/roll/residence";
import * as rules from "@yishi/domain/sponsors";
import { apply as begun } from "@yishi/domain/sponsors";
import { languages } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { asAuthor } from "../drafting.ts";
import { electorRules } from "../electors.ts";
import { form, id, line } from "../inputs.ts";
import { onTheRoll, standing } from "../standing.ts";
import { memberProcedure, once, router } from "../trpc.ts";

const place = (max: number) => line({ min: 0, max });

/** A grown neighbour beside somebody under the voting age: asked by name and door, and free to say no. */
export const sponsorsRouter = router({
  /** Where it stands with one's own draft: who was asked, and whether the yes holds for the words as they are. */
  of: memberProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(
      z.object({
        underAge: z.boolean(),
        state: z.enum(rules.sponsorStates).nullable(),
        name: z.string().nullable(),
        holds: z.boolean(),
        home: z.object({ building: z.string(), stairwell: z.string(), door: z.string() }),
      }),
    )
    .query(async ({ ctx, input }) => {
      const who = await asAuthor(ctx, undefined);
      const proposal = await proposals.read(ctx.tx, input.proposalId);
      const own = found(proposal?.authorId === who.standing.subjectId ? proposal : null);
      const sponsorship = await store.read(ctx.tx, own.proposalId);
      const sponsor = sponsorship && (await residentById(ctx.tx, sponsorship.sponsorId));
      const fileIds = await files.shownIds(ctx.tx, "proposal", own.proposalId);
      const { building, stairwell, door } = who.subject;
      return {
        ...{ underAge: who.underAge, state: sponsorship?.state ?? null, name: sponsor?.name ?? null },
        holds: rules.holds(sponsorship, { version: own.version, fileIds }),
        home: { building, stairwell, door },
      };
    }),

  /** Asks one neighbour, by name and door; asking another one asks the first no more. */
  ask: memberProcedure
    .input(
      form({
        proposalId: id,
        name: line({ min: 1, max: 60 }),
        building: line({ min: 1, max: 20 }),
        stairwell: place(20),
        door: line({ min: 1, max: 20 }),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const who = await asAuthor(ctx, undefined);
        const { proposalId, name, building, stairwell, door } = input;
        const proposal = await proposals.lock(ctx.tx, proposalId);
        const own = found(proposal?.authorId === who.standing.subjectId ? proposal : null);
        const tooOften = await ctx.services.sponsorAsks.take(`${ctx.community.committeeId} ${own.authorId}`);
        if (tooOften) accept(tooOften);
        const [sponsorId, another] = await store.behindDoor(ctx.tx, { name, building, stairwell, door });
        const grown = sponsorId && !another && (await mayStandBeside(ctx.tx, sponsorId));
        if (!sponsorId || !grown) throw refuseAtDoor("sponsor-not-found");
        const before = await store.lock(ctx.tx, proposalId);
        const asked = { proposalId, sponsorId, underAge: who.underAge, draft: own.status === "draft" };
        const fact = accept(rules.ask(before, asked, who.standing));
        await store.save(ctx.tx, begun(null, fact), fact);
        return { proposalId };
      }),
    ),

  /** What one is asked to propose together: the words as they would become public, and by whom. */
  read: memberProcedure
    .input(z.strictObject({ proposalId: id }))
    .output(
      z.object({
        ...{ proposalId: z.string(), version: z.number(), state: z.enum(["asked", "agreed"]) },
        ...{
          authorName: z.string().nullable(),
          building: z.string(),
          named: z.boolean(),
          holds: z.boolean(),
        },
        words: z.object({
          ...{ title: z.string(), problem: z.string(), wish: z.string(), touches: z.string() },
          ...{ cost: z.string(), lang: z.enum(languages) },
        }),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { standing: at } = await onTheRoll(ctx, undefined);
      const { proposal, sponsorship } = await mine(ctx.tx, input.proposalId, at.subjectId, store.read);
      const author = await residentById(ctx.tx, proposal.authorId);
      const words = found(await proposals.wordsOf(ctx.tx, proposal.proposalId, proposal.version));
      const { title, problem, wish, touches, cost, lang } = words;
      const { version, proposalId } = proposal;
      const fileIds = await files.shownIds(ctx.tx, "proposal", proposalId);
      return {
        ...{ proposalId, version, state: sponsorship.state, named: sponsorship.named },
        holds: rules.holds(sponsorship, { version, fileIds }),
        ...{ authorName: author?.name ?? null, building: author?.building ?? "" },
        words: {
          ...{ title: title ?? "", problem: problem ?? "", wish: wish ?? "" },
          ...{ touches: touches ?? "", cost: cost ?? "", lang },
        },
      };
    }),

  /** Says yes to the words that were read, and whether one's name is shown with them; or no, without a reason. */
  answer: memberProcedure
    .input(
      form({
        proposalId: id,
        agrees: z.boolean(),
        version: z.int().min(1).max(1_000_000),
        /** The files that were shown with the words. */
        fileIds: z.array(id).max(fileLimits.each),
        named: z.boolean(),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { standing: at } = await onTheRoll(ctx, undefined);
        await proposals.lock(ctx.tx, input.proposalId);
        const { proposal, sponsorship } = await mine(ctx.tx, input.proposalId, at.subjectId, store.lock);
        // Who moved away since they were asked, or does not count yet, stands beside nobody.
        await standing(ctx, undefined);
        const { version, fileIds, named } = input;
        await files.takeTurn(ctx.tx, "proposal", proposal.proposalId);
        const now = {
          version: proposal.version,
          fileIds: await files.shownIds(ctx.tx, "proposal", proposal.proposalId),
        };
        const fact = accept(
          input.agrees
            ? rules.agree(sponsorship, { read: { version, fileIds }, now, named }, at)
            : rules.decline(sponsorship, at),
        );
        await store.save(ctx.tx, rules.apply(sponsorship, fact), fact);
        const given = input.agrees && named;
        const objectId = proposal.proposalId;
        const choice = { residentId: at.subjectId, purpose: "sponsorName", objectId, given } as const;
        await noteConsent(ctx.tx, choice, at);
        return { agreed: input.agrees };
      }),
    ),
});

type Tx = Parameters<typeof store.read>[0];

/** The draft that somebody was asked to stand beside, as long as it is one; to everybody else it does not exist. */
async function mine(tx: Tx, proposalId: string, residentId: string, reading: typeof store.read) {
  const proposal = await proposals.read(tx, proposalId);
  const sponsorship = await reading(tx, proposalId);
  const state = sponsorship?.state;
  const asked = sponsorship?.sponsorId === residentId && proposal?.status === "draft";
  if (!asked || (state !== "asked" && state !== "agreed")) throw refuseAtDoor("not-found");
  return { proposal, sponsorship: { ...sponsorship, state } };
}

async function mayStandBeside(tx: Tx, residentId: string): Promise<boolean> {
  const neighbour = await residentById(tx, residentId);
  return neighbour !== null && isElector(neighbour, dayOf(tx.now), await electorRules(tx));
}
