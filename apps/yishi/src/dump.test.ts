import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded, type Embedded } from "@yishi/db/embedded";
import { migrate } from "@yishi/db/migrate";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dump } from "./dump.ts";
import { restore } from "./restore.ts";

let folder: string;
let source: Embedded;
let target: Embedded;

const embeddedIn = (name: string) =>
  ({ database: { kind: "embedded", dataFolder: join(folder, name) } }) as const;
const tricky = "反斜杠\\制表\t换行\n行分隔\u2028回车\r单引号'\\.";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "yishi-dump-"));
  source = await startEmbedded({ dataFolder: join(folder, "source") });
  target = await startEmbedded({ dataFolder: join(folder, "target") });
  await migrate(source);
  await ask(
    source.ownerUrl,
    `with d as (insert into districts values (gen_random_uuid(), '青山区') returning district_id),
       s as (insert into subdistricts select gen_random_uuid(), district_id, '红钢街道' from d returning subdistrict_id)
     insert into communities (committee_id, slug, name, subdistrict_id, phone, window_place, founded_at)
     select $1, 'ganghuali', $2, subdistrict_id, '027-1', '', now() from s`,
    [randomUUID(), tricky],
  );
});

afterAll(async () => {
  await source.stop();
  await target.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(url: string, sql: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function dumpOf(name: string): Promise<string> {
  const file = join(folder, `${randomUUID()}.sql`);
  await dump(embeddedIn(name), file);
  return readFile(file, "utf8");
}

const exceptMoment = (text: string) => text.replace(/^-- Yishi .*\n/, "");

describe("a dump", { timeout: 30_000 }, () => {
  test("taken while Yishi runs and brought back elsewhere is the same to the letter", async () => {
    const file = join(folder, "whole.sql");
    await dump(embeddedIn("source"), file);
    await restore(embeddedIn("target"), file);
    expect(await ask(target.serverUrl, "select name from communities")).toEqual([{ name: tricky }]);
    expect(exceptMoment(await dumpOf("target"))).toBe(exceptMoment(await readFile(file, "utf8")));
  });

  test("holds the tables of every schema, and is closed to other users of the machine", async () => {
    const file = join(folder, "closed.sql");
    await dump(embeddedIn("source"), file);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const text = await readFile(file, "utf8");
    for (const table of ["communities", "auth.accounts", "facts", "ballots"])
      expect(text).toContain(`\ncopy ${table} (`);
  });

  test("never writes over an older one", async () => {
    const file = join(folder, "older.sql");
    await writeFile(file, "older");
    await expect(dump(embeddedIn("source"), file)).rejects.toThrow(/还没有的文件名/);
    expect(await readFile(file, "utf8")).toBe("older");
  });

  test("that was cut off brings nothing back", async () => {
    const whole = await dumpOf("source");
    const third = await startEmbedded({ dataFolder: join(folder, "third") });
    try {
      const file = join(folder, "cut.sql");
      for (const length of [whole.length - 9, whole.indexOf("ganghuali")]) {
        await writeFile(file, whole.slice(0, length));
        await expect(restore(embeddedIn("third"), file)).rejects.toThrow(/不完整/);
        expect(await ask(third.ownerUrl, "select count(*)::int as n from communities")).toEqual([{ n: 0 }]);
      }
    } finally {
      await third.stop();
    }
  });

  test("is not brought back over a community that lives there, nor into the tables of another release", async () => {
    const file = join(folder, "other.sql");
    await writeFile(
      file,
      (await dumpOf("source")).replace("-- migrations: ", "-- migrations: 0000_other.sql "),
    );
    await expect(restore(embeddedIn("source"), file)).rejects.toThrow(/已经有社区/);
    const fourth = await startEmbedded({ dataFolder: join(folder, "fourth") });
    await expect(restore(embeddedIn("fourth"), file).finally(() => fourth.stop())).rejects.toThrow(
      /另一个版本/,
    );
  });
});
