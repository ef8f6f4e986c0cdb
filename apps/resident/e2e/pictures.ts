import { deflateSync, crc32 } from "node:zlib";

/** A black picture, made by hand: a PNG. */
export function picture(side: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const said = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.byteLength);
    sum.writeUInt32BE(crc32(said));
    return Buffer.concat([length, said, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.writeUInt8(8, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const points = deflateSync(Buffer.alloc(side * (1 + side)));
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", points),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
