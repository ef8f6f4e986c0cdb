import { say } from "#lib/say.ts";

/** What one can try as one of the demo's people. */
export function roleWords(role: string): string {
  return say(`demo.role.${role}`) ?? "";
}
