import { newId } from "@yishi/db/ids";
import { nextNumber } from "@yishi/db/facts";
import * as store from "@yishi/db/meetings";
import * as attendance from "@yishi/db/meetings/attendance";
import { handsCounted } from "@yishi/db/meetings/hands";
import * as lists from "@yishi/db/meetings/lists";
import { idByNumber } from "@yishi/db/proposals";
import { byNumber as petitionByNumber } from "@yishi/db/petitions";
import { dayOf, instantAt, startOf } from "@yishi/domain/calendar";
import * as rules from "@yishi/domain/meetings";
import { kinds, keysOf } from "@yishi/domain/meetings/meeting";
import { awaited, awaits } from "@yishi/domain/meetings/awaits";
import { apply } from "@yishi/domain/meetings/facts";
import { setting } from "@yishi/domain/rulebook";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { accept, found } from "../accept.ts";
import { electors } from "../electors.ts";
import { hashOfWords } from "../hashes.ts";
import { day, form, id, language, line, timeOfDay, words } from "../inputs.ts";
import { holderOf, lineOf, meetingLine, meetingView, readMeeting, runnerOf } from "../meeting-view.ts";
import { meetingRules, rulesForOpening, rulesOf } from "../rules.ts";
import { onlyOfRepresentatives } from "../representatives.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, memberProcedure, once, publicProcedure, router } from "../trpc.ts";

const pageSize = 20;
const mostItems = 20;
const numbered = { year: z.int().min(2000).max(2200), number: z.int().min(1).max(1_000_000) };
const cursor = z.strictObject({ startsAt: z.coerce.date(), meetingId: id });
const said = { reason: words(limits.reason), lang: language };
const item = z.strictObject({ title: line(limits.agendaItem), about: z.strictObject(numbered).optional() });

export const meetingsRouter = router({
  /** What is still to come stands first; then every meeting, the latest first, a page at a time. */
  list: publicProcedure
    .input(z.strictObject({ after: cursor.optional() }))
    .output(
      z.object({
        coming: z.array(meetingLine),
        meetings: z.array(meetingLine),
        next: z.object({ startsAt: z.date(), meetingId: z.string() }).nullable(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const all = await lists.page(ctx.tx, { after: input.after ?? null, limit: pageSize + 1 });
      const shown = all.slice(0, pageSize);
      const last = all.length > pageSize ? shown.at(-1) : undefined;
      const coming = input.after ? [] : await lists.coming(ctx.tx, startOf(dayOf(ctx.now)));
      return {
        coming: coming.map((one) => lineOf(one, ctx.now)),
        meetings: shown.map((one) => lineOf(one, ctx.now)),
        next: last ? { startsAt: last.startsAt, meetingId: last.meetingId } : null,
      };
    }),

  /** One meeting: its notice, its figures, and once they are signed its minutes. */
  byNumber: publicProcedure
    .input(z.strictObject(numbered))
    .output(meetingView)
    .query(async ({ ctx, input }) =>
      readMeeting(ctx, found(await lists.byNumber(ctx.tx, input.year, input.number))),
    ),

  /** What whoever calls a meeting has to know: the bodies, how many each has, and from which day on it can meet. */
  calling: holderProcedure("meetings.call").query(async ({ ctx }) => {
    const { tx, now } = ctx;
    const book = meetingRules(await rulesOf(tx));
    const elector = await electors(tx);
    const runner = await runnerOf(ctx);
    const groups = await store.groups(tx);
    const all = !rules.notTheirs({ kind: "committee", group: null }, runner);
    const bodies = [];
    for (const kind of kinds) {
      const ofGroup = kind.startsWith("group");
      if (!all && !ofGroup) continue;
      bodies.push({
        kind,
        seats: ofGroup ? null : await store.countCalled(tx, kind, null, elector),
        earliest: rules.earliestDay(kind, book, dayOf(now)),
        noticeDays: setting(book, keysOf[kind].notice).days,
      });
    }
    return { bodies, groups: groups.filter((group) => all || group === runner.group) };
  }),

  /** Calls a meeting: from here on its notice, its agenda and the list of those called stay as they are. */
  announce: holderProcedure("meetings.call")
    .input(
      form({
        ...{ kind: z.enum(kinds), group: line({ min: 1, max: 40 }).optional() },
        ...{ day, time: timeOfDay, place: line(limits.windowPlace), title: line(limits.title) },
        ...{ notice: words(limits.notice), items: z.array(item).min(1).max(mostItems), lang: language },
        petition: z.strictObject(numbered).optional(),
      }),
    )
    .mutation(
      once(async ({ ctx, input }) => {
        const { tx } = ctx;
        const { kind, place, title, notice, lang } = input;
        const runner = await runnerOf(ctx);
        const group = kind.startsWith("group") ? (input.group ?? runner.group ?? "") : null;
        const items = [];
        for (const { title: of, about } of input.items)
          items.push({
            title: of,
            proposalId: about ? found(await idByNumber(tx, about.year, about.number)) : null,
          });
        const petitionId = input.petition
          ? found(await petitionByNumber(tx, input.petition.year, input.petition.number)).petitionId
          : null;
        const book = await rulesForOpening(tx);
        if (kind === "representatives") await onlyOfRepresentatives(tx, book);
        const elector = await electors(tx);
        const startsAt = instantAt(input.day, input.time);
        const announced = {
          kind,
          group,
          startsAt: startsAt.toISOString(),
          place,
          title,
          notice,
          items,
          lang,
        };
        const hash = hashOfWords(announced);
        const year = Number(dayOf(ctx.now).slice(0, 4));
        const asked = {
          ...{ meetingId: newId(), kind, group, year, number: await nextNumber(tx, "meeting", year) },
          ...{ hash: hash.toString("hex"), startsAt, items: items.length, runner },
          seats: await store.countCalled(tx, kind, group, elector),
          rules: meetingRules(book),
          petition: petitionId ? await store.lockAsking(tx, petitionId) : null,
        };
        const fact = accept(rules.call(asked, inPost(ctx)));
        const meeting = apply(null, fact);
        await store.begin(tx, meeting, { place, title, notice, lang, hash, petitionId }, items, fact);
        await store.freezeCalled(tx, meeting.meetingId, meeting, elector);
        return { year, number: meeting.number };
      }),
    ),

  /** Another time or another place, with a reason that everybody reads. */
  move: holderProcedure("meetings.call")
    .input(form({ meetingId: id, day, time: timeOfDay, place: line(limits.windowPlace), ...said }))
    .mutation(
      once(async ({ ctx, input }) => {
        const meeting = found(await store.lock(ctx.tx, input.meetingId));
        const before = { ...meeting, place: await store.placeOf(ctx.tx, meeting.meetingId) };
        const { place, reason, lang } = input;
        const startsAt = instantAt(input.day, input.time);
        const hash = hashOfWords({ reason, lang, place }).toString("hex");
        const to = { startsAt, elsewhere: place !== before.place, hash };
        const fact = accept(rules.move(meeting, to, await runnerOf(ctx), inPost(ctx)));
        await store.saveChange(ctx.tx, before, apply(meeting, fact), { reason, lang, place }, fact);
        return { status: "called" as const };
      }),
    ),

  /** Calls it off, with a reason that everybody reads. */
  callOff: holderProcedure("meetings.call")
    .input(form({ meetingId: id, ...said }))
    .mutation(
      once(async ({ ctx, input }) => {
        const meeting = found(await store.lock(ctx.tx, input.meetingId));
        const before = { ...meeting, place: await store.placeOf(ctx.tx, meeting.meetingId) };
        const present = await attendance.countPresent(ctx.tx, meeting.meetingId);
        const voted = await handsCounted(ctx.tx, meeting.meetingId);
        const { reason, lang } = input;
        const hash = hashOfWords({ reason, lang }).toString("hex");
        const fact = accept(
          rules.callOff(meeting, { present, voted, hash }, await runnerOf(ctx), inPost(ctx)),
        );
        await store.saveChange(ctx.tx, before, apply(meeting, fact), { reason, lang, place: null }, fact);
        return { status: "calledOff" as const };
      }),
    ),

  /** What of meetings awaits the asker: the nearest date first, what has no date last. */
  awaiting: memberProcedure
    .output(
      z.array(
        z.object({
          ...{ what: z.enum(awaited), by: z.date().nullable(), year: z.number(), number: z.number() },
          ...{ kind: z.enum(kinds), group: z.string().nullable(), title: z.string(), lang: language },
          ...{ startsAt: z.date(), place: z.string() },
        }),
      ),
    )
    .query(async ({ ctx }) => {
      const { asker, now, services } = ctx;
      const open = await lists.underway(ctx.tx, holderOf(asker), asker.memberId);
      const runner = open.length > 0 ? await runnerOf(ctx) : { posts: asker.posts, group: null };
      return open
        .flatMap((one) => {
          const { year, number, kind, group, title, lang, startsAt, place } = one;
          const of = { year, number, kind, group, title, lang, startsAt, place };
          return awaits(one, runner, { now, holidays: services.holidays }).map((what) => ({
            ...what,
            ...of,
          }));
        })
        .sort((one, other) => (one.by?.getTime() ?? Infinity) - (other.by?.getTime() ?? Infinity));
    }),
});
