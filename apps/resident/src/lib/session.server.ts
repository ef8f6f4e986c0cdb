import type { Cookies } from "@sveltejs/kit";
import { origin } from "#lib/door.server.ts";

// `__Host-` binds the cookie to this host over TLS; plain http exists on loopback alone, where browsers refuse the prefix.
const secure = origin?.startsWith("https:") ?? false;
const name = secure ? "__Host-yishi" : "yishi";
const kept = { path: "/", httpOnly: true, sameSite: "lax", secure } as const;

/** The token of the asker's session, as their browser keeps it. */
export function tokenFrom(cookies: Cookies): string | undefined {
  return cookies.get(name) || undefined;
}

/** Keeps a new session in the asker's browser until it expires. */
export function keep(cookies: Cookies, session: { readonly token: string; readonly expiresAt: Date }): void {
  cookies.set(name, session.token, { ...kept, expires: session.expiresAt });
}

/** Takes the session out of the asker's browser. */
export function forget(cookies: Cookies): void {
  cookies.delete(name, kept);
}
