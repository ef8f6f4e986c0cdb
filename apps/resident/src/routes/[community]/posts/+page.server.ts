import { redirect } from "@sveltejs/kit";
import { posts } from "@yishi/domain/roles";
import { may } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Who holds which post; for those who appoint, the people found by building and name. */
export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { member } = await parent();
  const appoints = may(member, "posts.appoint");
  const wanted = {
    building: url.searchParams.get("building") ?? "",
    name: url.searchParams.get("name") ?? "",
  };
  const asked = appoints && (wanted.building !== "" || wanted.name !== "");
  return {
    holders: await locals.api.posts.current(),
    appoints,
    wanted,
    people: asked ? await locals.api.roll.find(wanted) : null,
    chosen: url.searchParams.get("resident"),
    done: url.searchParams.get("done"),
  };
};

export const actions: Actions = {
  /** Records who was given which post, by whom, until when, and the paper that proves it. */
  default: (event) =>
    submit(event, async (form) => {
      const post = oneOf(form, "post", posts);
      const appointedOn = dayIn(form, "appointedOn");
      const untilDay = dayIn(form, "untilDay");
      if (!post) return mend(form, "post");
      if (!appointedOn) return mend(form, "appointedOn");
      if (!untilDay) return mend(form, "untilDay");
      await event.locals.api.posts.appoint({
        key: textOf(form, "key"),
        residentId: textOf(form, "residentId"),
        post,
        appointedBy: textOf(form, "appointedBy"),
        appointedOn,
        reference: textOf(form, "reference"),
        untilDay,
      });
      const done = new URLSearchParams({ done: post });
      redirect(303, `${to(`/${event.params.community}/posts`)}?${done}`);
    }),
};
