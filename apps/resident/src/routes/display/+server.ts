import { redirect } from "@sveltejs/kit";
import { sizeFrom, themeFrom } from "#lib/display.ts";
import { localPath } from "#lib/language.ts";
import type { RequestHandler } from "./$types";

const year = 365 * 24 * 3600;

/** Keeps how large and how light somebody wants to read, and goes back to their page: a plain link, no account. */
export const GET: RequestHandler = ({ url, cookies }) => {
  // Not secret and not a credential; on loopback there is no TLS to ask for.
  const kept = { path: "/", maxAge: year, sameSite: "lax", secure: url.protocol === "https:" } as const;
  const { searchParams } = url;
  if (searchParams.has("size")) cookies.set("size", sizeFrom(searchParams.get("size")), kept);
  if (searchParams.has("theme")) cookies.set("theme", themeFrom(searchParams.get("theme")), kept);
  redirect(303, localPath(searchParams.get("back")) ?? "/");
};
