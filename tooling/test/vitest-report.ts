import { JsonReporter, type TestModule } from "vitest/node";

declare module "vitest" {
  interface TaskMeta {
    note?: string;
  }
}

/** Vitest's JSON report, with the reason for which a test skipped itself, which it leaves out. */
export default class ReportWithReasons extends JsonReporter {
  override async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    for (const test of modules.flatMap((module) => [...module.children.allTests("skipped")])) {
      const result = test.result();
      if (result.state === "skipped" && result.note !== undefined) test.meta().note = result.note;
    }
    await super.onTestRunEnd(modules);
  }
}
