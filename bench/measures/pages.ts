import { gzipSync } from "node:zlib";
import type { Figure } from "../goals.ts";
import { slug } from "../seed.ts";
import type { Filled } from "../site.ts";
import { contender, inTurn, middle, rateOf, ratio, type Contender } from "../turns.ts";
import { written } from "../workers/http.ts";
import type { Worker } from "../workers/jobs.ts";
import { pace } from "../workers/pace.ts";
import { assertNoneFailed } from "./casts.ts";
import { places } from "./lists.ts";

const clients = 16;
/** More pages than are read in a turn, so that each is made anew. */
const pagesOfList = 5_000;

interface Ports {
  readonly ours: number;
  readonly bare: number;
  readonly empty: number;
}

/** Pages and queries over HTTP, for a reader who is not signed in; P10, P11 and P12. */
export async function measurePages(given: {
  readonly load: Worker;
  readonly ports: Ports;
  readonly filled: Filled;
  readonly now: Date;
  readonly rounds: number;
  readonly seconds: number;
}): Promise<readonly Figure[]> {
  const { load, ports, filled, now, rounds, seconds } = given;
  const reading = (port: number, paths: readonly string[]) => {
    const requests = paths.map((path) => written({ path, port }));
    return contender(`port ${port}, ${paths[0]}`, () => load.ask({ port, clients, requests, seconds }, pace));
  };
  const afters = places(pagesOfList, filled, now).map(
    ({ openedAt, proposalId }) => `after=${openedAt.getTime()}_${proposalId}`,
  );
  const many = reading(
    ports.ours,
    afters.map((after) => `/${slug}/proposals?${after}`),
  );
  const empty = reading(
    ports.empty,
    afters.map((after) => `/?${after}`),
  );
  const first = reading(ports.ours, [`/${slug}/proposals`]);
  const bare = reading(ports.bare, ["/"]);
  const trpc = reading(ports.ours, ["/trpc/communities.all"]);
  const endpoint = reading(ports.empty, ["/communities"]);
  const everyone = [many, empty, first, bare, trpc, endpoint];
  await inTurn(rounds, everyone);
  for (const each of everyone) assertNoneFailed(each);
  const perSecond = (one: Contender) => `${middle(one, rateOf).toFixed(0)}/s`;
  const against = (id: Figure["id"], ours: Contender, limit: Contender): Figure => ({
    id,
    ours: perSecond(ours),
    limit: perSecond(limit),
    value: ratio(ours, limit, rateOf),
  });
  return [against("P10", many, empty), against("P11", first, bare), against("P12", trpc, endpoint)];
}

/** What script a browser loads for the first visit to a proposal, as it is sent; P16. */
export async function measureScript(port: number): Promise<readonly Figure[]> {
  const page = `http://localhost:${port}/${slug}/proposals/2026-1`;
  const html = await textOf(page);
  const inline = [...html.matchAll(/<script\b[^>]*>([^<]+)<\/script>/g)].map(([, words = ""]) => words);
  const loaded = await Promise.all(scriptsOf(html).map((address) => textOf(new URL(address, page))));
  const bytes = [...inline, ...loaded].reduce((sum, words) => sum + gzipSync(words).length, 0);
  const value = bytes / 1_000;
  return [{ id: "P16", ours: `${value.toFixed(1)} kB`, limit: "–", value }];
}

/** The scripts that a page names: those it runs, and those it has loaded beforehand. */
export function scriptsOf(html: string): readonly string[] {
  const tags = html.match(/<script\b[^>]*>|<link\b[^>]*rel="modulepreload"[^>]*>/g) ?? [];
  const addresses = tags.flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(addresses)];
}

async function textOf(address: string | URL): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${String(address)} answered ${response.status}`);
  return response.text();
}
