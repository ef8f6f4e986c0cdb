import * as accounts from "@yishi/auth/accounts";
import { deviceOf } from "@yishi/auth/devices";
import * as invitations from "@yishi/auth/invitations";
import { hashPassword } from "@yishi/auth/passwords";
import * as recoveries from "@yishi/auth/recoveries";
import * as sessions from "@yishi/auth/sessions";
import type { Tx } from "@yishi/db/client";
import * as communities from "@yishi/db/communities";
import * as members from "@yishi/db/members";
import * as recoveryStore from "@yishi/db/recoveries";
import * as slips from "@yishi/db/slips";
import { record } from "@yishi/domain/facts";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor, refusing } from "../accept.ts";
import { line } from "../inputs.ts";
import { openProcedure, router, signedInProcedure, type Context, sessionOf } from "../trpc.ts";
import { personas } from "../personas.ts";

const password = z.string().min(limits.password.min).max(limits.password.max);
const code = z.string().min(1).max(100);
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
    .output(begun.extend({ recovered: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      const { db, signIns } = ctx.services;
      const device = deviceOf(ctx.userAgent ?? null);
      const session = accept(await accounts.signIn(db, signIns, { ...input, device }));
      return { ...session, recovered: await recoveries.hasUnseen(db, session.accountId) };
    }),

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
    .input(z.strictObject({ code, name: signInName, password }))
    .output(begun.extend({ slug: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const slip = await look(ctx, input.code);
      const { slug } = found(await communities.byId(ctx.services.db, slip.committeeId));
      const passwordHash = await hashPassword(input.password);
      const accountId = await join(ctx, { ...slip, code: input.code }, async (tx) =>
        accept(await accounts.create(tx.raw, { name: input.name, passwordHash })),
      );
      return { slug, ...(await sessions.begin(ctx.services.db, accountId, deviceOf(ctx.userAgent ?? null))) };
    }),

  /** The same slip for somebody who has an account already: one account, a member in each community. */
  join: signedInProcedure
    .input(z.strictObject({ code }))
    .output(z.object({ slug: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const slip = await look(ctx, input.code);
      await join(ctx, { ...slip, code: input.code }, async () => ctx.session.accountId);
      const { slug } = found(await communities.byId(ctx.services.db, slip.committeeId));
      return { slug };
    }),

  /** Whom a recovery slip belongs to: the sign-in name, for the one who holds its code. Not a query: those show in addresses. */
  lookRecovery: openProcedure
    .input(z.strictObject({ code }))
    .output(z.object({ signInName: z.string() }))
    .mutation(async ({ ctx, input }) => {
      accept(await ctx.services.recoveries.take("all"));
      const { signInName } = accept(await recoveries.look(ctx.services.db, input.code));
      return { signInName };
    }),

  /** Gives an account back to its owner: a new password, another sign-in name if they like, every session ended. */
  recover: openProcedure
    .input(z.strictObject({ code, name: signInName, password }))
    .output(begun.extend({ slug: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { db, signIns } = ctx.services;
      accept(await ctx.services.recoveries.take("all"));
      const slip = accept(await recoveries.look(db, input.code));
      const { slug } = found(await communities.byId(db, slip.committeeId));
      await takeBack(ctx, slip, { name: input.name, passwordHash: await hashPassword(input.password) });
      await signIns.forget(accounts.nameKey(input.name));
      return { slug, ...(await sessions.begin(db, slip.accountId, deviceOf(ctx.userAgent ?? null))) };
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
      return sessions.begin(ctx.services.db, found(accountId), deviceOf(ctx.userAgent ?? null));
    }),
});

async function look(ctx: Context, code: string) {
  accept(await ctx.services.slips.take("all"));
  return accept(await invitations.look(ctx.services.db, code));
}

/** Uses the slip up and ties an account to its member, all or nothing: whoever is refused keeps the slip. */
async function join(
  ctx: Context,
  slip: {
    readonly slipId: string;
    readonly committeeId: string;
    readonly memberId: string;
    readonly code: string;
  },
  account: (tx: Tx) => Promise<string>,
): Promise<string> {
  return ctx.services.db.transaction(slip.committeeId, async (tx) => {
    // Locked in the order in which whoever leaves, or is given another slip, locks them.
    const member = await members.lockMember(tx, slip.memberId);
    if (!member) throw refuseAtDoor("slip-revoked");
    const kept = await slips.lock(tx, slip.slipId);
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
    // The slip of whoever founded a community was printed by nobody here.
    if (kept) await slips.save(tx, [record(standing, "slip.used", kept.slipId, {})]);
    return accountId;
  });
}

/** Uses a recovery slip up and gives its account what its owner wants, all or nothing. */
async function takeBack(
  ctx: Context,
  slip: recoveries.RecoverySlip,
  wanted: { readonly name: string; readonly passwordHash: string },
): Promise<void> {
  const { recoveryId, accountId } = slip;
  await ctx.services.db.transaction(slip.committeeId, async (tx) => {
    const memberId = await recoveryStore.memberIdOf(tx, recoveryId);
    const member = memberId && (await members.lockMember(tx, memberId));
    if (!member) throw refuseAtDoor("recovery-slip-expired");
    await recoveryStore.lock(tx, recoveryId);
    accept(await recoveries.use(tx.raw, recoveryId));
    await accounts.setPassword(tx.raw, accountId, wanted.passwordHash);
    const renamed = await accounts.rename(tx.raw, accountId, wanted.name);
    if (renamed) throw refusing(renamed);
    await sessions.endAll(tx.raw, accountId);
    const standing = {
      actorId: member.memberId,
      subjectId: member.residentId,
      channel: "app",
      at: tx.now,
    } as const;
    await recoveryStore.save(tx, record(standing, "recovery.used", recoveryId, {}));
  });
}
