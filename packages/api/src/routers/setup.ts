import * as accounts from "@yishi/auth/accounts";
import { holders } from "@yishi/auth/holders";
import { hashPassword } from "@yishi/auth/passwords";
import { deviceOf } from "@yishi/auth/devices";
import * as sessions from "@yishi/auth/sessions";
import * as links from "@yishi/auth/setup-links";
import type { Tx } from "@yishi/db/client";
import * as communities from "@yishi/db/communities";
import { newId } from "@yishi/db/ids";
import * as members from "@yishi/db/members";
import { isSlug, registrarRefusal, slugKey } from "@yishi/domain/communities";
import { record } from "@yishi/domain/facts";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { enterCommunity, enterRegistrar } from "../founding.ts";
import { day, line } from "../inputs.ts";
import { openProcedure, router, sessionOf, type Context } from "../trpc.ts";

const code = z.string().min(1).max(100);
const place = {
  slug: z.string().max(200).transform(slugKey).refine(isSlug),
  communityName: line(limits.place),
  district: line(limits.place),
  subdistrict: line(limits.place),
  phone: line(limits.phone),
  windowPlace: line(limits.windowPlace),
};
const registrar = {
  registrarName: line(limits.name),
  electedBy: line(limits.reference),
  electedOn: day,
  reference: line(limits.reference),
};
const entered = z.object({
  slug: z.string(),
  /** None for who was signed in already. */
  session: z.object({ token: z.string(), expiresAt: z.date() }).nullable(),
});

/** What is asked of everybody who sets up, and the account they do it with: a new one, one they have, or this session's. */
function withAccount<Shape extends z.ZodRawShape>(shape: Shape) {
  const password = z.string().min(limits.password.min).max(limits.password.max);
  const made = { account: z.literal("new"), name: line(limits.signInName), password };
  const had = {
    account: z.literal("mine"),
    name: line({ min: 1, max: 200 }),
    password: z.string().min(1).max(limits.password.max),
  };
  return z.discriminatedUnion("account", [
    z.strictObject({ code, ...shape, ...made }),
    z.strictObject({ code, ...shape, ...had }),
    z.strictObject({ code, ...shape, account: z.literal("signedIn") }),
  ]);
}

/** Whoever holds a set-up link's secret may use it, once: the secret is the right itself. */
export const setupRouter = router({
  /** What a link is for: a new community, or a registrar of the one it names. Asked by form, so that no address holds a secret. */
  look: openProcedure
    .input(z.strictObject({ code }))
    .output(z.object({ community: z.object({ slug: z.string(), name: z.string() }).nullable() }))
    .mutation(async ({ ctx, input }) => {
      const { committeeId } = await look(ctx, input.code);
      if (!committeeId) return { community: null };
      const { slug, name } = found(await communities.byId(ctx.services.db, committeeId));
      return { community: { slug, name } };
    }),

  /** Makes district, subdistrict, community and its registrar, all or nothing. Who is refused keeps the link. */
  found: openProcedure
    .input(withAccount({ ...place, ...registrar }))
    .output(entered)
    .mutation(async ({ ctx, input }) => {
      const { committeeId } = await look(ctx, input.code);
      if (committeeId) throw refuseAtDoor("setup-link-unknown");
      const { slug, communityName, district, subdistrict, phone, windowPlace } = input;
      return enter(ctx, newId(), input, async (tx, memberId) => {
        const name = communityName;
        await enterCommunity(tx, { slug, name, district, subdistrict, phone, windowPlace }, memberId);
        return slug;
      });
    }),

  /** Enters a new registrar, where nobody is left who may appoint. */
  registrar: openProcedure
    .input(withAccount(registrar))
    .output(entered)
    .mutation(async ({ ctx, input }) => {
      const { committeeId } = await look(ctx, input.code);
      if (!committeeId) throw refuseAtDoor("setup-link-unknown");
      const { slug } = found(await communities.byId(ctx.services.db, committeeId));
      return enter(ctx, committeeId, input, async (tx) => {
        accept(registrarRefusal(await holders(tx)));
        return slug;
      });
    }),
});

async function look(ctx: Context, typed: string): Promise<links.SetupLink> {
  accept(await ctx.services.setupLinks.take("all"));
  return accept(await links.look(ctx.services.db, typed));
}

type Entering = { readonly code: string; readonly registrarName: string } & {
  readonly [Field in Exclude<keyof typeof registrar, "registrarName">]: z.output<(typeof registrar)[Field]>;
} & (
    | { readonly account: "new" | "mine"; readonly name: string; readonly password: string }
    | { readonly account: "signedIn" }
  );

/** Uses the link up, does what it is for, and makes the account a member with the registrar's post. */
async function enter(
  ctx: Context,
  committeeId: string,
  input: Entering,
  begin: (tx: Tx, memberId: string) => Promise<string>,
): Promise<z.output<typeof entered>> {
  const account = await accountOf(ctx, input);
  const done = await ctx.services.db.transaction(committeeId, async (tx) => {
    accept(await links.use(tx.raw, input.code));
    const accountId = await account(tx);
    const before = await members.memberOf(tx, accountId);
    const memberId = before?.memberId ?? newId();
    const slug = before ? await begin(tx, memberId) : await join(tx, { input, memberId, accountId, begin });
    const { registrarName: name, electedBy, electedOn, reference } = input;
    await enterRegistrar(tx, { name, electedBy, electedOn, reference }, memberId);
    return { slug, accountId };
  });
  const session =
    input.account === "signedIn"
      ? null
      : await sessions.begin(ctx.services.db, done.accountId, deviceOf(ctx.userAgent ?? null));
  return { slug: done.slug, session };
}

async function join(
  tx: Tx,
  entering: {
    readonly input: Entering;
    readonly memberId: string;
    readonly accountId: string;
    readonly begin: (tx: Tx, memberId: string) => Promise<string>;
  },
): Promise<string> {
  const { input, memberId, accountId, begin } = entering;
  const slug = await begin(tx, memberId);
  await members.addMember(tx, input.registrarName, memberId);
  const standing = { actorId: memberId, subjectId: null, channel: "app", at: tx.now } as const;
  const fact = record(standing, "member.joined", memberId, { memberId });
  if (!(await members.join(tx, memberId, accountId, fact))) throw refuseAtDoor("already-a-member");
  return slug;
}

/** Whose account it is. What takes long (a password) is looked at before the transaction begins. */
async function accountOf(ctx: Context, input: Entering): Promise<(tx: Tx) => Promise<string>> {
  if (input.account === "signedIn") {
    const session = await sessionOf(ctx);
    if (!session) throw refuseAtDoor("sign-in-first");
    return () => Promise.resolve(session.accountId);
  }
  const { name, password } = input;
  if (input.account === "mine") {
    const accountId = accept(
      await accounts.verify(ctx.services.db, ctx.services.signIns, { name, password }),
    );
    return () => Promise.resolve(accountId);
  }
  const passwordHash = await hashPassword(password);
  return async (tx) => accept(await accounts.create(tx.raw, { name, passwordHash }));
}
