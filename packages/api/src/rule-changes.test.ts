import { addDays, startOf } from "@yishi/domain/calendar";
import type { RuleKey } from "@yishi/domain/rulebook/keys";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, type VotingHouse } from "./testing/vote.ts";

let house: House;
let vote: VotingHouse;
let other: House;
let admitted: string;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  other = await openHouse({ slug: "linli", beside: house });
}, 120_000);
afterAll(() => house.close());

type Change = Parameters<Caller["rules"]["change"]>[0];
const told = (refusedWith: string, values?: object) => ({
  cause: { refusal: { refused: refusedWith, ...(values ? { values } : {}) } },
});

async function change(rule: RuleKey, value: Change["value"], more: Partial<Change> = {}) {
  const today = await house.today();
  return vote.secretary.rules.change({
    ...{ key: newKey(), rule, value, effectiveFrom: addDays(today, 1) },
    ...{ adoptedOn: today, resolution: "居民会议第2号决定" },
    ...more,
  });
}
async function lineOf(rule: RuleKey, caller = house.stranger) {
  const found = (await caller.rules.book()).rules.find((one) => one.key === rule);
  if (!found) throw new Error(`${rule} is not shown`);
  return found;
}
async function rulesOfMotion(motionId: string) {
  const { rows } = await house.base.owner.query<{ rules: Record<string, unknown> }>(
    "select rules from motions where motion_id = $1",
    [motionId],
  );
  return rows[0]?.rules;
}
async function stateOfProposal(proposalId: string) {
  const { rows } = await house.base.owner.query<{ state: object }>(
    `select jsonb_build_object('needed', cosponsors_needed, 'ends', window_ends, 'rules', rules) as state
     from proposals where proposal_id = $1`,
    [proposalId],
  );
  return rows[0]?.state;
}

/** Every number that something open goes by, each made as much stricter as can be told apart. */
const stricter: readonly (readonly [RuleKey, Change["value"]])[] = [
  ["proposal.cosponsors", { kind: "integer", integer: 1 }],
  ["proposal.cosponsorsBuildingShare", { kind: "share", cmp: "atLeast", num: 1, den: 100 }],
  ["proposal.windowDays", { kind: "days", days: 60 }],
  ["admissibility.reviewers", { kind: "integer", integer: 3 }],
  ["admissibility.workingDays", { kind: "workingDays", workingDays: 2 }],
  ["meeting.residents.quorum.households", { kind: "share", cmp: "atLeast", num: 3, den: 4 }],
  ["meeting.residents.majority", { kind: "share", cmp: "atLeast", num: 2, den: 3 }],
  ["meeting.residents.noticeDays", { kind: "days", days: 15 }],
  ["vote.windowDays", { kind: "range", min: 5, max: 10 }],
  ["vote.scrutineers", { kind: "integer", integer: 3 }],
  ["vote.publishWorkingDays", { kind: "workingDays", workingDays: 1 }],
  ["vote.noticeDays", { kind: "days", days: 14 }],
  ["milestone.lateFlagWorkingDays", { kind: "workingDays", workingDays: 3 }],
  ["invitation.validDays", { kind: "days", days: 5 }],
];

describe("a rule made stricter", () => {
  test("is shown with what adopted it, from which day, and nothing changes before that day", async () => {
    await change("delib.feedbackDays", { kind: "days", days: 20 });
    const before = await lineOf("delib.feedbackDays");
    const today = await house.today();
    expect(before).toMatchObject({ value: { days: 30 }, strictest: { days: 20 }, original: { days: 30 } });
    expect(before.changes).toEqual([
      {
        value: { kind: "days", days: 20 },
        resolution: null,
        paper: "居民会议第2号决定",
        adoptedOn: today,
        effectiveFrom: addDays(today, 1),
        inEffect: false,
      },
    ]);
    await house.moveDays(1);
    expect(await lineOf("delib.feedbackDays")).toMatchObject({
      value: { days: 20 },
      changes: [{ inEffect: true }],
    });
    expect(await lineOf("delib.feedbackDays", other.stranger)).toMatchObject({
      value: { days: 30 },
      changes: [],
    });
  });

  test("never becomes looser again, not even by what is not in effect yet", async () => {
    await change("delib.openDays", { kind: "days", days: 14 }, { effectiveFrom: "2027-01-01" });
    await expect(change("delib.openDays", { kind: "days", days: 10 })).rejects.toMatchObject(
      told("rule-not-stricter", { way: "higher", value: 14 }),
    );
    await expect(
      change("meeting.priorStudy.required", { kind: "boolean", boolean: false }),
    ).rejects.toMatchObject(told("rule-fixed"));
    await expect(change("delib.openDays", { kind: "days", days: 5_000 })).rejects.toMatchObject(
      told("rule-past-sense", { least: 1, most: 366 }),
    );
  });

  test("takes effect tomorrow at the earliest, and rests on something that was adopted", async () => {
    const today = await house.today();
    const value = { kind: "integer", integer: 12 } as const;
    const early = { effectiveFrom: today };
    await expect(change("delib.minParticipants", value, early)).rejects.toMatchObject(
      told("rule-too-early", { day: addDays(today, 1) }),
    );
    await expect(change("delib.minParticipants", value, { resolution: undefined })).rejects.toMatchObject(
      told("adoption-needed"),
    );
    const nobodys = { published: { year: 2026, number: 77 } };
    await expect(change("delib.minParticipants", value, nobodys)).rejects.toMatchObject(
      told("resolution-not-in-force"),
    );
  });

  test("of another kind than its key has is bad input", async () => {
    await expect(change("delib.openDays", { kind: "integer", integer: 10 })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("is kept as it is: nobody edits it or takes it away", async () => {
    const { owner } = house.base;
    for (const statement of [
      "update rule_changes set effective_from = effective_from + 1",
      "delete from rule_changes",
      "truncate rule_changes",
    ])
      await expect(owner.query(statement)).rejects.toThrow("append-only");
  });
});

describe("what is open already", () => {
  test("keeps the rules it was opened with, every one of them; what opens next goes by the new ones", async () => {
    const proposal = await vote.proposal();
    const motionId = await vote.announce();
    const [openBefore, motionBefore] = [
      await stateOfProposal(proposal.proposalId),
      await rulesOfMotion(motionId),
    ];
    const residentId = house.roll.find((one) => one.name === "乙五")?.residentId ?? "";
    const slipBefore = await vote.clerks[0].slips.issue({ residentId });

    for (const [rule, value] of stricter) await change(rule, value);
    await house.moveDays(1);
    expect(await stateOfProposal(proposal.proposalId)).toEqual(openBefore);
    expect(await rulesOfMotion(motionId)).toEqual(motionBefore);
    expect(motionBefore).toMatchObject({ noticeDays: 10, scrutineers: 2, publicNoticeDays: 7 });

    const next = await vote.proposal();
    expect(await stateOfProposal(next.proposalId)).not.toEqual(openBefore);
    expect(await stateOfProposal(next.proposalId)).toMatchObject({
      needed: 1,
      ends: addDays(await house.today(), 60),
      rules: {
        settings: {
          "proposal.windowDays": {
            value: { days: 60 },
            adopted: { adoptedOn: addDays(await house.today(), -1) },
          },
          "admissibility.reviewers": { value: { integer: 3 }, provenance: "design" },
          "admissibility.workingDays": { value: { workingDays: 2 } },
        },
      },
    });
    const slip = await vote.clerks[0].slips.issue({ residentId });
    const life = (one: { readonly expiresAt: Date }) => one.expiresAt.getTime();
    expect(life(slip)).toBeLessThan(life(slipBefore));
  }, 60_000);

  test("the review of a proposal goes by its own rules: two decide the old one, and not the new one", async () => {
    const { rows } = await house.base.owner.query<{ proposalId: string; wanted: number }>(
      `select proposal_id as "proposalId", (rules #>> '{settings,admissibility.reviewers,value,integer}')::int as wanted
       from proposals where status = 'seekingSupport' order by opened_at`,
    );
    const old = rows.find((one) => one.wanted === 2);
    const young = rows.find((one) => one.wanted === 3);
    if (!old || !young) throw new Error("both kinds are open");
    expect(await vote.supportAndReview(old.proposalId)).toBe("admitted");
    admitted = old.proposalId;
    expect(await vote.supportAndReview(young.proposalId)).toBe("admissibility");
  });

  test("a vote announced now goes by every new number, with who changed it written down beside each", async () => {
    await expect(vote.announce({ opensIn: 11, closesIn: 15 }, admitted)).rejects.toMatchObject(
      told("notice-too-short", { days: 15, day: addDays(await house.today(), 16) }),
    );
    const motionId = await vote.announce({ opensIn: 16, closesIn: 20 }, admitted);
    expect(await rulesOfMotion(motionId)).toMatchObject({
      quorum: { num: 3, den: 4 },
      majority: { cmp: "atLeast", num: 2, den: 3 },
      noticeDays: 15,
      windowDays: { min: 5, max: 10 },
      publishWorkingDays: 1,
      publicNoticeDays: 14,
      lateFlagWorkingDays: 3,
      scrutineers: 3,
      priorStudyRequired: true,
      sources: {
        "vote.scrutineers": { provenance: "design", adopted: { effectiveFrom: await house.today() } },
        "meeting.residents.quorum.households": { law: "参照村委会组织法", article: "22" },
      },
    });
  });
});

describe("at once", () => {
  test("of six changes of one rule each that stands is stricter than the one before", async () => {
    const answers = await atOnce(
      times(6).map((index) => () => change("delib.noticeDays", { kind: "days", days: 10 + index })),
    );
    const { changes } = await lineOf("delib.noticeDays");
    const numbers = changes.map(({ value }) => (value.kind === "days" ? value.days : 0));
    expect(numbers).toHaveLength(done(answers).length);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, next) => one - next));
    expect(numbers.at(-1)).toBe(15);
    expect(refused(answers).every((one) => one.refused === "rule-not-stricter")).toBe(true);
  });

  test("proposals opened while a rule changes go by the old one today and by the new one tomorrow", async () => {
    const opened = await Promise.all([
      vote.proposal(),
      change("proposal.windowDays", { kind: "days", days: 90 }).then(() => null),
      vote.proposal(),
    ]);
    const ends = addDays(await house.today(), 60);
    for (const one of opened) if (one) expect(await stateOfProposal(one.proposalId)).toMatchObject({ ends });
    await house.moveDays(1);
    const tomorrow = await vote.proposal();
    expect(await stateOfProposal(tomorrow.proposalId)).toMatchObject({
      ends: addDays(await house.today(), 90),
    });
  });

  test("a change that had to wait until midnight is one of the next day, however early it was sent", async () => {
    const { rows } = await house.base.owner.query<{ committee: string }>(
      "select committee_id as committee from communities where slug = $1",
      [house.slug],
    );
    const today = await house.today();
    const opening = await house.base.owner.connect();
    try {
      await opening.query("begin");
      await opening.query("select pg_advisory_xact_lock_shared(rules_lock($1))", [rows[0]?.committee]);
      const waiting = change("delib.resultPublishWorkingDays", { kind: "workingDays", workingDays: 2 });
      const answer = expect(waiting).rejects.toMatchObject(
        told("rule-too-early", { day: addDays(today, 2) }),
      );
      await waitFor(house, "select 1 from pg_locks where locktype = 'advisory' and not granted");
      await house.base.moveClock(new Date(startOf(addDays(today, 1)).getTime() + 60_000));
      await opening.query("commit");
      await answer;
    } finally {
      opening.release();
    }
  });
});

/** Waits until a question has an answer. */
async function waitFor({ base }: House, question: string): Promise<void> {
  for (;;) {
    const { rowCount } = await base.owner.query(question);
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("the representatives in the examples are those that a petition counts: of residents, not of households", async () => {
  await house.moveDays(1);
  const before = (await lineOf("meeting.reps.petition")).example;
  await house.person("乙八", "householdRepresentative");
  expect((await lineOf("meeting.reps.petition")).example).toEqual(before);
  await house.person("乙九", "representative");
  expect((await lineOf("meeting.reps.petition")).example).not.toEqual(before);
});
