import { error, redirect } from "@sveltejs/kit";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { forget } from "#lib/session.server.ts";
import type { Actions, PageServerLoad } from "./$types";

const told = ["ended", "password", "rename"] as const;

/** One's own account: notices, communities, and where one is signed in. */
export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.session) error(401);
  return {
    own: await locals.api.account.own(),
    now: new Date(),
    done: told.find((one) => one === url.searchParams.get("done")) ?? null,
  };
};

const back = (done: (typeof told)[number]): never => redirect(303, `${to("/account")}?done=${done}`);

export const actions: Actions = {
  end: (event) =>
    submit(event, async (form) => {
      await event.locals.api.account.endSession({ sessionId: textOf(form, "sessionId") });
      back("ended");
    }),

  endOthers: (event) =>
    submit(event, async () => {
      await event.locals.api.account.endOthers();
      back("ended");
    }),

  endAll: (event) =>
    submit(event, async () => {
      await event.locals.api.account.endAll();
      forget(event.cookies);
      redirect(303, to("/"));
    }),

  read: (event) =>
    submit(event, async () => {
      await event.locals.api.account.readNotice();
      redirect(303, to("/account"));
    }),

  password: (event) =>
    submit(event, async (form) => {
      const password = textOf(form, "password");
      if (password !== textOf(form, "passwordAgain")) return mend(form, "passwordAgain");
      await event.locals.api.account.changePassword({ oldPassword: textOf(form, "oldPassword"), password });
      back("password");
    }),

  rename: (event) =>
    submit(event, async (form) => {
      const oldPassword = textOf(form, "oldPassword");
      await event.locals.api.account.rename({ oldPassword, name: textOf(form, "name") });
      back("rename");
    }),
};
