import type { RequestEvent } from "@sveltejs/kit";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "@yishi/api/router";
import { door } from "#lib/door.server.ts";

/** The one door over HTTP, for other clients than our pages: one call a request. */
export async function answerTrpc(event: RequestEvent, endpoint: string): Promise<Response> {
  const opened = await door();
  return fetchRequestHandler({
    endpoint,
    req: event.request,
    router: appRouter,
    allowBatching: false,
    createContext: () => opened.context(event.locals.asked),
  });
}
