import { randomBytes } from "node:crypto";

let latest = 0;
let count = 0;

/**
 * A UUID of version 7 (RFC 9562): ordered by the time it is made, so that indexes grow at one end. Those made here in
 * one millisecond are counted (its method 1): facts of one transaction carry one time, and keep their order by this.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  const now = Date.now();
  if (now > latest) {
    latest = now;
    // Begins below the middle, so that there is room to count up.
    count = bytes.readUInt16BE(6) & 0x7ff;
  } else if (count < 0xfff) {
    count += 1;
  } else {
    latest += 1;
    count = 0;
  }
  bytes.writeUIntBE(latest, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
