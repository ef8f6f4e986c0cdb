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
  words: z.string().optional(),
  state: z.enum(["support", "review", "vote", "decided", "rejected", "withdrawn"]).optional(),
  seconds: z.number().optional(),
});

let door: Door | undefined;

takeJobs(job, async ({ url, slug, clients, pages, words, state, seconds }) => {
  door ??= await openDoor({ databaseUrl: url, demo: false });
  const caller = door.caller({ sessionToken: null, slug });
  const act = async (index: number) => {
    const after = pages[index];
    const from = after && { after };
    if (words !== undefined) return (await caller.search.find({ words, ...from })).proposals.length === 20;
    const { proposals } = await caller.proposals.list({ ...from, ...(state && { state }) });
    return proposals.length === 20;
  };
  return drive({ clients, acts: pages.length, seconds, act });
});
