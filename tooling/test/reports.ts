import { z } from "zod";
import { nothing, onePassed, sum, trouble, type Tally } from "./tally.ts";

/** Counts what a step left behind; a step without a report, without a single test or with a bad end has failed. */
export function tallyReport(
  report: string | undefined,
  read: (report: unknown) => Tally,
  ended: { readonly ok: boolean; readonly how: string },
): Tally {
  if (report === undefined) return trouble(`it left no report (${ended.how})`);
  const tally = readOrTrouble(report, read);
  const tests = tally.passed + tally.failed + tally.skipped.length;
  if (tests === 0) return trouble(`it ran no test (${ended.how})`);
  if (!ended.ok && tally.failed === 0)
    return sum([tally, trouble(`no test failed, yet it ended badly (${ended.how})`)]);
  return tally;
}

function readOrTrouble(report: string, read: (report: unknown) => Tally): Tally {
  try {
    return read(JSON.parse(report));
  } catch (error) {
    return trouble(`its report cannot be read: ${String(error)}`);
  }
}

const unexplained = "no reason given";

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.enum(["passed", "failed"]),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.enum(["passed", "failed", "skipped", "pending", "todo", "disabled"]),
          meta: z.object({ note: z.string().optional() }).optional(),
        }),
      ),
    }),
  ),
});

type VitestFile = z.infer<typeof vitestReport>["testResults"][number];
type VitestTest = VitestFile["assertionResults"][number];

/** Counts Vitest's report: a test that never finished has failed, and so has a file that broke outside its tests. */
export function tallyVitest(report: unknown): Tally {
  return sum(vitestReport.parse(report).testResults.map(tallyVitestFile));
}

function tallyVitestFile(file: VitestFile): Tally {
  const tests = sum(file.assertionResults.map(tallyVitestTest));
  if (file.status === "passed" || tests.failed > 0) return tests;
  return sum([tests, trouble(`${file.name} broke outside its tests: ${file.message}`)]);
}

function tallyVitestTest(test: VitestTest): Tally {
  switch (test.status) {
    case "passed":
      return onePassed;
    case "failed":
      return { ...nothing, failed: 1 };
    case "pending":
      return trouble(`“${test.fullName}” never finished`);
    case "skipped":
    case "todo":
    case "disabled":
      return { ...nothing, skipped: [{ title: test.fullName, reason: test.meta?.note ?? unexplained }] };
  }
}

const playwrightTest = z.object({
  projectName: z.string(),
  expectedStatus: z.string(),
  status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  results: z.array(z.object({ status: z.string().optional() })),
});

const playwrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(playwrightTest) })),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

type PlaywrightTest = z.infer<typeof playwrightTest>;
type PlaywrightSuite = z.infer<typeof playwrightSuite>;

/** Counts Playwright's report: what passed only when tried again has failed, and so has what was cut off or never begun. */
export function tallyPlaywright(report: unknown): Tally {
  const { suites, errors } = playwrightReport.parse(report);
  return sum([
    ...suites.map(tallySuite),
    ...errors.map((error) => trouble(error.message ?? "an unnamed error")),
  ]);
}

function tallySuite(suite: PlaywrightSuite): Tally {
  const stories = suite.specs.flatMap((spec) => spec.tests.map((test) => tallyStory(spec.title, test)));
  return sum([...stories, ...(suite.suites ?? []).map(tallySuite)]);
}

function tallyStory(spec: string, test: PlaywrightTest): Tally {
  const title = `${spec} [${test.projectName}]`;
  switch (test.status) {
    case "expected":
      return onePassed;
    case "unexpected":
      return { ...nothing, failed: 1 };
    case "flaky":
      return trouble(`“${title}” failed before it passed`);
    case "skipped": {
      // Playwright also calls “skipped” what it cut off or never came to.
      if (test.results.some((result) => result.status === "interrupted"))
        return trouble(`“${title}” was cut off`);
      if (test.expectedStatus !== "skipped") return trouble(`“${title}” never ran`);
      const reason = test.annotations.find((note) => ["skip", "fixme"].includes(note.type))?.description;
      return { ...nothing, skipped: [{ title, reason: reason ?? unexplained }] };
    }
  }
}
