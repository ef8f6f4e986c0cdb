import { answerTrpc } from "#lib/trpc.server.ts";
import type { RequestHandler } from "./$types";

/** Procedures that belong to no community. */
export const GET: RequestHandler = (event) => answerTrpc(event, "/trpc");
export const POST = GET;
