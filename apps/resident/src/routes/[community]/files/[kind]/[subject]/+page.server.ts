import { error, fail, redirect, type RequestEvent } from "@sveltejs/kit";
import { moderationRules } from "@yishi/domain/moderation";
import { may } from "#lib/duty.ts";
import { subjectKindIn } from "#lib/files.ts";
import { mend, oneOf, submit, textOf, valuesOf, type Unaccepted } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { told } from "#lib/refusals.ts";
import type { Actions, PageServerLoad } from "./$types";

const dones = ["added", "removed", "hidden"] as const;

/** The files of one thing: for its owner to add and take away, for a moderator to look after, for everybody to read. */
export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const kind = subjectKindIn(params.kind);
  if (!kind) error(404);
  const { member } = await parent();
  const hung = await api.files.of({ kind, subjectId: params.subject });
  const done = dones.find((one) => one === url.searchParams.get("done")) ?? null;
  return { ...hung, subject: params.subject, moderates: may(member, "views.moderate") && !hung.mine, done };
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
      const file = form.get("file");
      if (!kind) error(404);
      if (!(file instanceof File) || file.size === 0) return mend(form, "file");
      try {
        await event.locals.api.files.add({
          ...{ key: textOf(form, "key"), kind, subjectId: event.params.subject, says: textOf(form, "says") },
          ...{ lang: getLocale(), bytes: new Uint8Array(await file.arrayBuffer()) },
        });
      } catch (thrown) {
        const answer = told(thrown);
        const ofFile = answer?.code?.startsWith("file") || answer?.code === "paper-acts";
        if (!answer?.sentence || !ofFile) throw thrown;
        const wrong: Unaccepted["wrong"] = { file: answer.sentence };
        return fail(answer.status, { values: valuesOf(form), wrong, refusal: null });
      }
      return back(event, "added");
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
