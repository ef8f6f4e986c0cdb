import process from "node:process";
import pg from "pg";
import { committeeId } from "../seed.ts";
import { beginning, communitiesStatement, pageStatement } from "../statements.ts";

const pool = new pg.Pool({ connectionString: process.env["BENCH_DATABASE_URL"], max: 16 });

/** A line of the list, as the statement gives it. */
export interface Line {
  readonly proposal_id: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly status: string;
  readonly opened_at: Date;
}

/** The page of the list that begins after this place, or the first. */
export async function page(after: string | null): Promise<readonly Line[]> {
  const [milliseconds, proposalId] = after?.split("_") ?? [];
  const place = proposalId === undefined ? beginning : [new Date(Number(milliseconds)), proposalId];
  const { rows } = await pool.query<Line>({ ...pageStatement, values: [committeeId, ...place] });
  return rows;
}

export async function communities(): Promise<readonly unknown[]> {
  return (await pool.query<Record<string, unknown>>(communitiesStatement)).rows;
}
