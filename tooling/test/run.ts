// What `npm test` runs. `node tooling/test/run.ts --only types,lint` runs some of the steps.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { endAll, run } from "./command.ts";
import { stages, type Lane, type Step } from "./steps.ts";
import { closingLine, sum, type Tally } from "./tally.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "yishi-test-"));
const all = stages(root, scratch);
const names = all.flat(2).map((step) => step.name);

process.exitCode = await main();
rmSync(scratch, { recursive: true, force: true });

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: "string", default: names.join(",") } } });
  const only = values.only.split(",");
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    say(`There is no step ${unknown.join(", ")}; the steps are ${names.join(", ")}.`);
    return 2;
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void stop());
  const tallies: Tally[] = [];
  for (const stage of all) {
    const lanes = stage.map((lane) => lane.filter((step) => only.includes(step.name)));
    tallies.push(...(await Promise.all(lanes.map(inOrder))));
  }
  const total = sum(tallies);
  for (const { title, reason } of total.skipped) say(`skipped: ${title} — ${reason}`);
  say(closingLine(total));
  return total.failed === 0 ? 0 : 1;
}

async function inOrder(lane: Lane): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const step of lane) tallies.push(await take(step));
  return sum(tallies);
}

async function take(step: Step): Promise<Tally> {
  say(`${step.name} …`);
  const begun = performance.now();
  const ended = await run({ ...step, root, log: join(scratch, `${step.name}.log`) });
  const tally = step.tally(ended);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (tally.failed > 0) say(`── ${step.name} ──\n${ended.output.trimEnd()}\n── end of ${step.name} ──`);
  for (const sentence of tally.troubles) say(`${step.name}: ${sentence}`);
  say(`${step.name}: ${closingLine(tally)} (${seconds} s)`);
  return tally;
}

async function stop(): Promise<never> {
  await endAll();
  rmSync(scratch, { recursive: true, force: true });
  process.exit(130);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
