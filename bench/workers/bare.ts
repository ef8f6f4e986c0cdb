/** The bare limit of a page: node:http and one prepared statement, its rows as plain HTML. */
import { createServer } from "node:http";
import pg from "pg";
import { z } from "zod";
import { beginning, pageStatement } from "../statements.ts";
import { takeJobs } from "./jobs.ts";

const job = z.object({ url: z.string(), committeeId: z.string(), port: z.number() });

interface Row {
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly status: string;
  readonly opened_at: Date;
}

takeJobs(job, async ({ url, committeeId, port }) => {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  const server = createServer((_request, response) => {
    pool.query<Row>({ ...pageStatement, values: [committeeId, ...beginning] }).then(
      ({ rows }) => response.setHeader("content-type", "text/html; charset=utf-8").end(pageOf(rows)),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return true;
});

function pageOf(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) =>
      `<li><a href="/${row.year}-${row.number}">${escaped(row.title)}</a> ${row.status} <time>${row.opened_at.toISOString()}</time></li>`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>提案</title><ol>${lines.join("")}</ol></html>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
