import { squareMetres } from "@yishi/domain/owners/file";
import { count } from "./numbers.ts";
import { m } from "./paraglide/messages.js";

/** An area as the register has it: 1,204.5 square metres, exact to the square centimetre. */
export function areaWords(squareCentimetres: number): string {
  const [whole = "", part] = squareMetres(squareCentimetres).split(".");
  const grouped = count(Number(whole));
  return m["owners.squareMetres"]({ area: part === undefined ? grouped : `${grouped}.${part}` });
}

/** The same to two places, rounded up: an area that is needed is never said to be smaller than it is. */
export function areaUpWords(squareCentimetres: number): string {
  return areaWords(Math.ceil(squareCentimetres / 100) * 100);
}
