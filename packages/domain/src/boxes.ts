import { isOpen } from "./ballots.ts";
import { dayOf, type Day } from "./calendar.ts";
import { record, type Recorded, type Standing } from "./facts.ts";
import type { Motion } from "./motions.ts";
import { refuse, type Refusal } from "./outcome.ts";

/** A box was carried from door to door: by whom beside the one who says so, on which day, and at how many seats they called. */
export type Carried = Recorded<
  "ballot.boxCarried",
  { roundId: string; secondCarrierId: string; on: Day; seats: number }
>;

/** Enters a round of the box: two different people carried it, on a day of the vote that has come, to doors of its roll. */
export function carry(
  motion: Pick<Motion, "motionId" | "opensAt" | "closesAt" | "countedAt">,
  round: {
    readonly roundId: string;
    readonly secondCarrierId: string;
    readonly on: Day;
    /** The seats at whose doors they called. */
    readonly seats: readonly number[];
  },
  standing: Standing,
): Carried | Refusal {
  const { opensAt, closesAt, countedAt } = motion;
  if (!opensAt || !closesAt || !isOpen({ opensAt, closesAt, counted: countedAt !== null }, standing.at))
    return refuse("vote-closed");
  if (round.secondCarrierId === standing.actorId) return refuse("box-carried-alone");
  if (round.on > dayOf(standing.at)) return refuse("day-in-the-future", { day: round.on });
  if (round.on < dayOf(opensAt)) return refuse("box-before-the-vote", { day: dayOf(opensAt) });
  if (round.seats.length === 0) return refuse("box-nowhere");
  const { roundId, secondCarrierId, on, seats } = round;
  const body = { roundId, secondCarrierId, on, seats: seats.length };
  return record({ ...standing, channel: "homeBox" }, "ballot.boxCarried", motion.motionId, body);
}
