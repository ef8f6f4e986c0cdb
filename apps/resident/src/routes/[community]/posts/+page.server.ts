import { error, redirect } from "@sveltejs/kit";
import { isDay } from "@yishi/domain/calendar";
import { relations } from "@yishi/domain/kinships";
import { recordedEndings, records } from "@yishi/domain/posts";
import { posts } from "@yishi/domain/roles";
import type { Caller } from "@yishi/api/door";
import { doorWords } from "#lib/doors.ts";
import { may } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import type { Actions, PageServerLoad } from "./$types";
import type { Person } from "./person.ts";

/** Who holds which post; for those who record posts, somebody found on the roll, and of whom they may be near kin. */
export const load: PageServerLoad = async ({ locals: { api }, parent, url }) => {
  const { member } = await parent();
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const appoints = may(member, "posts.appoint");
  const wanted = { building: asked("building"), name: asked("name") };
  const looked = appoints && (wanted.building !== "" || wanted.name !== "");
  const people = looked ? await api.roll.find(wanted) : null;
  const guests = appoints ? await api.guests.list() : [];
  const person = personIn(people ?? [], guests, { resident: asked("resident"), guest: asked("guest") });
  const post = posts.find((one) => one === asked("post"));
  const from = asked("fromDay");
  return {
    register: await api.posts.register(),
    appoints,
    ends: may(member, "posts.end"),
    wanted,
    people,
    guests,
    choosing: person && {
      person,
      post: post ?? null,
      fromDay: isDay(from) ? from : null,
      kinships: person.kind === "resident" ? await api.kinships.of({ residentId: person.id }) : [],
      ...(post ? await asking(api, person, { post, from }) : unasked),
    },
    ending: asked("end"),
    done: asked("done"),
    ended: asked("ended"),
  };
};

const unasked = { allowed: true, concerned: [] };

/** Whom the address names: somebody who was found on the roll, or somebody who lives elsewhere. */
function personIn(
  people: Awaited<ReturnType<Caller["roll"]["find"]>>,
  guests: Awaited<ReturnType<Caller["guests"]["list"]>>,
  named: { readonly resident: string; readonly guest: string },
): Person | null {
  const resident = people.find((one) => one.residentId === named.resident);
  if (resident)
    return { id: resident.residentId, kind: "resident", name: resident.name, place: doorWords(resident) };
  const guest = guests.find((one) => one.memberId === named.guest);
  const place = guest?.servesAs ?? m["posts.guest.here"]();
  return guest ? { id: guest.memberId, kind: "guest", name: guest.name, place } : null;
}

async function asking(
  api: Caller,
  { id, kind }: Person,
  { post, from }: { readonly post: (typeof posts)[number]; readonly from: string },
) {
  const wanted = { post, ...(isDay(from) ? { fromDay: from } : {}) };
  return kind === "guest"
    ? api.guests.appointing({ memberId: id, ...wanted })
    : api.posts.appointing({ residentId: id, ...wanted });
}

/** The page of posts, with what was searched and chosen on it. */
function back(event: { url: URL; params: { community: string } }, told: Record<string, string>): string {
  const kept = ["building", "name", "resident", "guest", "post"].flatMap((name): [string, string][] => {
    const value = event.url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  return `${to(`/${event.params.community}/posts`)}?${new URLSearchParams([...kept, ...Object.entries(told)])}`;
}

export const actions: Actions = {
  /** Records who was given which post, by whom, until when, and the record that proves it. */
  appoint: (event) =>
    submit(event, async (form) => {
      const post = oneOf(form, "post", posts);
      const record = oneOf(form, "record", records);
      const appointedOn = dayIn(form, "appointedOn");
      const untilDay = dayIn(form, "untilDay");
      const fromDay = dayIn(form, "fromDay");
      const asked = form.getAll("asked").filter((one) => typeof one === "string");
      if (!post) return mend(form, "post");
      if (!record) return mend(form, "record");
      if (!appointedOn) return mend(form, "appointedOn");
      if (!untilDay) return mend(form, "untilDay");
      if (textOf(form, "fromDay") !== "" && !fromDay) return mend(form, "fromDay");
      if (asked.length > 0 && textOf(form, "kinSaid") !== "yes") return mend(form, "kinSaid");
      const near = new Set(form.getAll("near"));
      const memberId = textOf(form, "memberId");
      const given = {
        ...{ key: textOf(form, "key"), post, record },
        ...{ appointedBy: textOf(form, "appointedBy"), appointedOn, reference: textOf(form, "reference") },
        ...(fromDay ? { fromDay } : {}),
        untilDay,
        kin: asked.map((one) => ({ memberId: one, near: near.has(one) })),
      };
      if (memberId) await event.locals.api.guests.appoint({ ...given, memberId });
      else await event.locals.api.posts.appoint({ ...given, residentId: textOf(form, "residentId") });
      redirect(303, `${to(`/${event.params.community}/posts`)}?${new URLSearchParams({ done: post })}`);
    }),

  /** Adds somebody who is to serve here and lives elsewhere; then their post is chosen. */
  enterGuest: (event) =>
    submit(event, async (form) => {
      const { memberId } = await event.locals.api.guests.enter({
        ...{ key: textOf(form, "key"), personName: textOf(form, "personName") },
        servesAs: textOf(form, "servesAs"),
      });
      const told = new URLSearchParams({ guest: memberId, done: "guest" });
      redirect(303, `${to(`/${event.params.community}/posts`)}?${told}#appoint`);
    }),

  /** Removes somebody who lives elsewhere and serves no more. */
  removeGuest: (event) =>
    submit(event, async (form) => {
      const memberId = textOf(form, "memberId");
      await event.locals.api.guests.remove({ key: textOf(form, "key"), memberId });
      redirect(303, `${to(`/${event.params.community}/posts`)}?done=removed#guests`);
    }),

  /** Records that a term ends before its last day. */
  end: (event) =>
    submit(event, async (form) => {
      const reason = oneOf(form, "endReason", recordedEndings);
      const fromDay = dayIn(form, "fromDay");
      if (!reason) return mend(form, "endReason");
      if (textOf(form, "fromDay") !== "" && !fromDay) return mend(form, "fromDay");
      await event.locals.api.posts.end({
        ...{ key: textOf(form, "key"), postId: textOf(form, "postId"), reason },
        ...{ decidedBy: textOf(form, "decidedBy"), reference: textOf(form, "reference") },
        ...(fromDay ? { fromDay } : {}),
      });
      const ended = posts.find((one) => one === textOf(form, "post")) ?? "";
      redirect(303, `${to(`/${event.params.community}/posts`)}?${new URLSearchParams({ ended })}`);
    }),

  /** Writes down what two residents are to each other. */
  declare: (event) =>
    submit(event, async (form) => {
      const relation = oneOf(form, "relation", relations);
      const otherId = textOf(form, "otherId");
      if (!relation) return mend(form, "relation");
      if (!otherId) return mend(form, "otherId");
      await event.locals.api.kinships.declare({
        ...{ key: textOf(form, "key"), residentId: textOf(form, "residentId"), otherId, relation },
      });
      redirect(303, `${back(event, { done: "kin" })}#kin`);
    }),

  /** Strikes a kinship out that was declared by mistake. */
  strike: (event) =>
    submit(event, async (form) => {
      const kinshipId = textOf(form, "kinshipId");
      if (!kinshipId) error(404);
      await event.locals.api.kinships.strike({ key: textOf(form, "key"), kinshipId });
      redirect(303, `${back(event, { done: "struck" })}#kin`);
    }),
};
