import { expect } from "vitest";
import { reasonOf } from "../accept.ts";
import type { House } from "./house.ts";

/** A hash of every row there is, but for attempts that are counted and sessions that are renewed. */
export async function everyRow({ base }: House): Promise<string> {
  const { rows: tables } = await base.owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth') and c.relname not in ('throttles', 'sessions') order by 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' || count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as part from ${name} t`,
  );
  const { rows } = await base.owner.query<{ part: string }>(parts.join(" union all "));
  // The order in which so many parts come is the planner's own.
  return rows
    .map((row) => row.part)
    .sort()
    .join("\n");
}

/** What an act is answered; whatever it was, no row has changed. */
export async function answerIn(house: House, act: () => Promise<unknown>): Promise<string> {
  const before = await everyRow(house);
  const answer = await act().then(
    (done) => `done ${JSON.stringify(done)}`,
    (error: unknown) => {
      const { refusal, wrong } = reasonOf(error);
      if (refusal) return refusal.refused;
      if (wrong.length > 0) return `wrong: ${wrong.join(", ")}`;
      throw error;
    },
  );
  expect(await everyRow(house)).toBe(before);
  return answer;
}

/** A procedure that is handed anything at all: over the network it comes whatever the types say. */
export function anyInput(
  procedure: (input: never) => Promise<unknown>,
): (input: unknown) => Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the very thing that is tried here
  return procedure as (input: unknown) => Promise<unknown>;
}
