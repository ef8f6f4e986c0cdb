import { defineConfig } from "vitest/config";

/** A room's own tests, beside its code. */
function room(name: string, include: string, globalSetup: readonly string[] = []) {
  return { extends: true as const, test: { name, include: [include], globalSetup: [...globalSetup] } };
}

const cluster = ["packages/db/src/testing/cluster.ts"];

export default defineConfig({
  test: {
    environment: "node",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      room("domain", "packages/domain/src/**/*.test.ts"),
      room("db", "packages/db/src/**/*.test.ts", cluster),
      room("auth", "packages/auth/src/**/*.test.ts", cluster),
      room("api", "packages/api/src/**/*.test.ts", cluster),
      room("demo", "packages/demo/src/**/*.test.ts", cluster),
      room("resident", "apps/resident/src/**/*.test.ts"),
      room("yishi", "apps/yishi/src/**/*.test.ts", cluster),
      room("tooling", "tooling/**/*.test.ts"),
      room("drills", "drills/**/*.test.ts"),
      room("bench", "bench/**/*.test.ts"),
    ],
  },
});
