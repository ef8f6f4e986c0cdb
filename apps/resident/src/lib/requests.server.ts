/** Why a request is not let in: its status, and which sentence says so. */
export interface NotLetIn {
  readonly status: 403 | 415;
  readonly words: "foreign" | "contentType";
}

const reading = new Set(["GET", "HEAD", "OPTIONS"]);
const formTypes = new Set(["application/x-www-form-urlencoded", "multipart/form-data"]);
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** On every answer: nothing sniffed, framed, leaked to other sites or opened by them (trust.md 4.2). */
export const protections: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
};

/** For an answer that is not a page of ours: nothing in it may run or be framed. */
export const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Lets reading in, and from everything else only what our own pages sent, as a form or, where an API answers, as JSON.
 * A browser that says nothing of where a request comes from has at least to name our origin.
 */
export function notLetIn(
  request: Request,
  at: { readonly url: URL; readonly origin: string | undefined; readonly json: boolean },
): NotLetIn | null {
  if (reading.has(request.method)) return null;
  if (!isOurs(request, at.url, at.origin)) return { status: 403, words: "foreign" };
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (formTypes.has(type) || (at.json && type === "application/json")) return null;
  return { status: 415, words: "contentType" };
}

function isOurs(request: Request, url: URL, origin: string | undefined): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const from = request.headers.get("origin");
  if (from === null) return false;
  return from === (origin ?? url.origin) || (loopback.test(url.hostname) && from === url.origin);
}
