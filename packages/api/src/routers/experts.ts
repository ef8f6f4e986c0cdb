import type { Tx } from "@yishi/db/client";
import * as store from "@yishi/db/experts";
import { newId } from "@yishi/db/ids";
import { memberForResident } from "@yishi/db/members";
import { residentById } from "@yishi/db/roll";
import { dayOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/experts";
import { record, type Standing } from "@yishi/domain/facts";
import { bornUntil } from "@yishi/domain/roll";
import { notElectorBecause } from "@yishi/domain/roll/residence";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import {
  entryOf,
  expertProfile,
  forExpert,
  knownFields,
  ownEntry,
  ownField,
  profileOf,
} from "../expert-view.ts";
import { electorRules } from "../electors.ts";
import { form, id, language, line } from "../inputs.ts";
import { expertRules, rulesOf, votingAge } from "../rules.ts";
import { inPost, onTheRoll, standing } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const told = {
  fields: z.array(z.string().max(40)).min(1).max(6),
  formerPost: line(limits.formerPost),
  years: z.int().min(0).max(80),
  motto: line(limits.motto),
  lang: language,
};
type Told = { [Key in keyof typeof told]: z.infer<(typeof told)[Key]> };

/** The register of experts: whoever knows more of something, offers it, and was checked. */
export const expertsRouter = router({
  /** The register, and the fields there are beside the common ones. */
  list: publicProcedure
    .output(z.object({ experts: z.array(expertProfile), ownFields: z.array(ownField) }))
    .query(async ({ ctx: { tx, now } }) => {
      const lines = await store.register(tx, ["active", "paused"]);
      const shown = lines.map((one) => profileOf(one, now)).filter(({ stage }) => stage !== "over");
      return { experts: shown, ownFields: [...(await store.ownFields(tx))] };
    }),

  /** The asker's own entry. */
  mine: memberProcedure.output(ownEntry.nullable()).query(async ({ ctx: { tx, asker } }) => {
    const book = expertRules(await rulesOf(tx));
    return entryOf(tx, await store.ofMember(tx, asker.memberId), book);
  }),

  /** The entry of somebody who sits at the desk. */
  ofResident: holderProcedure("desk.actFor")
    .input(z.strictObject({ residentId: id }))
    .output(z.object({ name: z.string().nullable(), entry: ownEntry.nullable() }))
    .query(async ({ ctx: { tx }, input }) => {
      const resident = found(await residentById(tx, input.residentId));
      const book = expertRules(await rulesOf(tx));
      const entry = await entryOf(tx, await store.ofResident(tx, resident.residentId), book);
      return { name: resident.name, entry };
    }),

  /** The asker offers what they know. It becomes public once it was checked. */
  offer: memberProcedure.input(form(told)).mutation(
    once(async ({ ctx, input }) => {
      const { memberId, residentId } = ctx.asker;
      const { key: _key, ...said } = input;
      return enter(ctx.tx, memberId, said, {
        ...{ actorId: memberId, subjectId: residentId, channel: "app", at: ctx.now },
      });
    }),
  ),

  /** The same for somebody who sits at the desk. */
  offerFor: holderProcedure("desk.actFor")
    .input(form({ ...told, residentId: id }))
    .mutation(
      once(async ({ ctx, input }) => {
        const { key: _key, residentId, ...said } = input;
        const { subject, standing: at } = await onTheRoll(ctx, residentId);
        const memberId = await memberForResident(ctx.tx, subject.residentId, subject.name ?? "");
        return enter(ctx.tx, memberId, said, at);
      }),
    ),

  /**
   * A resident names a neighbour, by name and building. The answer is the same whether or not somebody is called so:
   * nobody learns here who lives where.
   */
  name: memberProcedure
    .input(
      form({ personName: line(limits.name), building: line(limits.building), forResident: id.optional() }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { subject, standing: at } = await standing(ctx, input.forResident);
        await named(ctx.tx, { ...input, namerId: subject.residentId }, at);
        return { noted: true };
      }),
    ),

  /** The applications that wait to be checked, and who was named and not asked yet, for those who check. */
  applications: holderProcedure("experts.check").query(async ({ ctx: { tx, asker, now } }) => {
    const lines = await store.register(tx, ["applied", "nominated"]);
    const book = expertRules(await rulesOf(tx));
    const seen = await store.seenOf(
      tx,
      lines.map(({ expertId }) => expertId),
    );
    return {
      waiting: lines.map((one) => {
        const checks = seen.filter(({ expertId }) => expertId === one.expertId);
        return {
          ...profileOf(one, now),
          since: one.begunAt,
          checks: checks.map(({ checker, asOf, seen: paper, issuer }) => ({ checker, asOf, paper, issuer })),
          missing: one.status === "applied" ? rules.checksMissing(checks, book) : [],
          mine: one.memberId === asker.memberId || checks.some((check) => check.checkerId === asker.memberId),
        };
      }),
    };
  }),

  /** One of those who check says what they saw. */
  check: holderProcedure("experts.check")
    .input(form({ expertId: id, seen: z.enum(rules.papers), issuer: line(limits.issuer) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const expert = found(await store.lock(ctx.tx, input.expertId));
        const checkerId = ctx.asker.memberId;
        const mine = { checkerId, asOf: rules.checksFor(ctx.asker.posts) };
        const asked = {
          ...{ mine, seen: input.seen, earlier: await store.checksOf(ctx.tx, expert) },
          rules: expertRules(await rulesOf(ctx.tx)),
        };
        const fact = accept(rules.check(expert, asked, inPost(ctx)));
        await store.keepCheck(ctx.tx, expert, { ...mine, seen: input.seen, issuer: input.issuer });
        const next = rules.applied(expert, fact);
        await store.save(ctx.tx, next, fact);
        return { status: next.status };
      }),
    ),

  /** The expert pauses, comes back, says that all is still so, or leaves; a clerk does it for them at the desk. */
  stand: memberProcedure
    .input(form({ expertId: id, step: z.enum(["pause", "resume", "confirm", "retire"]) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const expert = found(await store.lock(ctx.tx, input.expertId));
        const at = await forExpert(ctx, expert.memberId);
        const book = expertRules(await rulesOf(ctx.tx));
        const fact = accept(rules.stand(expert, input.step, book, at));
        const next = rules.applied(expert, fact);
        await store.save(ctx.tx, next, fact);
        if (input.step === "retire") await store.dropNamings(ctx.tx, expert.memberId);
        return { status: next.status };
      }),
    ),

  /** The committee adds a field beside the common ones. */
  addField: holderProcedure("experts.fields")
    .input(form({ field: line(limits.field), lang: language }))
    .mutation(
      once(async ({ ctx, input }) => {
        const fieldId = newId();
        const field = { fieldId, name: input.field, lang: input.lang, addedBy: ctx.asker.memberId };
        const fact: rules.FieldAdded = record(inPost(ctx), "expert.fieldAdded", fieldId, {});
        if (!(await store.addField(ctx.tx, field, fact))) throw refuseAtDoor("field-known");
        return { fieldId };
      }),
    ),
});

/** Enters an application of a member, or writes over what was told the last time. */
async function enter(tx: Tx, memberId: string, said: Told, at: Standing) {
  await mustBeGrown(tx, at.subjectId);
  const fields = await knownFields(tx, said.fields);
  const before = await store.lockOfMember(tx, memberId);
  const asked = { expertId: before?.expertId ?? newId(), memberId, fields };
  const fact = accept(rules.apply(before, asked, at));
  await store.save(tx, rules.applied(before, fact), fact, { ...said, fields, motto: said.motto || null });
  await store.dropNamings(tx, memberId);
  return { expertId: asked.expertId };
}

/** Who is under the voting age advises nobody yet. Of who serves here and lives elsewhere their office knows the age. */
async function mustBeGrown(tx: Tx, residentId: string | null) {
  const resident = residentId === null ? null : await residentById(tx, residentId);
  const no = resident && notElectorBecause(resident, dayOf(tx.now), await electorRules(tx));
  if (no === "under-voting-age") throw refuseAtDoor(no);
}

/** Notes a name where it means somebody. The last one needed enters the one who was named, to be asked. */
async function named(
  tx: Tx,
  asked: { readonly personName: string; readonly building: string; readonly namerId: string },
  at: Standing,
) {
  const { building, namerId } = asked;
  const until = bornUntil(dayOf(tx.now), votingAge);
  const meant = await store.residentNamed(tx, { name: asked.personName, building, bornUntil: until });
  if (!meant) return;
  const { residentId } = meant;
  const namers = await store.namersOf(tx, residentId);
  const known = await store.ofResident(tx, residentId);
  // Who is on the register already, or said no, is not asked again by being named.
  if (known) return;
  const book = expertRules(await rulesOf(tx));
  const already = namers.includes(namerId);
  const fact = accept(rules.name({ residentId, already, named: namers.length + 1, rules: book }, at));
  await store.keepNaming(tx, { residentId, namerId, channel: at.channel === "desk" ? "desk" : "app" }, fact);
  if (!fact.body.enough) return;
  const memberId = await memberForResident(tx, residentId, meant.name);
  const asking = rules.nominate({ expertId: newId(), memberId }, at);
  await store.save(tx, rules.applied(null, asking), asking);
}
