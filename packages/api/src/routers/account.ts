import * as accounts from "@yishi/auth/accounts";
import { browsers, devices } from "@yishi/auth/devices";
import { membershipsOf } from "@yishi/auth/memberships";
import { hashPassword } from "@yishi/auth/passwords";
import * as recoveries from "@yishi/auth/recoveries";
import * as sessions from "@yishi/auth/sessions";
import * as communities from "@yishi/db/communities";
import { memberOf } from "@yishi/db/members";
import { posts, postsHeld } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, refuseAtDoor } from "../accept.ts";
import { line } from "../inputs.ts";
import type { Services } from "../services.ts";
import { router, signedInProcedure } from "../trpc.ts";

const password = z.string().min(limits.password.min).max(limits.password.max);
const oldPassword = z.string().min(1).max(limits.password.max);

/** One's own account, which belongs to no community. */
export const accountRouter = router({
  /** Where one is signed in, in which communities one is a member, and whether a desk gave the account back. */
  own: signedInProcedure
    .output(
      z.object({
        signInName: z.string(),
        sessions: z.array(
          z.object({
            sessionId: z.string(),
            device: z.enum(devices).catch("unknown"),
            browser: z.enum(browsers).catch("unknown"),
            begunAt: z.date(),
            lastUsedOn: z.string(),
            current: z.boolean(),
          }),
        ),
        communities: z.array(
          z.object({
            slug: z.string(),
            name: z.string(),
            member: z.string(),
            posts: z.array(z.enum(posts)),
          }),
        ),
        recoveries: z.array(
          z.object({
            community: z.string(),
            phone: z.string(),
            issuedAt: z.date(),
            usedAt: z.date().nullable(),
            seen: z.boolean(),
          }),
        ),
      }),
    )
    .query(async ({ ctx }) => {
      const { accountId, sessionId, name } = ctx.session;
      const own = await sessions.list(ctx.services.db, accountId);
      return {
        signInName: name,
        sessions: own.map((one) => ({ ...one, current: one.sessionId === sessionId })),
        communities: await communitiesOf(ctx.services, accountId),
        recoveries: await noticesOf(ctx.services, accountId),
      };
    }),

  /** Ends one of one's own sessions. That there is no such session is answered alike. */
  endSession: signedInProcedure
    .input(z.strictObject({ sessionId: z.string().regex(/^[0-9A-Z]{24}$/) }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await sessions.endOwn(ctx.services.db, ctx.session.accountId, input.sessionId);
      return null;
    }),

  /** Ends every session of the account but this one. */
  endOthers: signedInProcedure.output(z.null()).mutation(async ({ ctx }) => {
    await sessions.endAll(ctx.services.db.pool, ctx.session.accountId, ctx.session.sessionId);
    return null;
  }),

  /** Signs out everywhere, here too. */
  endAll: signedInProcedure.output(z.null()).mutation(async ({ ctx }) => {
    await sessions.endAll(ctx.services.db.pool, ctx.session.accountId);
    return null;
  }),

  /** The owner has read that a desk gave the account back. */
  readNotice: signedInProcedure.output(z.null()).mutation(async ({ ctx }) => {
    await recoveries.markSeen(ctx.services.db, ctx.session.accountId);
    return null;
  }),

  /** Another password, for whoever knows the one there is; the other sessions end. */
  changePassword: signedInProcedure
    .input(z.strictObject({ oldPassword, password }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const { accountId, sessionId } = ctx.session;
      await known(ctx.services, accountId, input.oldPassword);
      await accounts.setPassword(ctx.services.db.pool, accountId, await hashPassword(input.password));
      await sessions.endAll(ctx.services.db.pool, accountId, sessionId);
      return null;
    }),

  /** Another sign-in name, for whoever knows the password. */
  rename: signedInProcedure
    .input(z.strictObject({ oldPassword, name: line(limits.signInName) }))
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const { accountId } = ctx.session;
      await known(ctx.services, accountId, input.oldPassword);
      accept(await accounts.rename(ctx.services.db.pool, accountId, input.name));
      return null;
    }),
});

/** Makes sure that whoever holds the telephone knows the password, and does not try them all. */
async function known({ db, signIns }: Services, accountId: string, asked: string): Promise<void> {
  accept(await signIns.take(`own ${accountId}`));
  if (!(await accounts.isOwnPassword(db, accountId, asked))) throw refuseAtDoor("password-wrong");
  await signIns.forget(`own ${accountId}`);
}

/** Each community is asked by itself, in a transaction of its own: the line between them holds here too. */
async function communitiesOf({ db }: Services, accountId: string) {
  const mine = [];
  for (const committeeId of await membershipsOf(db, accountId)) {
    const community = await communities.byId(db, committeeId);
    const member = await db.transaction(committeeId, async (tx) => {
      const found = await memberOf(tx, accountId);
      return found && { name: found.name, posts: [...postsHeld(found.tenures, tx.now)] };
    });
    if (community && member)
      mine.push({ slug: community.slug, name: community.name, member: member.name, posts: member.posts });
  }
  return mine;
}

async function noticesOf({ db }: Services, accountId: string) {
  const told = [];
  for (const { committeeId, ...notice } of await recoveries.noticesOf(db, accountId)) {
    const community = await communities.byId(db, committeeId);
    if (community) told.push({ ...notice, community: community.name, phone: community.phone });
  }
  return told;
}
