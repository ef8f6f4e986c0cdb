import { database, door, version } from "#lib/door.server.ts";
import type { RequestHandler } from "./$types";

/** Whether this house can do its work: 200, or 503 with the reason. */
export const GET: RequestHandler = async () => {
  const health = await (await door()).health();
  return Response.json(
    { ...health, database, version },
    { status: health.status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
};
