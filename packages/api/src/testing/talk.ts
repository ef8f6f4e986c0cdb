import { expect } from "vitest";
import type { Caller } from "../door.ts";
import { first } from "./at-once.ts";
import { author, resident, single } from "./actors.ts";
import { people, second, supporter } from "./cast.ts";
import { newKey, openHouse } from "./house.ts";
import { answerIn } from "./unchanged.ts";

/** Neighbours who talk proposals over: a house with everybody in office, and the few things that every story does. */
export type Talk = Awaited<ReturnType<typeof openTalk>>;
export type Kind = "for" | "against" | "suggestion" | "question";
/** A public proposal, by its id and by its number. */
export interface Spoken {
  readonly proposalId: string;
  readonly year: number;
  readonly number: number;
}

export const lang = "zh-CN" as const;
export const plain = { lang, namePublic: false, agreed: true } as const;
export const words = {
  ...{ title: "楼道装扶手", problem: "楼道里没有扶手，老人上楼不方便。", wish: "每层都装上扶手。" },
  ...{ touches: "全小区", cost: "三千元", lang, authorNamed: true },
};

/** Opens a house in which neighbours talk. */
export async function openTalk() {
  const house = await openHouse({ households: 12 });
  const { by } = await people(house);
  const rows = async (sql: string, ...values: readonly unknown[]) =>
    (await house.base.owner.query<Record<string, unknown>>(sql, [...values])).rows;
  const proposal = async (): Promise<Spoken> => {
    const { proposalId } = await by(author).proposals.write({ key: newKey(), ...words });
    await by(author).decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
    const { year, number } = await by(author).proposals.open({ key: newKey(), proposalId });
    return { proposalId, year: year ?? 0, number: number ?? 0 };
  };
  return {
    ...{ house, by, rows, proposal },
    async admitted(): Promise<Spoken> {
      const of = await proposal();
      const { proposalId } = of;
      await by(supporter).proposals.cosponsor({ key: newKey(), proposalId, namePublic: true });
      for (const name of [single.reviewer, second])
        await by(name).proposals.review({ key: newKey(), proposalId, verdict: "admit", reason: "" });
      return of;
    },
    async say(proposalId: string, name: string, said: string, kind: Kind = "for") {
      return (await by(name).views.say({ key: newKey(), proposalId, kind, said, ...plain })).viewId;
    },
    async propose(proposalId: string, wording: string, field: "wish" | "title" = "wish") {
      const suggestion = { key: newKey(), proposalId, kind: "suggestion", said: "这样写更清楚。" } as const;
      const amendment = { field, wording };
      return (await by(resident).views.say({ ...suggestion, ...plain, amendment })).viewId;
    },
    async threadOf(proposalId: string, thread: string, as: Caller = house.stranger) {
      return first((await as.views.ofProposal({ proposalId, thread })).views);
    },
    answerTo: (act: () => Promise<unknown>) => answerIn(house, act),
    async now(): Promise<Date> {
      const [row] = await rows("select yishi_now() as now");
      if (!(row?.["now"] instanceof Date)) throw new Error("the clock did not answer");
      return row["now"];
    },
    /** Looks through everything that anybody may read of a proposal: words that are not shown stand nowhere in it. */
    async nowhereShown(secret: string, { proposalId, year, number }: Spoken) {
      for (const reader of [house.stranger, by(supporter), by(single.chair), by(single.deskClerk)]) {
        const answers = [
          await reader.views.ofProposal({ proposalId }),
          await reader.views.ofProposal({ proposalId, only: "suggestion" }),
          await reader.views.summary({ proposalId }),
          await reader.amendments.versions({ proposalId }),
          await reader.proposals.byNumber({ year, number }),
          await reader.proposals.list({}),
          await reader.moderation.log({}),
        ];
        expect(JSON.stringify(answers)).not.toContain(secret);
      }
      expect(JSON.stringify(await rows("select body::text as body from facts"))).not.toContain(secret);
    },
  };
}
