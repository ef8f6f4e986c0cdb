import { error, redirect, type RequestEvent } from "@sveltejs/kit";
import { moderationRules } from "@yishi/domain/moderation";
import { addFile } from "#lib/adding.ts";
import { may } from "#lib/duty.ts";
import { subjectKindIn } from "#lib/files.ts";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import type { Actions, PageServerLoad } from "./$types";

const dones = ["added", "removed", "hidden"] as const;

/** The files of one thing: for its owner to add and take away, for a moderator to look after, for everybody to read. */
export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const kind = subjectKindIn(params.kind);
  if (!kind) error(404);
  const { member } = await parent();
  const hung = await api.files.of({ kind, subjectId: params.subject });
  const done = dones.find((one) => one === url.searchParams.get("done")) ?? null;
  return {
    ...hung,
    kind,
    subject: params.subject,
    moderates: may(member, "views.moderate") && !hung.mine,
    done,
  };
};

const back = (event: RequestEvent, done: (typeof dones)[number]): never => {
  const { community, kind, subject } = event.params;
  redirect(303, to(`/${community}/files/${kind}/${subject}?done=${done}`));
};

export const actions: Actions = {
  /** Adds a picture or a paper; what is wrong with it is said beside its field. */
  add: (event) =>
    submit(event, async (form) => {
      const kind = subjectKindIn(event.params.kind);
      if (!kind) error(404);
      const no = await addFile(event, form, { kind, subjectId: event.params.subject });
      return no ?? back(event, "added");
    }),

  /** Takes one of one's own away, as long as nobody else could see it. */
  remove: (event) =>
    submit(event, async (form) => {
      await event.locals.api.files.remove({ key: textOf(form, "key"), fileId: textOf(form, "fileId") });
      return back(event, "removed");
    }),

  /** A moderator takes one away under a published rule. */
  hide: (event) =>
    submit(event, async (form) => {
      const rule = oneOf(form, "rule", moderationRules);
      if (!rule) return mend(form, "rule");
      const asked = {
        key: textOf(form, "key"),
        fileId: textOf(form, "fileId"),
        rule,
        why: textOf(form, "why"),
      };
      await event.locals.api.files.hide(asked);
      return back(event, "hidden");
    }),
};
