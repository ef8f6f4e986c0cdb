import { answerTrpc } from "#lib/trpc.server.ts";
import type { RequestHandler } from "./$types";

/** Procedures of one community; the slug in the address is the tenant. */
export const GET: RequestHandler = (event) => answerTrpc(event, `/${event.params.community}/trpc`);
export const POST = GET;
