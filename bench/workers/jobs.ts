import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

// A worker is a process of its own, so that its work is not done in anybody else's time. It takes one job after the
// other and ends with whoever started it.

const answered = z.union([z.object({ done: z.unknown() }), z.object({ failed: z.string() })]);

export interface Worker {
  /** Has a job done and reads the answer. */
  ask<T>(job: unknown, answer: z.ZodType<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Starts a worker of this folder. */
export function startWorker(file: string, environment: Readonly<Record<string, string>> = {}): Worker {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    serialization: "advanced",
    env: { ...process.env, ...environment },
  });
  const ended = once(child, "exit");
  return {
    async ask(job, answer) {
      child.send({ job });
      const [message]: unknown[] = await Promise.race([
        once(child, "message"),
        ended.then(() => [{ failed: `${file} ended` }]),
      ]);
      const reply = answered.parse(message);
      if ("failed" in reply) throw new Error(reply.failed);
      return answer.parse(reply.done);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** In a worker: does each job that comes in. */
export function takeJobs<Job>(shape: z.ZodType<Job>, work: (job: Job) => Promise<unknown>): void {
  process.on("disconnect", () => process.exit());
  // Ctrl-C in a terminal reaches everyone; the process that started this one decides when it ends.
  process.on("SIGINT", () => undefined);
  process.on("message", (message: unknown) => {
    const { job } = z.object({ job: shape }).parse(message);
    work(job).then(
      (done) => process.send?.({ done }),
      (error: unknown) =>
        process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}
