import type { Electorate } from "@yishi/domain/electorates";
import { holidays } from "@yishi/api/holidays";
import { dayOf, movedPastHolidays, type Day, type TimeOfDay } from "@yishi/domain/calendar";
import type { ObjectionCode, ObjectionGround } from "@yishi/domain/resolutions/steps";
import { residentNamed } from "./neighbours.ts";
import { newKey, type Teller } from "../telling/teller.ts";
import type { Followed } from "./proposals.ts";

/** The one question that is put to the residents' meeting, with everything that is asked along with it. */
export interface Question {
  readonly question: string;
  readonly text: string;
  readonly costYuan: number;
  readonly moneySource: string;
  readonly carriedOutBy: string;
  /** By which day it is to be done, in days from the day on which the story is told. */
  readonly doneInDays: number;
  readonly ifRejected: string;
}

/** A motion, followed from its draft until the vote is announced, and after the vote to its being carried out. */
export interface Asked {
  id(): string;
  /** How many seats the frozen roll has. */
  seats(): number;
  draft(): Promise<void>;
  /** The Party organisation's study is recorded by its recorder. */
  study(reference: string): Promise<void>;
  announce(vote: {
    readonly opensDaysAgo: number;
    readonly closesDaysAgo: number;
    readonly closesAt: TimeOfDay;
  }): Promise<void>;
  publish(): Promise<void>;
  /** A resident objects at the window, and the committee's chair answers that it does not hold. */
  object(name: string, objection: Objection): Promise<void>;
  reject(answer: string): Promise<void>;
  plan(milestones: readonly Milestone[]): Promise<void>;
  /** A step is not done on its day: another day is said, with the reason. */
  putOff(ordinal: number, days: number, reason: string): Promise<void>;
}

export interface Milestone {
  readonly title: string;
  readonly responsible: string;
  readonly dueOn: Day;
  /** What it is planned to cost, in whole fen. */
  readonly costFen?: number;
}

/** What somebody objects to, and on which of the two grounds. */
export interface Objection {
  readonly ground: ObjectionGround;
  readonly code: ObjectionCode;
  readonly text: string;
}

const lang = "zh-CN";
const electorate: Electorate = "household";

/** Begins to follow the motion that is drawn from a proposal. */
export function ask(teller: Teller, proposal: Followed, { doneInDays, ...question }: Question): Asked {
  let motionId: string | undefined;
  let seats = 0;
  let objectionId = "";
  const id = () => {
    if (motionId === undefined) throw new Error(`"${question.question}" has not been drafted yet`);
    return motionId;
  };
  return {
    id,
    seats: () => seats,
    async draft() {
      const chair = await teller.as("赵丽娜");
      const asked = { ...question, proposalId: proposal.id(), electorate, doneBy: teller.day(-doneInDays) };
      ({ motionId } = await chair.motions.draft({ key: newKey(), ...asked, lang }));
    },
    async study(reference) {
      const recorder = await teller.as("高德胜");
      const { now } = await recorder.communities.current();
      const on = dayOf(now);
      await recorder.motions.recordPriorStudy({ key: newKey(), motionId: id(), on, reference });
    },
    async announce({ opensDaysAgo, closesDaysAgo, closesAt }) {
      const convener = await teller.as("马国栋");
      const window = { opensOn: teller.day(opensDaysAgo), closesOn: teller.day(closesDaysAgo), closesAt };
      ({ seats } = await convener.motions.schedule({ key: newKey(), motionId: id(), ...window }));
    },
    async publish() {
      const secretary = await teller.as("韩雪梅");
      await secretary.resolutions.publish({ key: newKey(), motionId: id() });
    },
    async object(name, objection) {
      const clerk = await teller.as("周敏");
      const forResident = await residentNamed(clerk, name);
      const asked = { ...objection, key: newKey(), motionId: id(), lang, forResident } as const;
      ({ objectionId } = await clerk.objections.file(asked));
    },
    async reject(answer) {
      const chair = await teller.as("赵丽娜");
      const said = { objectionId, verdict: "rejected", answer, lang } as const;
      await chair.objections.answer({ key: newKey(), ...said });
    },
    async putOff(ordinal, days, reason) {
      const convener = await teller.as("马国栋");
      const to = movedPastHolidays(teller.day(-days), holidays);
      await convener.resolutions.revise({ key: newKey(), motionId: id(), ordinal, to, reason, lang });
    },
    async plan(milestones) {
      const convener = await teller.as("马国栋");
      const steps = milestones.map((milestone) => ({ ...milestone, lang }) as const);
      await convener.resolutions.plan({ key: newKey(), motionId: id(), milestones: steps });
    },
  };
}
