import { redirect } from "@sveltejs/kit";
import { isTimeOfDay } from "@yishi/domain/calendar";
import { kinds } from "@yishi/domain/meetings/meeting";
import { holder } from "#lib/duty.ts";
import { dayIn, mend, oneOf, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { meetingPath } from "#lib/meetings.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import type { Actions, PageServerLoad } from "./$types";

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  await holder(api, "meetings.call");
  return {
    calling: await api.meetings.calling(),
    /** What a petition's page has filled in: which petition, which body, which day. */
    given: Object.fromEntries(
      ["petition", "meetingKind", "day", "title"].map((name) => [name, searchParams.get(name) ?? ""]),
    ),
  };
};

const numbered = /^(2\d{3})-([1-9]\d{0,5})(?!\d)\s*/;

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const kind = oneOf(form, "meetingKind", kinds);
      const day = dayIn(form, "day");
      const time = textOf(form, "time").normalize("NFKC").trim();
      const items = itemsOf(textOf(form, "agenda"));
      const petition = petitionOf(textOf(form, "petition"));
      if (!kind) return mend(form, "meetingKind");
      if (!day) return mend(form, "day");
      if (!isTimeOfDay(time)) return mend(form, "time");
      if (petition === undefined) return mend(form, "petition");
      if (items.length < 1 || items.length > 20 || items.some(({ title }) => title.length < 2))
        return mend(form, "agenda");
      if (!(await allKnown(event.locals.api, items))) return mend(form, "agenda");
      const group = textOf(form, "group");
      const called = await event.locals.api.meetings.announce({
        ...{ key: textOf(form, "key"), kind, day, time, items, lang: getLocale() },
        ...{ place: textOf(form, "place"), title: textOf(form, "title"), notice: textOf(form, "notice") },
        ...(group !== "" && { group }),
        ...(petition && { petition }),
      });
      redirect(303, to(meetingPath(event.params.community, called)));
    }),
};

/** The agenda, a line for each item; one about a proposal begins with its number. */
function itemsOf(written: string) {
  return written
    .normalize("NFKC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, year, number] = numbered.exec(line) ?? [];
      if (year === undefined) return { title: line };
      return {
        title: line.replace(numbered, "") || `${year}-${number}`,
        about: { year: Number(year), number: Number(number) },
      };
    });
}

/** Whether every proposal that the agenda names is a public one. */
async function allKnown(api: App.Locals["api"], items: ReturnType<typeof itemsOf>): Promise<boolean> {
  for (const { about } of items) {
    if (!about) continue;
    const { numbered: found } = await api.search.find({ words: `${about.year}-${about.number}` });
    if (found.length === 0) return false;
  }
  return true;
}

/** The number of a petition; null where none was written, nothing where it is none. */
function petitionOf(written: string) {
  const plain = written.normalize("NFKC").trim();
  if (plain === "") return null;
  const [, year, number] = /^(2\d{3})-([1-9]\d{0,5})$/.exec(plain) ?? [];
  return year === undefined ? undefined : { year: Number(year), number: Number(number) };
}
