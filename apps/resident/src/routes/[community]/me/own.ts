import type { Caller } from "@yishi/api/door";
import { asks, contestable, deletable } from "@yishi/domain/contests";
import { namePurposes } from "@yishi/domain/privacy/consents";
import { redirect, type RequestEvent } from "@sveltejs/kit";
import { mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";

/** Everything that one's own page shows; at the desk, of the resident at the window. */
export async function readOwn(api: Caller, forResident?: string) {
  const whose = forResident === undefined ? {} : { forResident };
  // First the entry, by which a look at the desk is written down, and only once for the whole page.
  const entry = await api.me.entry(whose);
  const [kept, seen, consents, contests, periods] = await Promise.all([
    api.me.kept(whose),
    api.me.seen(whose),
    api.consents.mine(whose),
    api.contests.mine(whose),
    api.me.periods(),
  ]);
  return { entry, kept, seen, consents, contests, periods };
}

export type Own = Awaited<ReturnType<typeof readOwn>>;

/** What a page about somebody's own data lets one do; `place` is where it lies, `whose` for whom at the desk. */
export function ownActions<Event extends Pick<RequestEvent, "request" | "url" | "locals">>(
  place: (event: Event) => string,
  whose: (event: Event) => { readonly forResident?: string },
) {
  const done = (event: Event, what: string) => redirect(303, `${to(place(event))}?done=${what}`);
  return {
    /** Says what is wrong, or asks for deletion. */
    file: (event: Event) =>
      submit(event, async (form) => {
        const asked = oneOf(form, "asks", asks);
        const about = oneOf(form, "about", [...contestable, ...deletable]);
        if (!asked) return mend(form, "asks");
        if (!about) return mend(form, "about");
        await event.locals.api.contests.file({
          ...{ key: textOf(form, "key"), asks: asked, about, lang: getLocale() },
          ...{ wrong: textOf(form, "wrong"), wanted: textOf(form, "wanted") },
          ...whose(event),
        });
        done(event, "filed");
      }),
    /** Takes it back before it is answered. */
    withdraw: (event: Event) =>
      submit(event, async (form) => {
        const asked = { key: textOf(form, "key"), contestId: textOf(form, "contestId") };
        await event.locals.api.contests.withdraw({ ...asked, ...whose(event) });
        done(event, "withdrawn");
      }),
    /** Agrees to be named, or takes that back. */
    consent: (event: Event) =>
      submit(event, async (form) => {
        const purpose = oneOf(form, "purpose", namePurposes);
        if (!purpose) return mend(form, "purpose");
        const given = textOf(form, "given") === "yes";
        const asked = { key: textOf(form, "key"), proposalId: textOf(form, "proposalId"), purpose, given };
        await event.locals.api.consents.change({ ...asked, ...whose(event) });
        done(event, given ? "consentGiven" : "consentWithdrawn");
      }),
  };
}
