import { fail, redirect, type RequestEvent } from "@sveltejs/kit";
import type { Caller } from "@yishi/api/door";
import { dayIn, mend, oneOf, submit, textOf, valuesOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { told } from "#lib/refusals.ts";
import { keep } from "#lib/session.server.ts";
import { forgetSetupCode, keepSetupCode, setupCode } from "#lib/setup.server.ts";
import type { Actions, PageServerLoad } from "./$types";

/** What the code that was written in is for; nothing where none was, or where it is worth nothing any more. */
export const load: PageServerLoad = async ({ cookies, locals: { api }, setHeaders, url }) => {
  setHeaders({ "cache-control": "private, no-store" });
  const code = setupCode(cookies);
  const me = await api.accounts.me();
  const link = code === undefined ? null : await lookAt(api, code, () => forgetSetupCode(cookies));
  return { link, me, origin: url.origin };
};

export const actions: Actions = {
  /** A good code opens the form. */
  code: (event) =>
    submit(event, async (form) => {
      const code = textOf(form, "code");
      await event.locals.api.setup.look({ code });
      keepSetupCode(event.cookies, code);
      redirect(303, to("/setup"));
    }),

  /** Makes the community with its registrar, who then sees what is still missing. */
  found: (event) =>
    submit(event, (form) =>
      entering(event, form, async (registrar) =>
        event.locals.api.setup.found({
          ...registrar,
          slug: textOf(form, "slug"),
          communityName: textOf(form, "communityName"),
          district: textOf(form, "district"),
          subdistrict: textOf(form, "subdistrict"),
          phone: textOf(form, "phone"),
          windowPlace: textOf(form, "windowPlace"),
        }),
      ),
    ),

  /** Enters a registrar in a community that has nobody left who may appoint. */
  registrar: (event) =>
    submit(event, (form) =>
      entering(event, form, async (registrar) => event.locals.api.setup.registrar(registrar)),
    ),
};

type Registrar = Parameters<Caller["setup"]["registrar"]>[0];
type Entered = Awaited<ReturnType<Caller["setup"]["registrar"]>>;

/** Reads who the registrar is and how they sign in, does it, and says beside its field what does not do. */
async function entering(
  { cookies, locals }: Pick<RequestEvent, "cookies" | "locals">,
  form: FormData,
  act: (registrar: Registrar) => Promise<Entered>,
) {
  const electedOn = dayIn(form, "electedOn");
  if (!electedOn) return mend(form, "electedOn");
  const account = oneOf(form, "account", ["new", "mine", "signedIn"] as const);
  if (!account) return mend(form, "account");
  const [name, password] = [textOf(form, "name"), textOf(form, "password")];
  if (account === "new" && password !== textOf(form, "passwordAgain")) return mend(form, "passwordAgain");
  const registrar = {
    code: setupCode(cookies) ?? "",
    registrarName: textOf(form, "registrarName"),
    electedBy: textOf(form, "electedBy"),
    electedOn,
    reference: textOf(form, "reference"),
  };
  const signing = account === "signedIn" ? { account } : { account, name, password };
  try {
    const { slug, session } = await act({ ...registrar, ...signing });
    forgetSetupCode(cookies);
    if (session) keep(cookies, session);
    locals.session = session?.token ?? locals.session;
    redirect(303, to(`/${slug}/ready`));
  } catch (thrown) {
    const field = fieldOf(told(thrown)?.code ?? "");
    if (!field) throw thrown;
    const wrong = { [field]: told(thrown)?.sentence ?? "" };
    return fail(409, { values: valuesOf(form), wrong, refusal: null });
  }
}

/** The field that a refusal speaks of. */
function fieldOf(code: string): string | null {
  const fields: Readonly<Record<string, string>> = {
    "slug-taken": "slug",
    "slug-reserved": "slug",
    "name-taken": "name",
    "sign-in-wrong": "name",
    "day-in-the-future": "electedOn",
  };
  return fields[code] ?? null;
}

/** What a code is for. One that is worth nothing any more is forgotten; after too many attempts it is only waited for. */
async function lookAt(api: Caller, code: string, forget: () => void) {
  try {
    return await api.setup.look({ code });
  } catch (thrown) {
    const answer = told(thrown);
    if (!answer) throw thrown;
    if (answer.code?.startsWith("setup-link-")) forget();
    return null;
  }
}
