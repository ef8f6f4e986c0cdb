import type { Caller } from "@yishi/api/door";
import type { TestDatabase } from "@yishi/api/testing/database";
import { addDays, dayOf, type Day } from "@yishi/domain/calendar";
import { tenths } from "@yishi/domain/follow-ups";
import { expect, test } from "vitest";

type Shown = Awaited<ReturnType<Caller["proposals"]["byNumber"]>>;

/** The house in which the story was told, once it was. */
interface Told {
  readonly base: () => TestDatabase;
  readonly stranger: () => Caller;
  readonly today: () => Day;
  readonly as: (name: string) => Promise<Caller>;
  readonly titled: (words: string, caller?: Caller) => Promise<Shown>;
}

/** What stands of the eight proposals: to each body its own, with every figure of its arithmetic. */
export function tellsTheEight(told: Told): void {
  talkedOver(told);
  decided(told);
  underWay(told);
}

function talkedOver({ base, stranger, as, titled }: Told): void {
  const viewsOf = async (words: string) => {
    const { proposalId } = await titled(words);
    return stranger().views.ofProposal({ proposalId });
  };

  test("P-01 asks building 5 about a lift: its owners decide, a reviewer stepped back, and both floors are heard", async () => {
    const proposal = await titled("加装电梯");
    expect(proposal).toMatchObject({ stage: "consulting", motion: null, author: { building: "5" } });
    expect(proposal.decider).toMatchObject({ body: "owners", firstYes: "ownersBusiness" });
    const steppedBack = proposal.timeline.filter((one) => one.kind === "recusal.made");
    expect(steppedBack).toHaveLength(1);
    const acting = await stranger().recusals.acting({ proposalId: proposal.proposalId });
    expect(acting.map(({ name }) => name)).not.toContain("王建民");
    const { recused } = await (await as("孙伟")).recusals.of({ proposalId: proposal.proposalId });
    expect(recused).toMatchObject([{ name: "王建民", post: "reviewer", reason: "nearRelative" }]);
    expect((await viewsOf("加装电梯")).counts).toMatchObject({
      for: 1,
      against: 1,
      suggestion: 1,
      question: 1,
    });
  });

  test("P-01's register: 60 heads and 4,860 square metres, of which 40 and 3,240 would have to take part", async () => {
    const { rows } = await base().owner.query<{ units: number; area: number }>(
      "select count(*)::int as units, sum(area_square_centimetres)::float8 as area from units where building = '5' and until_on is null",
    );
    expect(rows).toEqual([{ units: 60, area: 48_600_000 }]);
    const scopes = await (await as("赵丽娜")).motions.scopes();
    expect(scopes.buildings).toEqual(Array.from({ length: 11 }, (_, at) => String(at + 1)));
  });

  test("P-02, the charging shed, was talked over, and its experts heard and answered before anything was drawn", async () => {
    const { proposalId, timeline } = await titled("充电棚");
    expect((await viewsOf("充电棚")).counts).toMatchObject({
      for: 1,
      against: 1,
      suggestion: 1,
      question: 1,
    });
    const { consultations } = await stranger().consultations.ofProposal({ proposalId });
    expect(consultations).toMatchObject([{ status: "answered", opinions: [{}, { dissent: true }] }]);
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds.indexOf("consultation.answered")).toBeLessThan(kinds.indexOf("motion.drafted"));
  });
}

function underWay({ base, stranger, today, titled }: Told): void {
  test("P-02 is voted on today and five days more: residents on the covenant's clause, owners on the ground", async () => {
    const proposal = await titled("充电棚");
    expect(proposal).toMatchObject({
      stage: "voting",
      decider: { body: "residentsMeeting" },
      motion: { electorate: "household", ordinal: 1, seats: 1486, quorumNeeded: 991 },
      motions: [
        { electorate: "household", advisory: false },
        { electorate: "owner", advisory: false },
      ],
    });
    const { year, number } = proposal;
    const ground = await stranger().proposals.byNumber({ year, number, ordinal: 2 });
    const { rows } = await base().owner.query<{ area: number }>(
      "select sum(area_square_centimetres)::float8 as area from units where until_on is null",
    );
    expect(ground.motion).toMatchObject({
      electorate: "owner",
      special: true,
      outcome: null,
      cited: [1, 2, 3, 4],
    });
    expect(ground.motion?.area?.all).toBe(rows[0]?.area);
    for (const { motion } of [proposal, ground]) {
      expect(dayOf(motion?.closesAt ?? new Date(0))).toBe(addDays(today(), 5));
      expect(motion?.turnout).toBeGreaterThan(100);
    }
  });

  test("P-03 was decided by the committee of 7: 6 present and all for it, and two of four steps are done", async () => {
    const { stage, motion, milestones, decider } = await titled("先报修");
    expect([stage, decider.body, motion?.electorate]).toEqual(["implementing", "committee", "committee"]);
    expect(motion?.outcome).toMatchObject({
      quorum: { base: 7, present: 6, needed: 4, met: true },
      majority: { for: 6, against: 0, abstain: 0, invalid: 0, needed: 4, passed: true },
      channels: { app: 3, meeting: 3 },
    });
    expect(milestones.map(({ doneOn }) => doneOn !== null)).toEqual([true, true, false, false]);
    expect(milestones.every(({ workingDaysLate }) => workingDaysLate === 0)).toBe(true);
  });

  test("P-04 is carried out, the second resolution of its year", async () => {
    const { stage, motion, resolution } = await titled("消防通道");
    expect([stage, motion?.electorate, resolution?.number]).toEqual(["implementing", "household", 2]);
  });

  test("P-05 came back once for its wording, was mended, and is admitted for the residents' meeting", async () => {
    const { stage, timeline, decider, motion, problem } = await titled("广场舞");
    expect([stage, decider.body, motion]).toEqual(["admitted", "residentsMeeting", null]);
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "proposal.resubmitted")).toHaveLength(1);
    const verdicts = timeline
      .filter((one) => one.kind === "proposal.reviewed")
      .map((one) => one.figures["decides"]);
    expect(verdicts).toEqual(["return", "admit"]);
    expect(problem).not.toContain("公德");
  });

  test("P-06 is announced for the representatives' meeting: 50 members, of whom 34 have to come", async () => {
    const { stage, motion, decider } = await titled("热饭");
    expect([stage, decider.body]).toEqual(["announced", "representativesMeeting"]);
    expect(motion).toMatchObject({ electorate: "representative", seats: 50, quorumNeeded: 34 });
    expect(dayOf(motion?.opensAt ?? new Date(0))).toBe(addDays(today(), 6));
    expect(dayOf(motion?.meeting?.startsAt ?? new Date(0))).toBe(addDays(today(), 6));
  });
}

function decided({ stranger, as, titled }: Told): void {
  test("P-07 was rejected although more were for it than against it: 17 of 36 present, where 19 were needed", async () => {
    const { stage, motion, resolution } = await titled("分类桶");
    expect([stage, motion?.electorate]).toEqual(["rejected", "representative"]);
    expect(motion?.outcome).toMatchObject({
      result: "rejected",
      quorum: { base: 50, present: 36, needed: 34, met: true },
      majority: { for: 17, against: 13, abstain: 6, invalid: 0, portion: 18, needed: 19, passed: false },
      channels: { app: 3, meeting: 33, desk: 0, homeBox: 0 },
    });
    expect(resolution).not.toBeNull();
    expect((await titled("分类桶", await as("陈志强"))).mine?.ballot).toMatchObject({ choice: "for" });
  });

  test("the owners of building 1 were for the parking by heads, 68 of 90, and not by area; both are needed", async () => {
    const { stage, motion } = await titled("三个车位");
    expect([stage, motion?.electorate, motion?.special]).toEqual(["rejected", "owner", true]);
    expect(motion?.outcome).toMatchObject({
      result: "rejected",
      quorum: { present: 90, met: true },
      majority: { for: 68, against: 22, needed: 68, passed: true },
      area: {
        quorum: { present: 57_317_200, met: true },
        majority: { for: 41_684_000, against: 15_633_200, needed: 42_987_900, passed: false },
      },
    });
  });

  test("P-08 is closed: decided by the committee, accepted by three, and 4.6 of 5 after 30 days", async () => {
    const { stage, step, steps, motion, milestones, money } = await titled("活动室");
    expect([stage, step, motion?.electorate]).toEqual(["archived", steps, "committee"]);
    expect(motion?.outcome).toMatchObject({ result: "passed", quorum: { base: 7, present: 7 } });
    expect(milestones.every(({ doneOn }) => doneOn !== null)).toBe(true);
    expect(money).toMatchObject({ spentFen: 7_700, overFen: 0 });
    const asked = { motionId: motion?.motionId ?? "" };
    const { said } = await stranger().acceptances.of(asked);
    expect(said.map(({ role, accepted }) => [role, accepted])).toEqual([
      ["proposer", true],
      ["neighbour", true],
      ["neighbour", true],
    ]);
    const [first, second] = (await stranger().followUps.of(asked))?.rounds ?? [];
    expect(first).toMatchObject({ round: 1, over: true, mean: { num: 23, den: 5 } });
    expect(tenths(first?.mean ?? { num: 0, den: 1 })).toBe("4.6");
    expect(second).toMatchObject({ round: 2, over: true, mean: { num: 27, den: 6 } });
  });
}
