import { holidays } from "@yishi/api/holidays";
import { movedPastHolidays, type Day } from "@yishi/domain/calendar";
import type { Score } from "@yishi/domain/follow-ups";
import type { Round } from "@yishi/domain/resolutions/follow-up";
import type { ObjectionCode, ObjectionGround } from "@yishi/domain/resolutions/steps";
import { newKey, type Teller } from "../telling/teller.ts";
import { comes, residentNamed } from "./neighbours.ts";

/** What comes after a vote, followed from an objection to the last question whether it still serves. */
export interface CarriedOut {
  /** A resident objects at the window, and the committee's chair answers that it does not hold. */
  object(name: string, objection: Objection): Promise<void>;
  reject(answer: string): Promise<void>;
  plan(milestones: readonly Milestone[]): Promise<void>;
  /** A step is not done on its day: another day is said, with the reason. */
  putOff(ordinal: number, days: number, reason: string): Promise<void>;
  /** A step was done so many days ago, for so much, as a paper shows. */
  done(ordinal: number, daysAgo: number, spentFen: number, reference: string): Promise<void>;
  /** The proposer and neighbours accept the finished work, in the app or at the window. */
  accept(...names: readonly string[]): Promise<void>;
  /** Neighbours answer whether it still serves, in the app or at the window. */
  stillServes(round: Round, scores: readonly (readonly [name: string, score: Score])[]): Promise<void>;
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
const clerkName = "周敏";
const convenerName = "马国栋";

/** Begins to follow what becomes of a motion once it was voted on. */
export function carryOut(teller: Teller, id: () => string): CarriedOut {
  let objectionId = "";
  return {
    async object(name, objection) {
      const clerk = await teller.as(clerkName);
      const forResident = await residentNamed(clerk, name);
      const asked = { ...objection, key: newKey(), motionId: id(), lang, forResident } as const;
      ({ objectionId } = await clerk.objections.file(asked));
    },
    async reject(answer) {
      const chair = await teller.as("赵丽娜");
      const said = { objectionId, verdict: "rejected", answer, lang } as const;
      await chair.objections.answer({ key: newKey(), ...said });
    },
    async plan(milestones) {
      const convener = await teller.as(convenerName);
      const steps = milestones.map((milestone) => ({ ...milestone, lang }) as const);
      await convener.resolutions.plan({ key: newKey(), motionId: id(), milestones: steps });
    },
    async putOff(ordinal, days, reason) {
      const convener = await teller.as(convenerName);
      const to = movedPastHolidays(teller.day(-days), holidays);
      await convener.resolutions.revise({ key: newKey(), motionId: id(), ordinal, to, reason, lang });
    },
    async done(ordinal, daysAgo, spentFen, reference) {
      const convener = await teller.as(convenerName);
      const said = { ordinal, on: teller.day(daysAgo), spentFen, reference };
      await convener.resolutions.complete({ key: newKey(), motionId: id(), ...said });
    },
    async accept(...names) {
      for (const name of names) {
        const { caller, ...forWhom } = await comes(teller, name);
        const said = { motionId: id(), said: { accepted: true }, lang, ...forWhom } as const;
        await caller.acceptances.say({ key: newKey(), ...said });
      }
    },
    async stillServes(round, scores) {
      for (const [name, score] of scores) {
        const { caller, ...forWhom } = await comes(teller, name);
        const said = { motionId: id(), round, score, words: "", lang, ...forWhom } as const;
        await caller.followUps.answer({ key: newKey(), ...said });
      }
    },
  };
}
