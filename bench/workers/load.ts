/** Plays the browsers: so many connections at once, each request written out beforehand. */
import { z } from "zod";
import { drive } from "./drive.ts";
import { open } from "./http.ts";
import { takeJobs } from "./jobs.ts";

const job = z.object({
  port: z.number(),
  clients: z.number(),
  requests: z.array(z.instanceof(Uint8Array)),
  seconds: z.number().optional(),
});

takeJobs(job, async ({ port, clients, requests, seconds }) => {
  const connections = await Promise.all(Array.from({ length: clients }, () => open(port)));
  const act = async (index: number, client: number) => {
    const [connection, request] = [connections[client], requests[index]];
    if (!connection || !request) return false;
    return (await connection.ask(request)).status === 200;
  };
  try {
    return await drive({ clients, acts: requests.length, seconds, act });
  } finally {
    for (const connection of connections) connection.close();
  }
});
