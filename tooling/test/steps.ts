import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ended } from "./command.ts";
import { tallyPlaywright, tallyReport, tallyVitest } from "./reports.ts";
import { nothing, onePassed, trouble, type Tally } from "./tally.ts";

export interface Step {
  readonly name: string;
  readonly words: readonly [string, ...string[]];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  readonly tally: (ended: Ended) => Tally;
}

/** Steps that follow each other. */
export type Lane = readonly Step[];

/** Lanes that run side by side, one for each of two cores. */
export type Stage = readonly Lane[];

/**
 * The stages of a run, one after the other. The types come first, since checking them makes the files (messages,
 * types of routes) that lint and build read.
 */
export function stages(root: string, scratch: string): readonly Stage[] {
  const here = { folder: root, limitSeconds: 240, tally: tallyCheck };
  return [
    [
      [{ ...here, name: "types", words: ["npm", "run", "-s", "check"] }],
      [
        { ...here, name: "fences", words: ["depcruise", ".", "--config", ".dependency-cruiser.mjs"] },
        { ...here, name: "format", words: ["prettier", "--check", "--log-level=warn", "."] },
      ],
    ],
    [
      [{ ...here, name: "lint", words: ["eslint", ".", "--max-warnings=0"] }],
      [{ ...here, name: "build", words: ["npm", "run", "-s", "build"], tally: tallyBuild }],
    ],
    [
      [
        tests(root, join(scratch, "vitest.json")),
        stories(join(root, "apps/resident"), join(scratch, "playwright.json")),
      ],
    ],
  ];
}

function tests(folder: string, report: string): Step {
  const reporters = [
    "--reporter=default",
    "--reporter=./tooling/test/vitest-report.ts",
    `--outputFile.json=${report}`,
  ];
  return {
    name: "tests",
    words: ["vitest", "run", "--allowOnly=false", ...reporters],
    folder,
    limitSeconds: 900,
    tally: (ended) => tallyReport(read(report), tallyVitest, ended),
  };
}

function stories(folder: string, report: string): Step {
  return {
    name: "stories",
    words: ["playwright", "test", "--forbid-only", "--reporter=dot,json"],
    folder,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    limitSeconds: 1200,
    tally: (ended) => tallyReport(read(report), tallyPlaywright, ended),
  };
}

/** A check counts as one test. */
function tallyCheck(ended: Ended): Tally {
  return ended.ok ? onePassed : trouble(ended.how);
}

/** A build is no test, unless it fails. */
function tallyBuild(ended: Ended): Tally {
  return ended.ok ? nothing : trouble(ended.how);
}

function read(report: string): string | undefined {
  return existsSync(report) ? readFileSync(report, "utf8") : undefined;
}
