/** The limit: a plain Node process in which raw clients ask one prepared statement, over and over. */
import pg from "pg";
import { z } from "zod";
import { drive } from "./drive.ts";
import { takeJobs } from "./jobs.ts";

const job = z.object({
  url: z.string(),
  clients: z.number(),
  statement: z.object({ name: z.string(), text: z.string() }),
  values: z.array(z.array(z.unknown())),
  seconds: z.number().optional(),
});

const clients: pg.Client[] = [];

takeJobs(job, async ({ url, clients: wanted, statement, values, seconds }) => {
  while (clients.length < wanted) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
  }
  const act = async (index: number, client: number) => {
    const answer = await clients[client]?.query({ ...statement, values: values[index] ?? [] });
    return (answer?.rowCount ?? 0) > 0;
  };
  return drive({ clients: wanted, acts: values.length, seconds, act });
});
