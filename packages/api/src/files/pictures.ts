import { fileLimits } from "@yishi/domain/files";
import { refuse, type Refusal } from "@yishi/domain/outcome";
import sharp from "sharp";

// Whoever decodes pictures of strangers keeps the doors few: no SVG, no PDF, no TIFF ever reaches a decoder here.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"],
});
sharp.cache(false);
sharp.concurrency(1);

/** A picture as it is kept: drawn anew, so that nothing of what came with it is left. */
export interface Picture {
  readonly whole: Uint8Array;
  readonly preview: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const seconds = 20;

/**
 * Draws a picture anew: upright, no longer than a screen needs, without where and with what it was taken. A picture that
 * is broken, or larger inside than it may be, is refused.
 */
export async function drawAnew(bytes: Uint8Array): Promise<Picture | Refusal> {
  return inTurn(async () => {
    try {
      const { data, info } = await upright(bytes, fileLimits.side.whole, 82);
      const small = await upright(data, fileLimits.side.preview, 74);
      return { whole: data, preview: small.data, width: info.width, height: info.height };
    } catch (thrown) {
      const tooLarge = thrown instanceof Error && /pixel limit|dimension|too large/i.test(thrown.message);
      return refuse(tooLarge ? "file-too-many-points" : "file-broken");
    }
  });
}

/** What nothing asks to be kept is dropped: place, time, camera, small pictures and colour tables. */
async function upright(bytes: Uint8Array, side: number, quality: number) {
  return sharp(bytes, { limitInputPixels: fileLimits.pixels, failOn: "error", pages: 1 })
    .timeout({ seconds })
    .autoOrient()
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .jpeg({ quality, mozjpeg: true })
    .toBuffer({ resolveWithObject: true });
}

const most = 2;
let busy = 0;
const waiting: (() => void)[] = [];

/** Two at a time: a picture may need hundreds of megabytes while it is drawn. */
async function inTurn<Drawn>(draw: () => Promise<Drawn>): Promise<Drawn> {
  if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  try {
    return await draw();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}
