import { redirect } from "@sveltejs/kit";
import { meetings } from "@yishi/domain/petitions";
import { mend, oneOf, signInFirst, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { petitionPath } from "#lib/petitions.ts";
import type { Actions, PageServerLoad } from "./$types";

/** Who is nobody here yet signs in first. */
export const load: PageServerLoad = async ({ parent, url }) => {
  const { member, signedIn } = await parent();
  if (!signedIn) redirect(303, signInFirst(url));
  return { mayAsk: member?.onRoll ?? false, about: url.searchParams.get("about") ?? "" };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const meeting = oneOf(form, "kind", meetings);
      if (!meeting) return mend(form, "kind");
      const written = textOf(form, "about").normalize("NFKC").trim();
      const about = /^(2\d{3})-([1-9]\d{0,5})$/.exec(written);
      if (written !== "" && !about) return mend(form, "about");
      const proposal = about && (await proposalOf(event.locals.api, about));
      if (about && !proposal) return mend(form, "about");
      const opened = await event.locals.api.petitions.open({
        ...{ key: textOf(form, "key"), meeting, lang: getLocale() },
        ...{ title: textOf(form, "title"), asks: textOf(form, "asks") },
        ...(proposal && { about: proposal }),
      });
      redirect(303, to(petitionPath(event.params.community, opened)));
    }),
};

/** The number of a public proposal, or nothing where there is none of it. */
async function proposalOf(api: App.Locals["api"], [, year, number]: RegExpExecArray) {
  const { numbered } = await api.search.find({ words: `${year}-${number}` });
  const [one] = numbered;
  return one ? { year: one.year, number: one.number } : null;
}
