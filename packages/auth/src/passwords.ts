import { hash, verify } from "@node-rs/argon2";
import { refuse, type Refusal } from "@yishi/domain/outcome";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes a password for keeping. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), cost);
}

/** Whether this password made that hash. */
export async function isPassword(kept: string, password: string): Promise<boolean> {
  return verify(kept, password.normalize("NFKC"));
}

let stranger: Promise<string> | undefined;

/** Takes as long as a real check: whoever asks learns nothing of which names exist. */
export async function checkNobody(password: string): Promise<Refusal> {
  stranger ??= hashPassword("nobody has this password");
  await isPassword(await stranger, password);
  return refuse("sign-in-wrong");
}
