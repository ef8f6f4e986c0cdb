/** A whole number as people read it, thousands apart: 1,486. Digits are the same in both languages. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** Money from whole fen: 46,000 when whole, 9,087.30 otherwise or in a table. */
export function yuan(fen: number, style: "sentence" | "table" = "sentence"): string {
  const whole = count(Math.floor(Math.abs(fen) / 100));
  const rest = String(Math.abs(fen) % 100).padStart(2, "0");
  const sign = fen < 0 ? "-" : "";
  return style === "sentence" && rest === "00" ? `${sign}${whole}` : `${sign}${whole}.${rest}`;
}

/** A part of a base as the length of a bar, cut (never rounded up) to hundredths of a percent: "68.1%". */
export function share(part: number, base: number): string {
  if (base <= 0) return "0%";
  const hundredths = Math.floor((Math.min(Math.max(part, 0), base) * 10_000) / base);
  return `${hundredths / 100}%`;
}

/** A number to be read aloud, in threes: 382 905 174. */
export function threes(digits: string): string {
  return digits.replace(/(\d{3})(?=\d)/g, "$1 ");
}
