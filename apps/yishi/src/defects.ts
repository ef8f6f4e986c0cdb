/**
 * A defect as it may be shown on a terminal or kept in its log: what broke and where in the code. The later lines of a
 * message are left out, since a failed statement names there what people wrote.
 */
export function defectWords(error: unknown): string {
  return `议事出了差错，这不是您的设置造成的。  Something is wrong in Yishi itself:\n${told(error)}`;
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const [words = ""] = error.message.split("\n", 1);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? [] : [`caused by ${told(error.cause)}`];
  return [`${error.name}: ${words.slice(0, 300)}`, ...frames, ...cause].join("\n");
}
