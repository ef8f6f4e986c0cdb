import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { StartProblem } from "@yishi/db/embedded/problem";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { asOwner, isEmpty } from "./database.ts";
import type { Settings } from "./settings.ts";

/** Brings a dump back into a database where no community lives yet: all of it or nothing. */
export async function restore(settings: Pick<Settings, "database">, file: string | undefined): Promise<void> {
  await asOwner(settings, async ({ ownerUrl, serverUrl }) => {
    await migrate({ ownerUrl, serverUrl });
    if (!(await isEmpty(ownerUrl))) throw notEmpty();
    await readDump(ownerUrl, file === undefined ? process.stdin : createReadStream(file));
  });
}

/** Replays a dump, whose own first and last words are those of one transaction. */
export async function readDump(ownerUrl: string, input: AsyncIterable<Buffer>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const lines = linesOf(input);
    let whole = false;
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      const line = next.value.toString("utf8").trim();
      if (line.startsWith("-- migrations: "))
        await assertSameTables(client, line.slice("-- migrations: ".length));
      if (line === "" || line.startsWith("--")) continue;
      if (line.startsWith("copy ")) await copyIn(client, line, lines);
      else await client.query(line);
      whole = line === "commit;";
    }
    if (!whole) throw cutOff();
  } finally {
    await client.end();
  }
}

async function copyIn(client: pg.Client, statement: string, lines: AsyncGenerator<Buffer>): Promise<void> {
  await pipeline(rowsOf(lines), client.query(copyFrom(statement)));
}

/** The lines of one table, up to the mark of its end. */
async function* rowsOf(lines: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    if (next.value.equals(endOfTable)) return;
    yield next.value;
  }
  throw cutOff();
}

const endOfTable = Buffer.from("\\.\n");

/** Lines as PostgreSQL writes them, ended by a line feed and by nothing else. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of input) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, start)) {
      yield rest.subarray(start, end + 1);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  if (rest.length > 0) yield rest;
}

async function assertSameTables(client: pg.Client, dumped: string): Promise<void> {
  const { rows } = await client.query<{ names: string }>(
    "select coalesce(string_agg(name, ' ' order by name), '') as names from migrations",
  );
  if (rows[0]?.names === dumped) return;
  throw new StartProblem(
    "备份是另一个版本的议事做的。请用做备份的那个版本恢复，然后再升级。",
    "This dump was made by another release of Yishi. Bring it back with that release, and upgrade afterwards.",
  );
}

function notEmpty(): StartProblem {
  return new StartProblem(
    "这个数据库里已经有社区，没有恢复，什么也没有改。请用 YISHI_DATA 指定一个新的数据目录。",
    "A community already lives in this database; nothing was restored or changed. Name a new data folder with YISHI_DATA.",
  );
}

function cutOff(): StartProblem {
  return new StartProblem(
    "备份文件不完整，没有恢复，什么也没有改。",
    "The dump is not whole; nothing was restored or changed.",
  );
}
