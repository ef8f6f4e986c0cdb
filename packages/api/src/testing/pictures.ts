import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** The smallest picture that is one: two grey points beside each other, a PNG. */
export const dot = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAC0lEQVQImWPoAAMACy8DMcb4WBoAAAAASUVORK5CYII=",
    "base64",
  ),
);

/** A photograph as a telephone takes it: turned, and with the place and the camera written into it. */
export async function photoTaken(width: number): Promise<Uint8Array> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height: width / 2, channels: 3, background: "#446644", noise } })
    .withExif({
      IFD0: { Make: "Camera of somebody" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "40/1 39/1 1/1", GPSLongitudeRef: "E" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** A file of a few kilobytes with a picture of a hundred million points in it. */
export function bomb(): Uint8Array {
  const side = 10_000;
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  size.writeUInt8(1, 8);
  const points = deflateSync(Buffer.alloc(side * (1 + side / 8)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", size),
    chunk("IDAT", points),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const said = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(said));
  return Buffer.concat([length, said, sum]);
}

/** The shortest paper that is one. */
export const plainPaper =
  "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
