import type { Form } from "@yishi/domain/motions/forms";
import type { Electorate } from "@yishi/domain/electorates";
import { dayOf, type TimeOfDay } from "@yishi/domain/calendar";
import { newKey, type Teller } from "../telling/teller.ts";
import { carryOut, type CarriedOut } from "./carrying-out.ts";
import { isOfCommittee } from "./posts.ts";
import type { Followed } from "./proposals.ts";

/** The one question that is put to those who decide, with everything that is asked along with it. */
export interface Question {
  /** Who votes; the households of the residents' meeting where nothing else is said. */
  readonly electorate?: Electorate;
  readonly question: string;
  readonly text: string;
  readonly costYuan: number;
  readonly moneySource: string;
  readonly carriedOutBy: string;
  /** By which day it is to be done, in days from the day on which the story is told. */
  readonly doneInDays: number;
  readonly ifRejected: string;
  /** What can be chosen between, where it is not answered by yes or no. */
  readonly form?: Form;
  readonly options?: readonly { readonly name: string; readonly sentence: string }[];
  /** The advice of the experts that it takes up, by number. */
  readonly cited?: readonly number[];
}

/** A motion, followed from its draft until its result is published, and from there to its being carried out. */
export interface Asked extends CarriedOut {
  id(): string;
  /** How many seats the frozen roll has. */
  seats(): number;
  /** The chair draws it, and the author of the proposal agrees to its words. */
  draft(): Promise<void>;
  /** The Party organisation's study is recorded by its recorder. */
  study(reference: string): Promise<void>;
  announce(vote: {
    readonly opensDaysAgo: number;
    readonly closesDaysAgo: number;
    readonly closesAt: TimeOfDay;
    /** The meeting that takes the vote. */
    readonly meetingId?: string;
  }): Promise<void>;
  publish(): Promise<void>;
}

const lang = "zh-CN";
/** To whom a motion is put; of a further motion of a proposal also why. */
export interface Put {
  readonly electorate: Electorate;
  readonly scope?: string;
  readonly special?: boolean;
  readonly ordinal?: number;
  readonly why?: string;
}

/** Begins to follow a motion that is drawn from a proposal. */
export function ask(
  teller: Teller,
  proposal: Followed,
  { doneInDays, electorate = "household", cited = [], options = [], ...question }: Question,
  put: Put = { electorate },
): Asked {
  let motionId: string | undefined;
  let seats = 0;
  const id = () => {
    if (motionId === undefined) throw new Error(`"${question.question}" has not been drafted yet`);
    return motionId;
  };
  return {
    id,
    seats: () => seats,
    async draft() {
      const chair = await teller.as("赵丽娜");
      const asked = {
        ...question,
        cited: [...cited],
        options: [...options],
        proposalId: proposal.id(),
        ...put,
        doneBy: teller.day(-doneInDays),
      };
      const drawn = await chair.motions.draft({ key: newKey(), ...asked, lang });
      motionId = drawn.motionId;
      if (!isOfCommittee(proposal.author)) await proposal.agree(motionId, drawn.version);
    },
    async study(reference) {
      const recorder = await teller.as("高德胜");
      const { now } = await recorder.communities.current();
      const on = dayOf(now);
      await recorder.motions.recordPriorStudy({ key: newKey(), motionId: id(), on, reference });
    },
    async announce({ opensDaysAgo, closesDaysAgo, closesAt, meetingId }) {
      const convener = await teller.as("马国栋");
      const window = { opensOn: teller.day(opensDaysAgo), closesOn: teller.day(closesDaysAgo), closesAt };
      const put = meetingId === undefined ? window : { ...window, meetingId };
      ({ seats } = await convener.motions.schedule({ key: newKey(), motionId: id(), ...put }));
    },
    async publish() {
      const secretary = await teller.as("韩雪梅");
      await secretary.resolutions.publish({ key: newKey(), motionId: id() });
    },
    ...carryOut(teller, id),
  };
}
