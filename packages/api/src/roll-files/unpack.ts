import { zipSync } from "fflate";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { fromBuffer, type Entry, type Options, type ZipFile } from "yauzl";

/** The parts of a workbook, unpacked, may have so many bytes together: fifty thousand people are about 20 MB. */
const unpackedBytes = 64 * 1024 * 1024;

/** Thrown where a file would unpack into more than anyone's roll is. */
export class TooMuch extends Error {
  override readonly name = "TooMuch";
}

const open = promisify<Buffer, Options, ZipFile>(fromBuffer);

/** The parts of a workbook that are read, by their names. */
export type Parts = Readonly<Record<string, Uint8Array>>;

/**
 * The parts of a workbook, and the names of all that lies in it. A few kilobytes can be made to unpack into gigabytes, so
 * what is handed to the reader was unpacked here first, within a limit and true to its stated sizes.
 */
export async function unpack(
  bytes: Uint8Array,
): Promise<{ readonly parts: Parts; readonly names: readonly string[] }> {
  const zip = await open(Buffer.from(bytes), { lazyEntries: true, autoClose: false });
  const stream = promisify(zip.openReadStream.bind(zip));
  const parts: Record<string, Uint8Array> = {};
  const entries = await entriesOf(zip);
  let left = unpackedBytes;
  for (const entry of entries) {
    if (!/\.(?:xml|rels)$/u.test(entry.fileName)) continue;
    left -= entry.uncompressedSize;
    if (left < 0) throw new TooMuch("the workbook unpacks into too much");
    // The stream ends with an error once a part brings more than it said.
    parts[entry.fileName] = await buffer(await stream(entry));
  }
  return { parts, names: entries.map(({ fileName }) => fileName) };
}

/** The same workbook, packed anew without compression from its parts alone. */
export function pack(parts: Parts): Buffer {
  return Buffer.from(zipSync({ ...parts }, { level: 0 }));
}

function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Entry[]>();
  const entries: Entry[] = [];
  zip.on("entry", (entry: Entry) => {
    entries.push(entry);
    zip.readEntry();
  });
  zip.once("end", () => resolve(entries));
  zip.once("error", reject);
  zip.readEntry();
  return promise;
}
