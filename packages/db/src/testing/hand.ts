import type { PaperReading, Window } from "@yishi/domain/ballots";
import type { Question } from "@yishi/domain/motions/forms";
import { newId } from "../ids.ts";
import type { TestDatabase } from "./database.ts";

export type Hand = ReturnType<typeof handOf>;

/** Rows written by the owner's hand, to set any scene at all. */
export function handOf(
  { owner }: TestDatabase,
  {
    committeeId,
    householdId,
    now,
  }: { readonly committeeId: string; readonly householdId: string; readonly now: Date },
) {
  const insert = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const columns = Object.keys(row);
    const values = columns.map((_, index) => `$${index + 1}`).join(", ");
    await owner.query(
      `insert into ${table} (${columns.join(", ")}) values (${values})`,
      columns.map((column) => row[column]),
    );
  };
  const here = { committee_id: committeeId };
  const fact = async () => {
    const factId = newId();
    const [kind, body] = ["test.made", {}];
    const nobody = { object_id: newId(), actor_id: newId(), channel: "app" };
    await insert("facts", { ...here, ...nobody, fact_id: factId, kind, at: now, body });
    return factId;
  };
  const resident = async () => {
    const residentId = newId();
    const born = "1980-01-01";
    const living = { household_id: householdId, joined_on: "2026-01-01" };
    await insert("residents", { ...here, ...living, resident_id: residentId, name: residentId, born });
    return residentId;
  };
  /** One challenge of each vote, to whose fact every change of its roll goes back. */
  const kept = new Map<string, { readonly challengeId: string; readonly factId: string }>();
  const challenge = async (motionId: string) => {
    const known = kept.get(motionId);
    if (known) return known;
    const [challengeId, factId, residentId] = [newId(), await fact(), await resident()];
    await insert("challenges", {
      ...{
        ...here,
        challenge_id: challengeId,
        motion_id: motionId,
        resident_id: residentId,
        fact_id: factId,
      },
      ...{ ground: "wrong", words: "名单不对。", lang: "zh-CN", channel: "app", status: "open" },
      ...{ filed_at: now, due_at: new Date(now.getTime() + 86_400_000) },
    });
    kept.set(motionId, { challengeId, factId });
    return { challengeId, factId };
  };
  let changes = 0;
  const change = async (what: string, motionId: string, seat: number, residentId: string | null) => {
    changes += 1;
    const ids = { motion_id: motionId, change: changes, seat, resident_id: residentId, what, at: now };
    const { challengeId, factId } = await challenge(motionId);
    await insert("seat_changes", { ...here, ...ids, challenge_id: challengeId, fact_id: factId });
    return changes;
  };
  return {
    insert,
    resident,
    async motion(
      window: Window,
      appBallotsCount: boolean,
      question: Question = { form: "yesNo", options: 0 },
    ) {
      const [proposalId, motionId, factId] = [newId(), newId(), await fact()];
      const authorId = await resident();
      const proposal = { proposal_id: proposalId, author_id: authorId, status: "withdrawn", version: 1 };
      await insert("proposals", {
        ...here,
        ...proposal,
        author_named: false,
        changed_at: now,
        fact_id: factId,
      });
      const motion = { motion_id: motionId, proposal_id: proposalId, ordinal: 1, status: "scheduled" };
      await insert("motions", {
        ...here,
        ...motion,
        version: 1,
        electorate: "household",
        ...question,
        opens_at: window.opensAt,
        closes_at: window.closesAt,
        seats: 0,
        app_ballots_count: appBallotsCount,
        counted_at: window.counted ? now : null,
        outcome: window.counted ? {} : null,
        fact_id: factId,
      });
      return motionId;
    },
    async seat(motionId: string, seat: number, residentId: string, recused: boolean) {
      await insert("seats", { ...here, motion_id: motionId, seat, kind: "household", building: "1" });
      await insert("seat_holders", {
        ...here,
        motion_id: motionId,
        seat,
        resident_id: residentId,
        recused,
      });
    },
    async strike(motionId: string, seat: number, residentId: string | null) {
      await change("struck", motionId, seat, residentId);
    },
    async restore(motionId: string, seat: number, residentId: string) {
      const added = await change("added", motionId, seat, residentId);
      const holder = { motion_id: motionId, seat, resident_id: residentId, recused: false, change: added };
      await insert("seat_holders", { ...here, ...holder });
    },
    async seats(motionId: string, count: number) {
      await owner.query(
        "insert into seats (committee_id, motion_id, seat, kind, building) select $1, $2, s, 'household', '1' from generate_series(1, $3::int) s",
        [committeeId, motionId, count],
      );
    },
    async ballot(motionId: string, seat: number, binding: boolean, key: string) {
      const given = { choice: "against", channel: "app", actor_id: newId(), resident_id: newId() };
      const ids = { motion_id: motionId, seat, binding, key, fact_id: newId() };
      await insert("ballots", { ...here, ...ids, ...given, at: now });
    },
    async reading(motionId: string, seat: number, { clerkId, ...read }: PaperReading) {
      await insert("paper_readings", {
        ...here,
        motion_id: motionId,
        seat,
        clerk_id: clerkId,
        ...read,
        at: now,
      });
    },
    async size(motionId: string) {
      const { rows } = await owner.query<{ ballots: number; facts: number; readings: number }>(
        `select (select count(*)::int from ballots where motion_id = $1) as ballots,
           (select count(*)::int from facts where object_id = $1) as facts,
           (select count(*)::int from paper_readings where motion_id = $1) as readings`,
        [motionId],
      );
      return rows[0] ?? { ballots: -1, facts: -1, readings: -1 };
    },
  };
}
