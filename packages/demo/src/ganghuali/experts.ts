import type { CommonField } from "@yishi/domain/experts";
import type { Declared } from "@yishi/domain/consultations/conflicts";
import type { Verdict } from "@yishi/domain/consultations";
import type { Hazard } from "@yishi/domain/consultations/need";
import { isPersona, newKey, type Teller } from "../telling/teller.ts";
import { residentNamed } from "./neighbours.ts";
import type { Followed } from "./proposals.ts";

const lang = "zh-CN" as const;

const clerkName = "周敏";
const chairName = "赵丽娜";

/** One of the six, as they tell it of themselves, and what was seen of it. */
export interface Known {
  readonly name: string;
  readonly fields: readonly CommonField[];
  readonly formerPost: string;
  readonly years: number;
  readonly motto: string;
  readonly issuer: string;
}

/** The six experts of the story. */
export const six: readonly Known[] = [
  {
    ...{ name: "王建民", fields: ["heating"], formerPost: "钢厂动力厂供热高级工程师", years: 32 },
    ...{ motto: "先量温度，再说话。", issuer: "钢厂人事处" },
  },
  {
    ...{ name: "周启明", fields: ["structure"], formerPost: "建筑设计院结构工程师", years: 35 },
    ...{ motto: "老楼的墙，不能随便动。", issuer: "市建筑设计院" },
  },
  {
    ...{ name: "李秀英", fields: ["law", "family"], formerPost: "法院书记员", years: 30 },
    ...{ motto: "有话慢慢说。", issuer: "区人民法院" },
  },
  {
    ...{ name: "乌兰其木格", fields: ["family"], formerPost: "中学教师，蒙汉双语", years: 33 },
    ...{ motto: "孩子和老人，都要听一听。", issuer: "区教育局" },
  },
  {
    ...{ name: "高德胜", fields: ["fire", "electricity"], formerPost: "消防支队工程师", years: 31 },
    ...{ motto: "火不等人。", issuer: "市消防支队" },
  },
  {
    ...{ name: "陈淑芬", fields: ["accounts"], formerPost: "区财政局会计", years: 28 },
    ...{ motto: "一笔一笔对得上。", issuer: "区财政局" },
  },
];

/** They apply: in the app, or at the window; two members and a supervisor see their papers. */
export async function apply(teller: Teller, one: Known): Promise<void> {
  const { name, issuer, fields, ...said } = one;
  const told = { key: newKey(), ...said, fields: [...fields], lang };
  const clerk = await teller.as(clerkName);
  const { expertId } = isPersona(name)
    ? await (await teller.as(name)).experts.offer(told)
    : await clerk.experts.offerFor({ ...told, residentId: await residentNamed(clerk, name) });
  for (const checker of [chairName, "马国栋", "孙伟"])
    await (await teller.as(checker)).experts.check({ key: newKey(), expertId, seen: "letter", issuer });
}

const no = "no";
export const noConflict: Declared = {
  ...{ livesThere: no, kin: no, contract: no, investment: no, vendor: no, publicStand: no },
};

/** What an expert writes. */
export interface Words {
  readonly facts: string;
  readonly advice: readonly string[];
  readonly risk: string;
  readonly unknown: string;
}

/** Experts are asked about a proposal, followed from the question to the answer. */
export function consult(teller: Teller, proposal: Followed) {
  let consultationId = "";
  const chair = () => teller.as(chairName);
  const { handOf, seatOf } = seatsIn(teller, proposal);
  return {
    async request(asked: {
      readonly question: string;
      readonly why: string;
      readonly fields: readonly CommonField[];
      readonly hazards: readonly Hazard[];
      readonly buildings: readonly string[];
    }) {
      const { question, why, fields, hazards, buildings } = asked;
      ({ consultationId } = await (
        await chair()
      ).consultations.request({
        ...{ key: newKey(), proposalId: proposal.id(), question, why, lang, workingDays: 10 },
        ...{ fields: [...fields], hazards: [...hazards], buildings: [...buildings] },
      }));
    },
    async choose(names: readonly string[], reason: string) {
      const caller = await chair();
      const { candidates } = await caller.consultations.candidates({ consultationId });
      const experts = candidates.filter(({ name }) => names.includes(name)).map(({ expertId }) => expertId);
      await caller.consultations.choose({ key: newKey(), consultationId, experts, reason, lang });
    },
    async declare(name: string, more: Partial<Declared> = {}) {
      const caller = await handOf(name);
      const declared = { ...noConflict, ...more };
      await caller.panels.reply({ key: newKey(), seatId: await seatOf(name), declared });
    },
    async decline(name: string) {
      const caller = await handOf(name);
      await caller.panels.reply({ key: newKey(), seatId: await seatOf(name), declared: null });
    },
    async decide(name: string, sits: boolean, decision: string) {
      const seatId = await seatOf(name);
      const supervisor = await teller.as("孙伟");
      await supervisor.consultations.decide({ key: newKey(), seatId, sits, decision, lang });
    },
    async file(name: string, how: "opinion" | "dissent", { facts, advice, risk, unknown }: Words) {
      const words = { facts, advice: [...advice], risk, unknown, lang };
      const caller = await handOf(name);
      await caller.panels.file({ key: newKey(), seatId: await seatOf(name), how, ...words });
    },
    async sign(name: string) {
      const caller = await handOf(name);
      const seatId = await seatOf(name);
      const { opinionHash } = await caller.panels.seat({ seatId });
      await caller.panels.sign({ key: newKey(), seatId, hash: opinionHash ?? "" });
    },
    async respond(said: readonly (readonly [Verdict, string])[]) {
      const answers = said.map(([verdict, reason], at) => ({ number: at + 1, verdict, reason }));
      const caller = await chair();
      await caller.consultations.respond({ key: newKey(), consultationId, answers, lang });
    },
  };
}

/** How the experts of a proposal come to their seats: by themselves, or with the clerk beside them. */
function seatsIn(teller: Teller, proposal: Followed) {
  /** The hand of an expert: their own, or the clerk's beside them. */
  const handOf = (name: string) => teller.as(isPersona(name) ? name : clerkName);
  const seatOf = async (name: string): Promise<string> => {
    const caller = await handOf(name);
    const seats = isPersona(name)
      ? await caller.panels.mine()
      : await caller.panels.ofResident({ residentId: await residentNamed(caller, name) });
    const { number } = await numbered();
    const seat = seats.find((one) => one.number === number);
    if (!seat) throw new Error(`${name} was not asked`);
    return seat.seatId;
  };
  const numbered = async () => {
    const { proposals } = await (await teller.as(chairName)).proposals.list({});
    const found = proposals.find((one) => one.proposalId === proposal.id());
    if (!found) throw new Error("the proposal is not public");
    return found;
  };
  return { handOf, seatOf };
}
