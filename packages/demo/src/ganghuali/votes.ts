import { personas } from "@yishi/api/personas";
import {
  paperChoices,
  type BallotChannel,
  type Choice,
  type PaperChannel,
  type PaperChoice,
} from "@yishi/domain/ballots";
import { drawLots, type Lots } from "../lots.ts";
import { newKey, type Teller } from "../telling/teller.ts";
import type { Asked } from "./motions.ts";
import { place } from "./place.ts";

/** How many papers lie on the two clerks' table at once. */
const inHand = 8;
const clerks = ["周敏", "刘芳"] as const;
const scrutineers = ["孙伟", "王秀珍"] as const;

/** A paper in hand. */
export interface Paper {
  readonly seat: number;
  /** As a ballot writes it: `for`, or the option's place. */
  readonly choice: string;
}

/** A vote, followed ballot by ballot: every one of them is given, and two clerks read every paper. */
export interface Vote {
  /** Somebody of the story votes for their household: in the app, or on a paper. */
  give(name: string, choice: Choice, channel: BallotChannel): Promise<void>;
  /** So many other households give a paper. */
  papers(channel: PaperChannel, count: number): Promise<void>;
  /** Papers of which it is known whose they are and what they say. */
  these(channel: PaperChannel, pile: readonly Paper[]): Promise<void>;
  /** All papers that are still to come. */
  remaining(channel: PaperChannel): Promise<void>;
  /** Papers that one clerk has read and the other has not. */
  readOnce(name: string, count: number): Promise<void>;
  /** The two scrutineers count the sheets that there are. */
  count(): Promise<void>;
}

/** Begins to follow a vote of which it is known how it went: so many of each choice, drawn into an order by lot. */
export function follow(
  teller: Teller,
  motion: Asked,
  ballots: { readonly seed: number } & Readonly<Record<PaperChoice, number>>,
): Vote {
  const lots = drawLots(ballots.seed);
  const box = lots.shuffled(
    paperChoices.flatMap((choice) => Array<PaperChoice>(ballots[choice]).fill(choice)),
  );
  const table = layTable(teller, motion);
  let seats: ReturnType<typeof readSeats> | undefined;
  const roll = () => (seats ??= readSeats(teller, motion, lots));
  const papers = async (channel: PaperChannel, count: number) => {
    const { others } = await roll();
    if (count > Math.min(box.length, others.length)) throw new Error(`there are no ${count} papers left`);
    const choices = box.splice(-count);
    const pile = others.splice(-count).map((seat, index) => ({ seat, choice: choices[index] ?? "invalid" }));
    await together(pile, ({ seat, choice }) => table.read(seat, choice, channel));
  };
  return {
    papers,
    these: (channel, pile) => together(pile, ({ seat, choice }) => table.read(seat, choice, channel)),
    remaining: (channel) => papers(channel, box.length),
    async give(name, choice, channel) {
      const index = box.indexOf(choice);
      if (index < 0) throw new Error(`no ballot "${choice}" is left to be given`);
      box.splice(index, 1);
      const { seatOf } = await roll();
      if (channel !== "app") return table.read(seatOf(name), choice, channel);
      const caller = await teller.as(name);
      await caller.ballots.cast({ key: newKey(), motionId: motion.id(), choice });
    },
    async readOnce(name, count) {
      const { others } = await roll();
      for (const seat of others.splice(-count)) await table.readOnce(name, seat);
    },
    async count() {
      if (box.length > 0) throw new Error(`${box.length} ballots were never given`);
      for (const name of scrutineers) {
        const scrutineer = await teller.as(name);
        await scrutineer.ballots.count({ key: newKey(), motionId: motion.id(), ...table.sheets });
      }
    },
  };
}

/** The table at which two clerks read every paper, and the piles of sheets that grow on it. */
function layTable(teller: Teller, motion: Asked) {
  const sheets = { desk: 0, homeBox: 0, meeting: 0 };
  const readBy = async (name: string, paper: { seat: number; choice: string; channel: PaperChannel }) => {
    const clerk = await teller.as(name);
    return (await clerk.ballots.transcribe({ key: newKey(), motionId: motion.id(), ...paper })).answer;
  };
  return {
    sheets,
    async read(seat: number, choice: string, channel: PaperChannel) {
      const [first, second] = seat % 2 === 0 ? clerks : [clerks[1], clerks[0]];
      const answers = [
        await readBy(first, { seat, choice, channel }),
        await readBy(second, { seat, choice, channel }),
      ];
      if (answers.join(" ") !== "FIRST NEW") throw new Error(`paper of seat ${seat}: ${answers.join(" ")}`);
      sheets[channel] += 1;
    },
    readOnce: (name: string, seat: number) => readBy(name, { seat, choice: "for", channel: "desk" }),
  };
}

/** The seats of the story's people, who vote when the story says so, and those of everybody else, in an order of chance. */
async function readSeats(teller: Teller, motion: Asked, lots: Lots) {
  const known = new Map<string, number>();
  for (const { name } of personas.filter((one) => one.slug === place.slug)) {
    const caller = await teller.as(name);
    const seat = await caller.ballots.seat({ motionId: motion.id() });
    if (seat) known.set(name, seat.seat);
  }
  const taken = new Set(known.values());
  const all = Array.from({ length: motion.seats() }, (_, index) => index + 1);
  return {
    others: lots.shuffled(all.filter((seat) => !taken.has(seat))),
    seatOf: (name: string): number => {
      const seat = known.get(name);
      if (seat === undefined) throw new Error(`${name} has no seat in this vote`);
      return seat;
    },
  };
}

/** Works a pile off, several papers at a time. */
async function together<T>(pile: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = pile.values();
  const hand = async () => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: inHand }, hand));
}
