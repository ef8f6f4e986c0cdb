// The ways in which offices write words as bytes.

/** Words as bytes of UTF-8. */
export const utf8 = (text: string) => new TextEncoder().encode(text);
/** Rows as the text of a CSV. */
export const csv = (rows: readonly (readonly string[])[], separator = ",") =>
  rows.map((row) => row.join(separator)).join("\r\n");
/** The same with the mark that Excel sets before UTF-8. */
export const withMark = (text: string) => new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(text)]);

/** UTF-16 as Excel saves it, with its mark. */
export function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2 + 2));
  view.setUint16(0, 0xfeff, littleEndian);
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(2 + index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Node reads GB18030 but does not write it: its two-byte part is turned round once. */
export function gb18030(text: string): Uint8Array {
  const known = new Map<string, readonly number[]>();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) known.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
  return new Uint8Array([...text].flatMap((character) => known.get(character) ?? [character.charCodeAt(0)]));
}
