import type { Cookies } from "@sveltejs/kit";
import { origin } from "#lib/door.server.ts";

// The set-up code stands in no address: addresses are kept in histories, logs and referrers. A cookie of this one
// page, gone within a day as the code is, carries it from the page that asks for it to the form.
const secure = origin?.startsWith("https:") ?? false;
const name = secure ? "__Host-yishi-setup" : "yishi-setup";
const kept = { path: "/", httpOnly: true, sameSite: "strict", secure } as const;

/** The set-up code that was written in, if one was. */
export function setupCode(cookies: Cookies): string | undefined {
  return cookies.get(name) || undefined;
}

/** Keeps a code that was found good, for the form. */
export function keepSetupCode(cookies: Cookies, code: string): void {
  cookies.set(name, code, { ...kept, maxAge: 24 * 60 * 60 });
}

/** Takes the code out of the browser: it was used, or is worth nothing. */
export function forgetSetupCode(cookies: Cookies): void {
  cookies.delete(name, kept);
}
