import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** No letters that are mistaken for one another on paper or over the phone (no 0 O 1 I L U). */
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A secret of so many characters that nobody can guess; 12 of them carry 58 bits. */
export function newSecret(characters: number): string {
  let secret = "";
  while (secret.length < characters) {
    for (const byte of randomBytes(characters)) {
      // 240 is the largest multiple of 30 below 256: beyond it the first letters would come more often.
      if (byte < 240 && secret.length < characters) secret += alphabet.charAt(byte % alphabet.length);
    }
  }
  return secret;
}

/** What is kept of a secret. */
export function hashOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Compares in constant time, so that the answer's delay tells nothing. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}
