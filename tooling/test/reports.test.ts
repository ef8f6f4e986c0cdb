import { describe, expect, test } from "vitest";
import { tallyPlaywright, tallyReport, tallyVitest } from "./reports.ts";
import { closingLine, nothing, onePassed } from "./tally.ts";

const well = { ok: true, how: "exit code 0" };
const badly = { ok: false, how: "exit code 1" };

function vitest(status: string, tests: Readonly<Record<string, string>>, message = "") {
  const assertionResults = Object.entries(tests).map(([fullName, state]) => ({
    ...{ fullName, title: fullName, ancestorTitles: [], status: state, duration: 3, failureMessages: [] },
    meta: fullName.startsWith("noted") ? { note: "no printer here" } : {},
  }));
  const testResults = [{ name: "a.test.ts", status, message, startTime: 1, endTime: 2, assertionResults }];
  return { numTotalTests: assertionResults.length, success: status === "passed", testResults };
}

describe("Vitest's report", () => {
  test("counts what passed, failed and was skipped, with the reason where there is one", () => {
    const report = vitest("failed", {
      one: "passed",
      two: "failed",
      three: "skipped",
      noted: "skipped",
      five: "todo",
    });
    const tally = tallyVitest(report);
    expect(closingLine(tally)).toBe("1 passed, 1 failed, 3 skipped");
    expect(tally.skipped.map((skip) => skip.reason)).toEqual([
      "no reason given",
      "no printer here",
      "no reason given",
    ]);
    expect(tally.troubles).toEqual([]);
  });

  test("a test that never finished has failed", () => {
    expect(closingLine(tallyVitest(vitest("failed", { lost: "pending" })))).toBe(
      "0 passed, 1 failed, 0 skipped",
    );
  });

  test("a file that broke outside its tests has failed once, with its message", () => {
    const tally = tallyVitest(vitest("failed", { fine: "passed", never: "skipped" }, "no cluster"));
    expect(closingLine(tally)).toBe("1 passed, 1 failed, 1 skipped");
    expect(tally.troubles).toEqual(["a.test.ts broke outside its tests: no cluster"]);
  });

  test("a file that could not be read has failed, though it has no test", () => {
    expect(tallyVitest(vitest("failed", {}, "cannot find module")).failed).toBe(1);
  });
});

function story(title: string, status: string, results: readonly string[], more: object = {}) {
  const expectedStatus =
    status === "skipped" && results.every((result) => result === "skipped") ? "skipped" : "passed";
  const tests = [
    {
      ...{
        projectId: "phone",
        projectName: "phone",
        timeout: 60_000,
        expectedStatus,
        status,
        annotations: [],
      },
      results: results.map((result) => ({ workerIndex: 0, status: result, duration: 1, retry: 0 })),
      ...more,
    },
  ];
  return { title, ok: status !== "unexpected", tags: [], tests };
}

function playwright(specs: readonly unknown[], errors: readonly object[] = []) {
  const inner = { title: "a story", file: "a.spec.ts", specs };
  return {
    config: {},
    suites: [{ title: "a.spec.ts", file: "a.spec.ts", specs: [], suites: [inner] }],
    errors,
  };
}

describe("Playwright's report", () => {
  test("counts the stories of suites within suites", () => {
    const specs = [story("one", "expected", ["passed"]), story("two", "unexpected", ["failed"])];
    expect(closingLine(tallyPlaywright(playwright(specs)))).toBe("1 passed, 1 failed, 0 skipped");
  });

  test("a story that is expected to fail and does has passed", () => {
    const specs = [story("known", "expected", ["failed"], { expectedStatus: "failed" })];
    expect(tallyPlaywright(playwright(specs)).passed).toBe(1);
  });

  test("a story that passed only when tried again has failed", () => {
    const specs = [story("now and then", "flaky", ["failed", "passed"])];
    expect(tallyPlaywright(playwright(specs))).toMatchObject({
      failed: 1,
      passed: 0,
      troubles: ["“now and then [phone]” failed before it passed"],
    });
  });

  test("a story that timed out has failed", () => {
    expect(tallyPlaywright(playwright([story("slow", "unexpected", ["timedOut"])])).failed).toBe(1);
  });

  test("a skipped story is counted with its reason", () => {
    const annotations = [{ type: "skip", description: "no printer here" }];
    const specs = [
      story("printed", "skipped", ["skipped"], { annotations }),
      story("bare", "skipped", ["skipped"]),
    ];
    expect(tallyPlaywright(playwright(specs)).skipped).toEqual([
      { title: "printed [phone]", reason: "no printer here" },
      { title: "bare [phone]", reason: "no reason given" },
    ]);
  });

  test("a story that was cut off has failed, though Playwright calls it skipped", () => {
    const tally = tallyPlaywright(playwright([story("long", "skipped", ["interrupted"])]));
    expect(tally).toMatchObject({ failed: 1, skipped: [], troubles: ["“long [phone]” was cut off"] });
  });

  test.each([[[]], [["skipped"]]])("a story that never ran has failed (results %j)", (results) => {
    const never = story("later", "skipped", results, { expectedStatus: "passed" });
    expect(tallyPlaywright(playwright([never]))).toMatchObject({ failed: 1, skipped: [] });
  });

  test("an error outside every story is a failure", () => {
    const report = playwright([], [{ message: "the server did not start" }]);
    expect(tallyPlaywright(report)).toMatchObject({ failed: 1, troubles: ["the server did not start"] });
  });
});

describe("a step", () => {
  const three = () => ({ ...nothing, passed: 3 });

  test("is counted by its report", () => {
    expect(tallyReport("{}", three, well)).toEqual(three());
  });

  test("that left no report has failed", () => {
    expect(tallyReport(undefined, three, badly)).toMatchObject({
      failed: 1,
      troubles: ["it left no report (exit code 1)"],
    });
  });

  test.each(["", "{", `{"testResults":3}`, "null"])("whose report is %j has failed", (report) => {
    expect(tallyReport(report, tallyVitest, well)).toMatchObject({ passed: 0, failed: 1 });
  });

  test("that ran no test has failed, even when it ended well", () => {
    expect(tallyReport(`{"testResults":[]}`, tallyVitest, well)).toMatchObject({
      failed: 1,
      troubles: ["it ran no test (exit code 0)"],
    });
    expect(tallyReport(`{"suites":[],"errors":[]}`, tallyPlaywright, well).failed).toBe(1);
  });

  test("that ended badly though no test failed has failed once", () => {
    expect(tallyReport("{}", () => onePassed, badly)).toMatchObject({ passed: 1, failed: 1 });
  });

  test("that ended badly since a test failed is not counted twice", () => {
    expect(tallyReport("{}", () => ({ ...nothing, passed: 2, failed: 1 }), badly).failed).toBe(1);
  });
});
