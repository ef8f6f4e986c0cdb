import { yardLamps } from "./ganghuali/chapters/yard-lamps.ts";
import {
  benches,
  landingStools,
  largeLetters,
  scrapDealer,
  stairLights,
} from "./ganghuali/chapters/before-a-motion.ts";
import { bicycleShed, parcelShelves, playground } from "./ganghuali/chapters/before-a-vote.ts";
import { busStop, clothesRacks, vegetableBeds } from "./ganghuali/chapters/early-ends.ts";
import { cleaningHour } from "./ganghuali/chapters/cleaning-hour.ts";
import { register } from "./ganghuali/chapters/experts.ts";
import { fireLane } from "./ganghuali/chapters/fire-lane.ts";
import { founding } from "./ganghuali/chapters/founding.ts";
import { loudspeaker } from "./ganghuali/chapters/loudspeaker.ts";
import { meetings } from "./ganghuali/chapters/meetings.ts";
import { ownRules } from "./ganghuali/chapters/own-rules.ts";
import { petition } from "./ganghuali/chapters/petition.ts";
import { activityRoom } from "./ganghuali/chapters/activity-room.ts";
import { canteen } from "./ganghuali/chapters/canteen.ts";
import { chargingShed } from "./ganghuali/chapters/charging-shed.ts";
import { heating } from "./ganghuali/chapters/heating.ts";
import { lift } from "./ganghuali/chapters/lift.ts";
import { parking } from "./ganghuali/chapters/parking.ts";
import { sortingBins } from "./ganghuali/chapters/sorting-bins.ts";
import { weekendDrilling } from "./ganghuali/chapters/weekend-drilling.ts";
import { qingnianlu } from "./qingnianlu.ts";
import type { Chapter } from "./telling/scenes.ts";
import type { Teller } from "./telling/teller.ts";

/** Everything that happened, matter by matter. Proposals get their numbers in the order in which they are opened. */
export function chaptersOf(teller: Teller): readonly Chapter[] {
  const chapters = [
    founding,
    register,
    ownRules,
    activityRoom,
    clothesRacks,
    vegetableBeds,
    fireLane,
    loudspeaker,
    weekendDrilling,
    cleaningHour,
    chargingShed,
    sortingBins,
    parking,
    heating,
    busStop,
    canteen,
    playground,
    bicycleShed,
    parcelShelves,
    benches,
    lift,
    yardLamps,
    scrapDealer,
    largeLetters,
    stairLights,
    landingStools,
    petition,
    meetings,
    qingnianlu,
  ];
  return chapters.map((chapter) => chapter(teller));
}
