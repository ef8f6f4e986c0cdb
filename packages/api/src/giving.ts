import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import * as store from "@yishi/db/posts";
import { dayOf, type Day } from "@yishi/domain/calendar";
import * as kin from "@yishi/domain/kinships";
import * as rules from "@yishi/domain/posts";
import { notToHold } from "@yishi/domain/posts/residence";
import { notBeside } from "@yishi/domain/posts/serving";
import { posts, type Post } from "@yishi/domain/roles";
import { z } from "zod";
import { accept, refuseAtDoor } from "./accept.ts";
import { appointmentRecord, kinOfHolders, recordOf, termOf } from "./appointing.ts";
import { day, id } from "./inputs.ts";
import { postSizes, rulesOf, votingAge } from "./rules.ts";
import { inPost } from "./standing.ts";
import type { Asker } from "./trpc.ts";

/** What is written about a post that somebody is given, whoever it is. */
export const given = {
  post: z.enum(posts),
  ...appointmentRecord,
  fromDay: day.optional(),
  untilDay: day,
  kin: z
    .array(z.strictObject({ memberId: id, near: z.boolean() }))
    .max(60)
    .default([]),
};
type Given = z.output<z.ZodObject<typeof given>>;

/** Who is given a post: somebody on the roll, or somebody who lives elsewhere and has no line there. */
export interface Appointee {
  readonly resident: {
    readonly residentId: string;
    readonly householdId: string;
    readonly born: Day | null;
  } | null;
  readonly memberId: () => Promise<string>;
}

interface Acting {
  readonly tx: Tx;
  readonly asker: Asker;
  readonly now: Date;
}

/** Whether the asker records posts now, and of whom it has to be said whether somebody is near kin of theirs. */
export async function askedOf(
  { tx, asker, now }: Acting,
  wanted: { readonly post: Post; readonly fromDay?: Day | undefined },
  { resident, memberId }: { readonly resident: Appointee["resident"]; readonly memberId: string | null },
) {
  const all = await store.terms(tx);
  const known = all.find((one) => resident && one.residentId === resident.residentId)?.memberId;
  const term = { ...accept(termOf(now, wanted)), memberId: memberId ?? known ?? "", post: wanted.post };
  const { household, declared } = await kinOf(tx, resident, all);
  return {
    allowed: rules.recordsPosts(asker.posts, await store.postsInOffice(tx)),
    concerned: kin.concerned(term, all).map((one) => ({
      memberId: one.memberId,
      name: one.name,
      post: one.post,
      residentId: one.residentId,
      sameHousehold: household.has(one.memberId),
      declaredKin: declared.has(one.memberId),
    })),
  };
}

/** While a chair is in office nobody else records posts. Whoever appoints meanwhile waits until this one is done. */
export async function lockForRecording({ tx, asker }: Acting): Promise<void> {
  await store.lockPosts(tx);
  const inOffice = await store.postsInOffice(tx);
  if (!rules.recordsPosts(asker.posts, inOffice)) throw refuseAtDoor("chair-records-posts");
}

/** Gives a post with its term, judged beside all that is held while it lasts; the posts are locked by now. */
export async function give(acting: Acting, input: Given, { resident, memberId }: Appointee) {
  const { tx, now } = acting;
  const person = { livesHere: resident !== null, born: resident?.born ?? null };
  const { fromAt, untilAt, termEnds } = accept(termOf(now, input));
  accept(notToHold(input.post, person, { on: dayOf(fromAt), votingAge }));
  const record = accept(await recordOf(tx, input));
  const term = { postId: newId(), memberId: await memberId(), post: input.post, fromAt, untilAt };
  const all = await store.terms(tx);
  const asked = [...new Set(kin.concerned(term, all).map((one) => one.memberId))];
  const standing = inPost(acting);
  const fact = accept(rules.appoint(term, termEnds, standing, asked));
  accept(notBeside(term, all, postSizes(await rulesOf(tx))));
  const { declared } = await kinOf(tx, resident, all);
  accept(kin.keptOut(asked, input.kin, declared));
  if (rules.endsRegistrar(term.post))
    for (const registrar of all.filter((one) => one.post === "registrar" && one.untilAt > fromAt))
      await store.endPost(tx, accept(rules.end(registrar, { at: fromAt, reason: "lapsed" }, standing)));
  await store.appoint(tx, { ...term, ...record }, fact);
  return { postId: term.postId };
}

/** Whoever lives elsewhere shares no door with anybody here, and nothing was declared of them: it is asked each time. */
async function kinOf(tx: Tx, resident: Appointee["resident"], all: Awaited<ReturnType<typeof store.terms>>) {
  if (resident) return kinOfHolders(tx, resident, all);
  return { household: new Set<string>(), declared: new Set<string>() };
}
