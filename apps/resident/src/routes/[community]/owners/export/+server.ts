import { writeOwners } from "@yishi/domain/owners/file";
import { csvOf, fileAnswer } from "#lib/files.server.ts";
import { m } from "#lib/paraglide/messages.js";
import type { RequestHandler } from "./$types";

/** The owners' register as a file that can be brought in again without a change; that it was taken out is a fact. */
export const POST: RequestHandler = async ({ locals, params }) => {
  const table = writeOwners(await locals.api.owners.export());
  return fileAnswer(`${params.community}-${m["owners.fileName"]()}.csv`, csvOf(table));
};
