import type { Settlement, Things } from "../settlement.ts";
import { keyed, type Ask, type AsksOf } from "./ask.ts";

const onVote =
  (name: "put" | "opened") =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things: Things) => things.voted[name],
    input: (motionId, here) => ({ ...input(here), motionId }),
  });

export const handsAsks: AsksOf<"hands"> = {
  "hands.ofMeeting": { id: (things) => things.voted.voteMeeting, input: (meetingId) => ({ meetingId }) },
  "hands.counting": onVote("opened")(),
  "hands.open": onVote("put")(keyed),
  "hands.count": onVote("opened")(() => ({
    ...{ ...keyed(), hands: { agreed: 3, opposed: 1, withheld: 0, unraised: 0 } },
  })),
};
