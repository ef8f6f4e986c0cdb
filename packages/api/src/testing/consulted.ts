import { single, resident } from "./actors.ts";
import { noConflict, opinionWords, question } from "./expert-words.ts";
import { second, supporter, type Cast } from "./cast.ts";
import { newKey } from "./house.ts";
import { motionWords } from "./proposals.ts";
import { registeredExpert } from "./registered-experts.ts";

type Hazards = ("safety" | "structure" | "heating" | "fire" | "gas")[];

/** What is asked and done with experts, in one sentence each. */
export function consulting({ by, house }: Cast) {
  const lang = "zh-CN" as const;
  const request = async (proposalId: string, hazards: Hazards = [], buildings: string[] = []) =>
    (
      await by(single.chair).consultations.request({
        ...{ key: newKey(), proposalId, ...question, fields: [...question.fields], hazards, buildings },
      })
    ).consultationId;
  const view = async (proposalId: string) => {
    const { consultations } = await house.stranger.consultations.ofProposal({ proposalId });
    const [found] = consultations;
    if (!found) throw new Error("there is no consultation");
    return found;
  };
  const choose = (consultationId: string, experts: string[], reason = "他们懂这一行。") =>
    by(single.chair).consultations.choose({ key: newKey(), consultationId, experts, reason, lang });
  const seatOf = async (name: string, consultationId: string) => {
    const { rows } = await house.base.owner.query<{ seatId: string }>(
      `select s.seat_id as "seatId" from panel_seats s join experts e using (committee_id, expert_id)
       join members m using (committee_id, member_id) where s.consultation_id = $1 and m.name = $2`,
      [consultationId, name],
    );
    return rows[0]?.seatId ?? "";
  };
  const accept = (name: string, seatId: string, declared: typeof noConflict | null = noConflict) =>
    by(name).panels.reply({ key: newKey(), seatId, declared });
  const decide = (name: string, seatId: string, sits = true) =>
    by(name).consultations.decide({ key: newKey(), seatId, sits, decision: "没有看到冲突。", lang });
  const write = { ...opinionWords, advice: [...opinionWords.advice] };
  const file = (name: string, seatId: string, how: "opinion" | "dissent" = "opinion") =>
    by(name).panels.file({ key: newKey(), seatId, how, ...write });
  const sign = (name: string, seatId: string, hash: string) =>
    by(name).panels.sign({ key: newKey(), seatId, hash });
  const respond = (consultationId: string, numbers: readonly number[]) =>
    by(single.chair).consultations.respond({
      ...{ key: newKey(), consultationId, lang },
      answers: numbers.map((number) => ({ number, verdict: "adopted" as const, reason: "照办。" })),
    });
  /** Asks somebody, has them declare and a supervisor let them sit. */
  const seated = async (consultationId: string, names: readonly (readonly [string, string])[]) => {
    await choose(
      consultationId,
      names.map(([, expertId]) => expertId),
    );
    const seats: string[] = [];
    for (const [name] of names) {
      const seatId = await seatOf(name, consultationId);
      await accept(name, seatId);
      await decide(name === supporter ? single.supervisor : supporter, seatId);
      seats.push(seatId);
    }
    return seats;
  };
  return { request, view, choose, seatOf, accept, decide, write, file, sign, respond, seated };
}

/** Consultations at every step, so that each procedure finds its object there; the expert is always the same. */
export async function consulted(cast: Cast, admitted: () => Promise<string>, expert: string) {
  const { by } = cast;
  const does = consulting(cast);
  const me = [single.expert, expert] as const;
  const begun = async (hazards: Hazards = []) => does.request(await admitted(), hazards);
  const first = (seats: readonly string[]) => seats[0] ?? "";

  const choosing = await begun();
  const asked = await begun();
  await does.choose(asked, [expert]);
  const declaring = await begun();
  await does.choose(declaring, [expert]);
  const declaredSeat = await does.seatOf(single.expert, declaring);
  await does.accept(single.expert, declaredSeat);
  const sittingSeat = first(await does.seated(await begun(), [me]));
  const { seatId: _seatId, ...draft } = { seatId: sittingSeat, ...does.write };
  await by(single.expert).panels.saveDraft({ key: newKey(), seatId: sittingSeat, ...draft });
  await by(resident).consultations.object({ key: newKey(), seatId: sittingSeat });
  const answering = await begun();
  await does.file(single.expert, first(await does.seated(answering, [me])));
  const proposalId = await admitted();
  const answered = await does.request(proposalId);
  await does.file(single.expert, first(await does.seated(answered, [me])));
  await does.respond(answered, [1, 2]);
  await by(single.secretary).motions.draft({ ...motionWords, key: newKey(), proposalId, cited: [1, 2] });
  // Only three are on the register: a panel of three takes all of them.
  const others = [
    [second, await registeredExpert(cast, second)],
    [supporter, await registeredExpert(cast, supporter)],
  ] as const;
  const three = await does.seated(await begun(["fire"]), [me, ...others]);
  const { hash } = await does.file(second, three[1] ?? "");
  return {
    ...{ choosing, askedSeat: await does.seatOf(single.expert, asked), declaredSeat, sittingSeat, answering },
    ...{ signingSeat: first(three), opinionHash: hash },
    unanswerable: await unanswerable(cast, await admitted()),
  };
}

/** A panel of five where the community asks for five, and only three experts are there. */
async function unanswerable({ by, house }: Cast, proposalId: string): Promise<string> {
  const { consultationId } = await by(single.chair).consultations.request({
    ...{ key: newKey(), proposalId, ...question, fields: [...question.fields] },
    ...{ hazards: ["gas"], buildings: [] },
  });
  await house.base.owner.query(
    `update consultations set size = 5, fact_id = (select fact_id from facts f where f.committee_id = consultations.committee_id limit 1)
     where consultation_id = $1`,
    [consultationId],
  );
  return consultationId;
}
