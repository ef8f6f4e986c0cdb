import { factsOf } from "@yishi/db/facts";
import * as motions from "@yishi/db/motions";
import * as proposals from "@yishi/db/proposals";
import type { AnyFact } from "@yishi/domain/facts";
import { apply as applyToMotion, type Motion, type MotionFact } from "@yishi/domain/motions";
import { leading } from "@yishi/domain/motions/several";
import {
  apply as applyToProposal,
  statuses,
  type Proposal,
  type ProposalFact,
} from "@yishi/domain/proposals";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { author, single } from "./testing/actors.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { raiseOne, type Settlement } from "./testing/settlement.ts";

let house: House;
let here: Settlement;
let committeeId: string;
beforeAll(async () => {
  house = await openHouse({ households: 12 });
  here = await raiseOne(house);
  const { rows } = await house.base.owner.query<{ id: string }>(
    "select committee_id as id from communities where slug = $1",
    [house.slug],
  );
  committeeId = rows[0]?.id ?? "";
  await returnAndMend();
}, 120_000);
afterAll(() => house.close());

/** One proposal is returned, mended and handed in again; another is taken back. */
async function returnAndMend(): Promise<void> {
  const caller = (name: string) => house.door.caller({ sessionToken: house.token(name), slug: house.slug });
  const proposalId = here.things.reviewed;
  for (const name of [single.reviewer, "乙四"])
    await caller(name).proposals.review({
      ...{ key: newKey(), proposalId, verdict: "return", ground: "outsideArea" },
      reason: "不在本社区的范围里。",
    });
  const words = { title: "楼道装扶手", problem: "楼道里没有扶手，老人上楼不便。", wish: "每层都装扶手。" };
  const rest = { touches: "全小区", cost: "三千元", lang: "zh-CN", authorNamed: false } as const;
  await caller(author).proposals.write({ key: newKey(), proposalId, ...words, ...rest });
  await caller(author).proposals.open({ key: newKey(), proposalId });
  const draft = await caller(author).proposals.write({ key: newKey(), ...words, ...rest });
  await caller(author).proposals.withdraw({ key: newKey(), proposalId: draft.proposalId });
}

/** The day of the first follow-up was moved by hand in one, so that its round is open here: that alone no fact tells. */
function withoutMovedDay(motion: Motion | null) {
  if (motion?.motionId !== here.things.accepted || !motion.followUp) return motion;
  return { ...motion, followUp: { ...motion.followUp, firstOn: null } };
}

describe("the facts", () => {
  const inHouse = <T>(work: Parameters<typeof house.base.db.transaction<T>>[1]) =>
    house.base.db.transaction(committeeId, work);
  const ids = async (table: "proposals" | "motions", column: string) => {
    const { rows } = await house.base.owner.query<{ id: string; status: string }>(
      `select ${column} as id, status from ${table} where committee_id = $1`,
      [committeeId],
    );
    return rows;
  };
  const isOf =
    <Fact extends AnyFact>(prefix: string) =>
    (fact: AnyFact): fact is Fact =>
      fact.kind.startsWith(prefix);
  async function comesToItsRow(id: string) {
    const { row, facts, carriedOn } = await inHouse(async (tx) => {
      const parts: Motion[] = [];
      for (const { motionId } of await motions.ofProposal(tx, id)) {
        const ofMotion = (await factsOf(tx, motionId)).filter(isOf<MotionFact>("motion."));
        const folded = ofMotion.reduce<Motion | null>(applyToMotion, null);
        if (folded) parts.push(folded);
      }
      const row = await proposals.read(tx, id);
      return {
        row,
        facts: (await factsOf(tx, id)).filter(isOf<ProposalFact>("proposal.")),
        carriedOn: leading({ firstYes: row?.firstYes ?? null }, parts)?.status,
      };
    });
    const folded = facts.reduce<Proposal | null>(applyToProposal, null);
    expect(folded && { ...folded, status: carriedOn ?? folded.status }).toEqual(row);
  }

  test("of a motion fold from nothing back to its row", async () => {
    const rows = await ids("motions", "motion_id");
    expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(5);
    for (const { id } of rows) {
      const { row, facts } = await inHouse(async (tx) => ({
        row: await motions.lock(tx, id),
        facts: (await factsOf(tx, id)).filter(isOf<MotionFact>("motion.")),
      }));
      const folded = facts.reduce<Motion | null>(applyToMotion, null);
      expect(withoutMovedDay(folded)).toEqual(withoutMovedDay(row));
    }
  });

  test("of a proposal fold from nothing back to its row, which a motion then carries on", async () => {
    const rows = await ids("proposals", "proposal_id");
    expect(rows.map(({ status }) => status)).toEqual(
      expect.arrayContaining(
        statuses.filter((status) => !["returned", "rejected", "noQuorum", "setAside"].includes(status)),
      ),
    );
    for (const { id } of rows) await comesToItsRow(id);
  });

  test("of a decision that an objection set aside fold to its row as well", async () => {
    const by = house.door.caller({ sessionToken: house.token(single.secretary), slug: house.slug });
    await by.objections.answer({
      ...{ key: newKey(), objectionId: here.things.objection, verdict: "upheld" },
      ...{ answer: "成立，通知没有贴到每栋楼。", lang: "zh-CN" },
    });
    const rows = await ids("proposals", "proposal_id");
    const setAside = rows.filter(({ status }) => status === "setAside");
    expect(setAside).toHaveLength(1);
    for (const { id } of setAside) await comesToItsRow(id);
  });

  test("a motion without one of its facts does not come to its row", async () => {
    const id = here.things.implementing;
    const { row, facts } = await inHouse(async (tx) => ({
      row: await motions.lock(tx, id),
      facts: (await factsOf(tx, id)).filter(isOf<MotionFact>("motion.")),
    }));
    for (const left of facts.slice(1)) {
      const folded = facts.filter((fact) => fact !== left).reduce<Motion | null>(applyToMotion, null);
      // Drafting and studying leave their mark on what the later facts do not repeat.
      if (left.kind !== "motion.milestonesPlanned") expect([left.kind, folded]).not.toEqual([left.kind, row]);
      else expect(folded?.status).toBe("noticed");
    }
  });

  test("hold no words that somebody wrote", async () => {
    const { rows } = await house.base.owner.query<{ body: string }>(
      "select body::text as body from facts where committee_id = $1",
      [committeeId],
    );
    expect(rows.length).toBeGreaterThan(100);
    for (const { body } of rows) expect(body).not.toMatch(/楼道|扶手|范围|甲|乙/u);
  });

  test("say of a ballot its seat and nothing of its choice", async () => {
    const { rows } = await house.base.owner.query<{ keys: string }>(
      `select distinct coalesce((select string_agg(key, ' ' order by key) from jsonb_object_keys(body) key), '') as keys
       from facts where kind like 'ballot.%'`,
    );
    expect(rows.map(({ keys }) => keys).toSorted()).toEqual([
      "", // hands that one counter saw, or that two saw differently: not even how many
      ...["binding seat", "on roundId seats secondCarrierId", "seat"],
    ]);
  });
});

describe("what was written down", () => {
  const tried = async (statement: string, by: "owner" | "server" = "server") => {
    const pool = by === "owner" ? house.base.owner : house.base.db.pool;
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query("select set_config('app.committee', $1, true)", [committeeId]);
      return (await client.query(statement)).rowCount;
    } catch (error) {
      return error instanceof Error ? error.message : "";
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
  const kept = ["facts", "seats", "seat_holders", "ballots", "charters", "reviews", "resolutions"] as const;

  test.for(kept)("in %s can neither be changed nor taken away by the server", async (table) => {
    expect(await tried(`select committee_id from ${table} limit 1`)).toBe(1);
    expect(await tried(`update ${table} set committee_id = committee_id`)).toMatch("permission denied");
    expect(await tried(`delete from ${table}`)).toMatch("permission denied");
    expect(await tried(`truncate ${table} cascade`)).toMatch("permission denied");
  });

  test.for(kept)("in %s is not changed by its owner either", async (table) => {
    expect(await tried(`update ${table} set committee_id = committee_id`, "owner")).toMatch("append-only");
    expect(await tried(`delete from ${table}`, "owner")).toMatch("append-only");
  });

  test.for(["facts", "seats", "seat_holders", "ballots"] as const)(
    "in %s is not emptied at once",
    async (table) => {
      expect(await tried(`truncate ${table} cascade`, "owner")).toMatch("append-only");
    },
  );

  test.for(["proposal_versions", "motion_versions"] as const)("as a version in %s stays", async (table) => {
    expect(await tried(`update ${table} set version = version`)).toMatch("permission denied");
    expect(await tried(`delete from ${table}`)).toMatch("permission denied");
    expect(await tried(`delete from ${table}`, "owner")).toMatch("append-only");
  });

  test("the choice of a ballot and of a paper's first reading cannot be selected", async () => {
    for (const table of ["ballots", "paper_readings"]) {
      expect(await tried(`select seat, channel from ${table} limit 1`)).toBe(1);
      for (const statement of [
        `select choice from ${table}`,
        `select * from ${table}`,
        `select ${table} from ${table}`,
        `select seat from ${table} where choice = 'for'`,
        `select seat from ${table} order by choice`,
        `insert into ${table} select * from ${table}`,
      ])
        expect([statement, await tried(statement)]).toEqual([
          statement,
          `permission denied for table ${table}`,
        ]);
    }
  });

  test("the box is not opened before the close, and nobody's own ballot is told before the count", async () => {
    const { voting } = here.things;
    expect(await tried(`select * from count_ballots('${committeeId}', '${voting}')`)).toBe(
      "the vote is not closed",
    );
    const { rows } = await house.base.owner.query<{ account: string }>(
      `select p.account_id as account from ballots b join members p on p.committee_id = b.committee_id and p.member_id = b.actor_id
       where b.motion_id = $1`,
      [voting],
    );
    expect(rows).toHaveLength(1);
    expect(
      await tried(`select * from own_ballot('${committeeId}', '${rows[0]?.account}', '${voting}')`),
    ).toBe(0);
  });
});

describe("a state", () => {
  const stateful = ["proposals", "motions", "posts", "milestones"] as const;

  test.for(stateful)("of %s is not changed without a new fact", async (table) => {
    const save = (set: string) =>
      house.base.db.transaction(committeeId, async (tx) => {
        const one = `ctid = (select ctid from ${table} limit 1)`;
        await tx.raw.query(`update ${table} set ${set} where ${one}`);
        await tx.raw.query("set constraints all immediate");
        throw new Error("saved");
      });
    await expect(save("committee_id = committee_id")).rejects.toThrow("without its fact");
    await expect(save("fact_id = gen_random_uuid()")).rejects.toThrow(`${table}_fact`);
    const other = `(select f.fact_id from facts f where f.fact_id <> ${table}.fact_id limit 1)`;
    await expect(save(`fact_id = ${other}`)).rejects.toThrow("saved");
  });
});
