import type { ProcedurePath } from "../../authorization.ts";
import { newKey } from "../house.ts";
import type { Settlement, Things } from "../settlement.ts";

/** How one asks a procedure rightly: the id of the object that is there for it, and the input around such an id. */
export interface Ask {
  readonly id: (things: Things) => string;
  /** The same of the other community, where what is there may be called the same here. */
  readonly elsewhere?: (things: Things) => string;
  readonly input: (id: string, here: Settlement) => unknown;
}

/** The asks of one router; the types fail where one is missing. */
export type AsksOf<Room extends string> = Readonly<Record<Extract<ProcedurePath, `${Room}.${string}`>, Ask>>;

export const nothing: Ask = { id: () => "", input: () => undefined };
export const today = (here: Settlement) => here.today;
export const keyed = () => ({ key: newKey() });
export const onMotion =
  (
    name:
      | "accepted"
      | "announced"
      | "closed"
      | "counted"
      | "differing"
      | "drafted"
      | "failed"
      | "finished"
      | "implementing"
      | "inForce"
      | "objected"
      | "studied"
      | "voting",
  ) =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things) => things[name],
    input: (motionId, here) => ({ ...input(here), motionId }),
  });
