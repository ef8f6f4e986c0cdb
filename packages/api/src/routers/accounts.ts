import * as accounts from "@yishi/auth/accounts";
import * as invitations from "@yishi/auth/invitations";
import { hashPassword } from "@yishi/auth/passwords";
import * as sessions from "@yishi/auth/sessions";
import type { Tx } from "@yishi/db/client";
import * as communities from "@yishi/db/communities";
import * as members from "@yishi/db/members";
import { record } from "@yishi/domain/facts";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { line } from "../inputs.ts";
import { openProcedure, router, signedInProcedure, type Context, sessionOf } from "../trpc.ts";
import { personas } from "../personas.ts";

const password = z.string().min(limits.password.min).max(limits.password.max);
const signInName = line(limits.signInName);
const begun = z.object({ token: z.string(), expiresAt: z.date() });

export const accountsRouter = router({
  /** Begins a session; wrong name and wrong password are answered alike. */
  signIn: openProcedure
    .input(
      z.strictObject({
        name: line({ min: 1, max: 200 }),
        password: z.string().min(1).max(limits.password.max),
      }),
    )
    .output(begun)
    .mutation(async ({ ctx, input }) =>
      accept(await accounts.signIn(ctx.services.db, ctx.services.signIns, input)),
    ),

  /** Ends this session; its token answers no more. */
  signOut: signedInProcedure.output(z.null()).mutation(async ({ ctx }) => {
    await sessions.end(ctx.services.db, ctx.session.sessionId);
    return null;
  }),

  /** Who is signed in. */
  me: openProcedure.output(z.object({ name: z.string() }).nullable()).query(async ({ ctx }) => {
    const session = await sessionOf(ctx);
    return session && { name: session.name };
  }),

  /** Turns a slip into an account, or ties it to the account that is signed in. Answers with a session. */
  redeem: openProcedure
    .input(z.strictObject({ code: z.string().min(1).max(100), name: signInName, password }))
    .output(begun.extend({ slug: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const slip = await look(ctx, input.code);
      const slug = found(
        (await communities.all(ctx.services.db)).find((one) => one.committeeId === slip.committeeId),
      ).slug;
      const passwordHash = await hashPassword(input.password);
      const accountId = await join(ctx, { ...slip, code: input.code }, async (tx) =>
        accept(await accounts.create(tx.raw, { name: input.name, passwordHash })),
      );
      return { slug, ...(await sessions.begin(ctx.services.db, accountId)) };
    }),

  /** The same slip for somebody who has an account already: one account, a member in each community. */
  join: signedInProcedure
    .input(z.strictObject({ code: z.string().min(1).max(100) }))
    .output(z.object({ slug: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const slip = await look(ctx, input.code);
      await join(ctx, { ...slip, code: input.code }, async () => ctx.session.accountId);
      return {
        slug: found(
          (await communities.all(ctx.services.db)).find((one) => one.committeeId === slip.committeeId),
        ).slug,
      };
    }),

  /** The people of the demo, by community, with what each can try. Empty outside of the demo. */
  personas: openProcedure
    .output(
      z.array(z.object({ name: z.string(), slug: z.string(), signInName: z.string(), role: z.string() })),
    )
    .query(({ ctx }) => (ctx.services.demo ? [...personas] : [])),

  /** Signs in as one of the demo's people. Outside of the demo there is no such thing. */
  signInAs: openProcedure
    .input(z.strictObject({ name: z.string().max(100) }))
    .output(begun)
    .mutation(async ({ ctx, input }) => {
      const persona = ctx.services.demo ? personas.find((one) => one.signInName === input.name) : undefined;
      const accountId = persona && (await accounts.idByName(ctx.services.db, persona.signInName));
      return sessions.begin(ctx.services.db, found(accountId));
    }),
});

async function look(ctx: Context, code: string) {
  accept(await ctx.services.slips.take("all"));
  return accept(await invitations.look(ctx.services.db, code));
}

/** Uses the slip up and ties an account to its member, all or nothing: whoever is refused keeps the slip. */
async function join(
  ctx: Context,
  slip: { readonly committeeId: string; readonly memberId: string; readonly code: string },
  account: (tx: Tx) => Promise<string>,
): Promise<string> {
  return ctx.services.db.transaction(slip.committeeId, async (tx) => {
    const member = found(await members.memberById(tx, slip.memberId));
    accept(await invitations.use(tx.raw, slip.code));
    const accountId = await account(tx);
    if (await members.memberOf(tx, accountId)) throw refuseAtDoor("already-a-member");
    const standing = {
      actorId: member.memberId,
      subjectId: member.residentId,
      channel: "app",
      at: tx.now,
    } as const;
    const fact = record(standing, "member.joined", member.memberId, { memberId: member.memberId });
    if (!(await members.join(tx, member.memberId, accountId, fact))) throw refuseAtDoor("already-a-member");
    return accountId;
  });
}
