/** The API without HTTP: a process that opens the door and asks it for pages of a list. */
import { openDoor, type Door } from "@yishi/api/door";
import { z } from "zod";
import { drive } from "./drive.ts";
import { takeJobs } from "./jobs.ts";

const job = z.object({
  url: z.string(),
  slug: z.string(),
  clients: z.number(),
  pages: z.array(z.object({ openedAt: z.date(), proposalId: z.string() }).nullable()),
  state: z.enum(["support", "review", "vote", "decided", "rejected", "withdrawn"]).optional(),
  seconds: z.number().optional(),
});

let door: Door | undefined;

takeJobs(job, async ({ url, slug, clients, pages, state, seconds }) => {
  door ??= await openDoor({ databaseUrl: url, demo: false });
  const caller = door.caller({ sessionToken: null, slug });
  const act = async (index: number) => {
    const after = pages[index];
    const { proposals } = await caller.proposals.list({ ...(after && { after }), ...(state && { state }) });
    return proposals.length === 20;
  };
  return drive({ clients, acts: pages.length, seconds, act });
});
