import { isRefusal, type Refusal } from "@yishi/domain/outcome";
import { refusals, type RefusalCode } from "@yishi/domain/refusals";
import { TRPCError } from "@trpc/server";
import { ZodError } from "zod";

/** A refusal on its way out through the door. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.refused);
    this.refusal = refusal;
  }
}

const codes = {
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
} as const;

/** Takes what a rule decided; a refusal ends the procedure, and with it the transaction. */
export function accept<Decision>(decision: Decision): Exclude<Decision, Refusal> {
  if (isRefusal(decision)) throw refusing(decision);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what is not a refusal is the rest of the union, which a guard over a type parameter cannot say
  return decision as Exclude<Decision, Refusal>;
}

/** Takes what was loaded; what is not there, or may not be known to be there, is not found. */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw refusing({ refused: "not-found", values: {} });
  return thing;
}

/** The error that carries a refusal, with its HTTP status. */
export function refusing(refusal: Refusal): TRPCError {
  return new TRPCError({
    code: codes[refusals[refusal.refused].status],
    message: refusal.refused,
    cause: new Refused(refusal),
  });
}

/** Says no at the door itself. */
export function refuseAtDoor(code: RefusalCode): TRPCError {
  return refusing({ refused: code, values: {} });
}

/** What the caller of a procedure is told: a refusal, fields that are wrong, or neither (a defect). */
export function reasonOf(error: unknown): {
  readonly refusal: Refusal | null;
  readonly wrong: readonly string[];
} {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof Refused) return { refusal: cause.refusal, wrong: [] };
  if (cause instanceof ZodError) {
    const fields = cause.issues.flatMap((issue) => {
      const keys = issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "")];
      return keys.map((key) => (issue.code === "unrecognized_keys" ? `${key} (unknown)` : key));
    });
    return { refusal: null, wrong: [...new Set(fields)] };
  }
  return { refusal: null, wrong: [] };
}
