import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

// The server of the drill, in a process of its own so that it can be killed: it writes rows, and says over its
// standard output which it tried and which it was told are kept.

const [url = "", clients = "8"] = process.argv.slice(2);
await Promise.all(Array.from({ length: Number(clients) }, () => writeForever(url)));

async function writeForever(connectionString: string): Promise<never> {
  for (;;) {
    const client = new pg.Client({ connectionString });
    client.on("error", () => undefined);
    try {
      await client.connect();
      for (;;) await writeOne(client);
    } catch {
      await client.end().catch(() => undefined);
      await wait(20);
    }
  }
}

async function writeOne(client: pg.Client): Promise<void> {
  const token = randomUUID();
  process.stdout.write(`tried ${token}\n`);
  await client.query({ name: "keep", text: "insert into kept (token) values ($1)", values: [token] });
  process.stdout.write(`kept ${token}\n`);
}
