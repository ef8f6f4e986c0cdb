import process from "node:process";

/** Where something broke. Nothing that somebody wrote or sent is among the fields. */
export interface Place {
  /** The number that the asker was given. */
  readonly id?: string;
  readonly method?: string;
  readonly route?: string;
  readonly procedure?: string;
}

/** Writes down a defect as one line of JSON, from a list of fields and no others. */
export function logDefect(place: Place, error: unknown): void {
  const { id, method, route, procedure } = place;
  const line = { level: "defect", id, method, route, procedure, ...causeOf(error) };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** The kind of an error, its first words, and where in the code it arose: its later lines may hold what people wrote. */
function causeOf(error: unknown): { name: string; words?: string; code?: string; at?: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const [words = ""] = error.message.split("\n", 1);
  const at = (error.stack ?? "").split("\n").filter((frame) => /^\s+at /.test(frame));
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return {
    name: error.name,
    words: words.slice(0, 200),
    ...code,
    at: at.slice(0, 6).map((frame) => frame.trim()),
  };
}
