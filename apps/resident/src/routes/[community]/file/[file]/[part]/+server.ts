import { error } from "@sveltejs/kit";
import { told } from "#lib/refusals.ts";
import type { RequestHandler } from "./$types";

/** Nothing in it may run, frame, or be taken for a page of ours, wherever it is opened. */
const closed = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { picture: ["image/jpeg", "jpg"], paper: ["application/pdf", "pdf"] } as const;

/**
 * The bytes of a file, for whoever may know that it exists; to everybody else it is not there. A browser keeps them for
 * itself and asks each time whether it still may show them.
 */
export const GET: RequestHandler = async ({ locals: { api }, params, request }) => {
  const part = params.part === "whole" || params.part === "preview" ? params.part : null;
  if (!part) error(404);
  try {
    const { bytes, hash, kind } = await api.files.bytes({ fileId: params.file, part });
    const [type, ending] = types[kind];
    const etag = `"${hash.slice(0, 32)}-${part}"`;
    const headers = {
      etag,
      "cache-control": "private, no-cache",
      "content-security-policy": closed,
      "x-content-type-options": "nosniff",
    };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...headers,
        "content-type": type,
        "content-disposition": `attachment; filename="${hash.slice(0, 12)}.${ending}"`,
      },
    });
  } catch (thrown) {
    const answer = told(thrown);
    if (!answer) throw thrown;
    // An address that is none is not told apart from a file that is not there.
    error(404);
  }
};
