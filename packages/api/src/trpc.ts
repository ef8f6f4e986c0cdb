/**
 * The kinds of procedure. You need this file only to make a new kind; procedures are written in the routers.
 * 1. the context of one request  2. who is asking, and the one transaction  3. forms that are sent twice
 */
import { createHash } from "node:crypto";
import { initTRPC } from "@trpc/server";
import { deskHours, validate, type Session } from "@yishi/auth/sessions";
import { readClock, type Tx } from "@yishi/db/client";
import { memberOf } from "@yishi/db/members";
import { claim, keepAnswer } from "@yishi/db/submissions";
import type { RefusalCode } from "@yishi/domain/refusals";
import { deskPosts, mayTake, postsHeld, type Act, type Post } from "@yishi/domain/roles";
import { found, reasonOf, refuseAtDoor } from "./accept.ts";
import type { Authorization } from "./authorization.ts";
import type { Services } from "./services.ts";

// 1. the context of one request: whose token came with it, and the slug of its address, which alone names the tenant

export interface Context {
  readonly services: Services;
  readonly sessionToken: string | null;
  readonly slug: string | null;
  /** What the browser says of itself; of it two coarse words are kept with a session. */
  readonly userAgent?: string | null;
}

/** Whom a kind of procedure lets in, and on which side of the tenant line it stands: its authorization row says the same. */
export type Meta = Pick<Authorization, "line" | "who">;

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isServer: true,
    errorFormatter({ shape, error }) {
      const { refusal, wrong } = reasonOf(error);
      const message =
        refusal || wrong.length > 0 || error.code !== "INTERNAL_SERVER_ERROR"
          ? plainMessage(error)
          : "defect";
      const { code, httpStatus, path } = shape.data;
      return { code: shape.code, message, data: { code, httpStatus, path, refusal, wrong } };
    },
  });

export const { router, createCallerFactory } = t;

function plainMessage(error: { readonly code: string; readonly cause?: Error | undefined }): string {
  const { refusal, wrong } = reasonOf(error.cause);
  return refusal ? refusal.refused : wrong.length > 0 ? `wrong: ${wrong.join(", ")}` : error.code;
}

const watchful = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next();
  if (!result.ok && result.error.code === "INTERNAL_SERVER_ERROR") {
    ctx.services.onDefect({ path, error: result.error.cause ?? result.error });
  }
  return result;
});

// 2. who is asking, and the one transaction

/** Procedures of no community: the list of communities, signing in and out, redeeming a slip. */
export const openProcedure = watchful.meta({ line: "open", who: "anyone" });

/** Procedures of somebody who is signed in, in no community. */
export const signedInProcedure = watchful
  .meta({ line: "open", who: "signedIn" })
  .use(async function onlySignedIn({ ctx, next }) {
    const session = await sessionOf(ctx);
    if (!session) throw refuseAtDoor("sign-in-first");
    return next({ ctx: { session } });
  });

const inCommunity = watchful.meta({ line: "tenant", who: "anyone" }).use(async ({ ctx, next }) => {
  const community = found(ctx.slug ? await ctx.services.community(ctx.slug) : null);
  // Before the transaction begins: nothing ever takes a second connection inside one.
  return next({ ctx: { community, session: await sessionOf(ctx) } });
});

/** Casting alone: one call of one function, outside of the transaction that every other procedure has. */
export const castProcedure = inCommunity
  .meta({ line: "tenant", who: "signedIn" })
  .use(async function onlySignedIn({ ctx, next }) {
    if (!ctx.session) throw refuseAtDoor("sign-in-first");
    return next({ ctx: { session: ctx.session } });
  });

export interface Asker {
  readonly memberId: string;
  readonly residentId: string | null;
  readonly name: string;
  readonly posts: ReadonlySet<Post>;
  /** When they said who they are. */
  readonly begunAt: Date;
}

/** What anyone may read of a community, in one transaction that sees that community alone. */
export const publicProcedure = inCommunity.use(async ({ ctx, next }) =>
  ctx.services.db.transaction(ctx.community.committeeId, async (tx) => {
    const result = await next({ ctx: { tx, now: tx.now, asker: await askerOf(tx, ctx.session) } });
    // next() answers { ok: false } and does not throw: without this the transaction would commit what was refused.
    if (!result.ok) throw result.error;
    return result;
  }),
);

/** For the head of every page: who is asking, and when. Whoever is not signed in needs no transaction for that. */
export const headProcedure = inCommunity.use(async ({ ctx, next }) => {
  const { services, community, session } = ctx;
  const seen = session
    ? await services.db.transaction(community.committeeId, async (tx) => ({
        now: tx.now,
        asker: await askerOf(tx, session),
      }))
    : { now: await readClock(services.db.pool), asker: null };
  return next({ ctx: seen });
});

/** For members of this community. */
export const memberProcedure = publicProcedure
  .meta({ line: "tenant", who: "member" })
  .use(async function onlyMembers({ ctx, next }) {
    if (!ctx.session) throw refuseAtDoor("sign-in-first");
    if (!ctx.asker) throw refuseAtDoor("not-a-member");
    return next({ ctx: { session: ctx.session, asker: ctx.asker } });
  });

/** For members whose live post permits this act (roles.ts). */
export function holderProcedure(act: Act) {
  return memberProcedure.meta({ line: "tenant", who: act }).use(async function onlyHolders({ ctx, next }) {
    const no = notToTake(act, ctx.asker, ctx.now);
    if (no) throw refuseAtDoor(no);
    return next();
  });
}

/**
 * Why somebody's posts do not let them take an act now; nothing where they do. The posts of a desk sleep in a session
 * that is older than a working day: whoever works at a computer that others use says each day anew who they are.
 */
export function notToTake(act: Act, asker: Pick<Asker, "posts" | "begunAt">, now: Date): RefusalCode | null {
  if (!mayTake(act, asker.posts)) return "post-needed";
  if (now.getTime() - asker.begunAt.getTime() < deskHours * 3_600_000) return null;
  const awake = new Set([...asker.posts].filter((post) => !deskPosts.has(post)));
  return mayTake(act, awake) ? null : "sign-in-again";
}

/** What a token may be made of: anything else never reaches the database, which knows no NUL. */
const tokenLetters = /^[0-9A-Z.]+$/;

/** The session that came with a request, or nobody's. */
export async function sessionOf(ctx: Context): Promise<Session | null> {
  return ctx.sessionToken && tokenLetters.test(ctx.sessionToken)
    ? validate(ctx.services.db, ctx.sessionToken)
    : null;
}

async function askerOf(tx: Tx, session: Session | null): Promise<Asker | null> {
  const member = session && (await memberOf(tx, session.accountId));
  if (!member) return null;
  const { memberId, residentId, name, tenures } = member;
  return { memberId, residentId, name, posts: postsHeld(tenures, tx.now), begunAt: session.begunAt };
}

// 3. forms that are sent twice

/**
 * Acts once for each form: the same form sent again is answered as the first time, another under its key is refused.
 * The answer that is kept holds ids and figures, never words. A secret field (the choice on a paper) stays out of the
 * hash, against which whoever reads the database could try the few choices: there the key alone decides.
 */
export function once<
  Asked extends { ctx: { tx: Tx; asker: Asker }; input: { key: string }; path: string },
  Answer,
>(
  act: (asked: Asked) => Promise<Answer>,
  secret?: Exclude<keyof Asked["input"], "key">,
): (asked: Asked) => Promise<Answer> {
  return async (asked) => {
    const { ctx, input, path } = asked;
    const told = Object.entries(input).filter(([field]) => field !== secret);
    const requestHash = createHash("sha256")
      .update(`${path}\n${JSON.stringify(told)}`)
      .digest();
    const submission = { actorId: ctx.asker.memberId, key: input.key, procedure: path, requestHash };
    const before = await claim(ctx.tx, submission);
    if (before) {
      if (!requestHash.equals(before.requestHash)) throw refuseAtDoor("form-reused");
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- it was written by this very procedure from this very input
      return before.answer as Answer;
    }
    const answer = await act(asked);
    await keepAnswer(ctx.tx, submission, answer);
    return answer;
  };
}
