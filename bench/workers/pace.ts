import { z } from "zod";

/** How a worker's answer is read: `Pace` of drive.ts. */
export const pace = z.object({
  acts: z.number(),
  failures: z.number(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
});
