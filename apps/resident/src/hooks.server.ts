import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import process from "node:process";
import { sequence, type Handle, type HandleServerError, type ServerInit } from "@sveltejs/kit/hooks";
import { lookOf, sizeFrom, themeFrom } from "#lib/display.ts";
import { closeDoor, door, origin } from "#lib/door.server.ts";
import { signInFirst } from "#lib/forms.ts";
import { splitLanguage, type Language } from "#lib/language.ts";
import { logDefect } from "#lib/log.server.ts";
import { m } from "#lib/paraglide/messages.js";
import { baseLocale, overwriteGetLocale } from "#lib/paraglide/runtime.js";
import { told } from "#lib/refusals.ts";
import { rememberPages } from "#lib/remembered.server.ts";
import { closedPolicy, notLetIn, protections } from "#lib/requests.server.ts";
import { tokenFrom } from "#lib/session.server.ts";

const speaking = new AsyncLocalStorage<Language>();
overwriteGetLocale(() => speaking.getStore() ?? baseLocale);

/** The start fails, rather than the first request, where the door cannot be opened. */
export const init: ServerInit = async () => {
  await door();
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- apps/yishi emits this event (its name is adapter-node's) once the last request is answered, and waits for its listeners
  process.once("sveltekit:shutdown", closeDoor);
};

/** Every word of the answer in the language its address names. */
const speak: Handle = ({ event, resolve }) =>
  speaking.run(splitLanguage(event.url.pathname).language, () => resolve(event));

/** Lets in what our own pages sent, and puts the protections on every answer. */
const guard: Handle = async ({ event, resolve }) => {
  const json = event.route.id?.includes("/trpc/") ?? false;
  const refused = notLetIn(event.request, { url: event.url, origin, json });
  let response = refused ? inPlainWords(refused.status, refused.words) : await resolve(event);
  if (response.status === 405 && !json) response = inPlainWords(405, "method", response.headers.get("allow"));
  for (const [name, value] of Object.entries(protections)) response.headers.set(name, value);
  if (!response.headers.has("content-security-policy")) {
    response.headers.set("content-security-policy", closedPolicy);
  }
  return response;
};

function inPlainWords(
  status: number,
  words: "foreign" | "contentType" | "method",
  allow: string | null = null,
) {
  const headers = { "content-type": "text/plain; charset=utf-8", ...(allow && { allow }) };
  return new Response(m[`refused.request.${words}`](), { status, headers });
}

const remembered = rememberPages();

/** What readers who are not signed in ask for at the same moment is made once. */
const remember: Handle = ({ event, resolve }) => {
  const { request, url, cookies } = event;
  if (request.method !== "GET" || event.isDataRequest || tokenFrom(cookies)) return resolve(event);
  const size = sizeFrom(cookies.get("size"));
  const theme = themeFrom(cookies.get("theme"));
  return remembered(`${size} ${theme} ${url.href}`, async () => resolve(event));
};

/** A page that is nobody's in particular may be kept and asked about again; everything else is private. */
const cache: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  if (response.headers.has("cache-control")) return response;
  const shared = response.headers.has("etag") && response.status === 200 && !event.locals.session;
  if (shared && event.request.method !== "POST") {
    response.headers.set("cache-control", "public, max-age=0, must-revalidate");
    response.headers.set("vary", "Cookie");
  } else {
    response.headers.set("cache-control", "private, no-store");
  }
  return response;
};

/** Who asks, of which community: the tenant is the slug in the address, alone. */
const know: Handle = async ({ event, resolve }) => {
  const session = tokenFrom(event.cookies);
  event.locals.session = session;
  event.locals.asked = {
    sessionToken: session ?? null,
    slug: event.params["community"] ?? null,
    userAgent: event.request.headers.get("user-agent"),
  };
  event.locals.api = (await door()).caller(event.locals.asked);
  const response = await resolve(event);
  const reading = event.request.method === "GET" && event.route.id !== null;
  if (response.status !== 401 || !reading || event.route.id?.includes("/trpc/")) return response;
  return new Response(null, { status: 303, headers: { location: signInFirst(event.url) } });
};

/** The reader's size and theme, and the language, on `<html>`. */
const look: Handle = ({ event, resolve }) => {
  const size = sizeFrom(event.cookies.get("size"));
  const theme = themeFrom(event.cookies.get("theme"));
  event.locals.size = size;
  event.locals.theme = theme;
  const { language } = splitLanguage(event.url.pathname);
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace("%lang%", language).replace("%look%", lookOf(size, theme)),
  });
};

export const handle = sequence(speak, guard, remember, cache, look, know);

/** An answer of the door keeps its status and sentence; a defect gets kind words and an id that the log knows. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== "unknown") return;
  const answer = told(error);
  if (answer) return { status: answer.status, ...(answer.sentence && { sentence: answer.sentence }) };
  const id = randomUUID().slice(0, 8);
  logDefect({ id, method: event.request.method, route: event.route.id ?? "none" }, error);
  return { id };
};
