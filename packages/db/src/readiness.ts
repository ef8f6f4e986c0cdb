import type { Day } from "@yishi/domain/calendar";
import type { Tx } from "./client.ts";

/** How many households and residents of voting age there are, by building, and in how many households somebody has an account. */
export async function figures(tx: Tx, bornUntil: Day) {
  const { rows } = await tx.raw.query<{
    readonly households: number;
    readonly ofVotingAge: number;
    readonly withAccount: number;
  }>({
    name: "readiness.figures",
    text: `select count(distinct h.household_id)::int as households,
        (count(*) filter (where r.born <= $2::date))::int as "ofVotingAge",
        (count(distinct h.household_id) filter (where m.account_id is not null))::int as "withAccount"
      from residents r join households h on h.committee_id = r.committee_id and h.household_id = r.household_id
      left join members m on m.committee_id = r.committee_id and m.resident_id = r.resident_id and m.left_at is null
      where r.committee_id = $1 and r.left_on is null group by h.building`,
    values: [tx.committeeId, bornUntil],
  });
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    households: sum((row) => row.households),
    ofVotingAge: sum((row) => row.ofVotingAge),
    householdsWithAccount: sum((row) => row.withAccount),
    buildings: rows.map((row) => row.ofVotingAge),
  };
}

/** How far a community has come, in what anyone may know of it: counts and days, and no word that somebody wrote. */
export async function progress(tx: Tx) {
  const { rows } = await tx.raw.query<{
    readonly firstVoteAt: Date | null;
    readonly proposals: number;
    readonly decisions: number;
  }>({
    name: "readiness.progress",
    text: `select (select min(opens_at) from motions where committee_id = $1) as "firstVoteAt",
        (select count(*)::int from proposals where committee_id = $1 and opened_at is not null) as proposals,
        (select count(*)::int from resolutions r join motions m on m.committee_id = r.committee_id and m.motion_id = r.motion_id
          join proposals p on p.committee_id = m.committee_id and p.proposal_id = m.proposal_id
          where r.committee_id = $1 and p.first_yes is distinct from 'ownersBusiness') as decisions`,
    values: [tx.committeeId],
  });
  const open = await tx.raw.query<{ readonly dueOn: Day; readonly lateFlagWorkingDays: number }>({
    name: "readiness.milestones",
    text: `select ms.due_on::text as "dueOn", (mo.rules->>'lateFlagWorkingDays')::int as "lateFlagWorkingDays"
      from milestones ms join motions mo on mo.committee_id = ms.committee_id and mo.motion_id = ms.motion_id
      where ms.committee_id = $1 and ms.done_on is null`,
    values: [tx.committeeId],
  });
  const counted = rows[0] ?? { firstVoteAt: null, proposals: 0, decisions: 0 };
  return { ...counted, openMilestones: open.rows };
}
