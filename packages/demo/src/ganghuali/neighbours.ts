import type { Caller } from "@yishi/api/door";
import { addMonths, type Day } from "@yishi/domain/calendar";
import { drawLots } from "../lots.ts";
import { isPersona, type Teller } from "../telling/teller.ts";
import { ganghuali } from "./estate.ts";

const votingAge = 18;
const clerkName = "周敏";

/** Where somebody of the story lives. */
export function homeOf(name: string) {
  const home = ganghuali.known.find((one) => one.name === name);
  if (!home) throw new Error(`${name} does not live in 钢花里`);
  return home;
}

/** Finds somebody of the story on the roll, as a clerk does: by building and name. */
export async function residentNamed(caller: Caller, name: string): Promise<string> {
  const { building } = homeOf(name);
  const found = await caller.roll.find({ building, name });
  const [resident, ...more] = found.filter((one) => one.name === name);
  if (!resident || more.length > 0) throw new Error(`${name} is not once on the roll of ${building}号楼`);
  return resident.residentId;
}

/** Somebody acts for themselves where they have an account, and through a clerk at the window where they have none. */
export async function comes(
  teller: Teller,
  name: string,
  atDesk = !isPersona(name),
): Promise<{ readonly caller: Caller; readonly forResident?: string }> {
  if (!atDesk) return { caller: await teller.as(name) };
  const caller = await teller.as(clerkName);
  return { caller, forResident: await residentNamed(caller, name) };
}

/** So many grown-up neighbours of a building who have no part of their own in the story. */
export async function neighbours(
  clerk: Caller,
  wanted: { readonly building: string; readonly count: number; readonly today: Day },
): Promise<readonly string[]> {
  const known = new Set(ganghuali.known.map((one) => one.name));
  const bornUntil = addMonths(wanted.today, -12 * votingAge);
  const found = await clerk.roll.find({ building: wanted.building, name: "" });
  const grown = found.filter(
    (one) => one.name !== null && !known.has(one.name) && one.born !== null && one.born <= bornUntil,
  );
  if (grown.length < wanted.count) throw new Error(`${wanted.building}号楼 has too few neighbours to ask`);
  return drawLots(grown.length)
    .shuffled(grown)
    .slice(0, wanted.count)
    .map((one) => one.residentId);
}
