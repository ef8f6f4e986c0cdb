/** The limits: what PostgreSQL does when one prepared statement, written by hand, is asked by its owner and nobody else. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A page of 20 from where the last one ended: community, instant, id. */
export const pageStatement: Statement = {
  name: "limit.page",
  text: `select p.proposal_id, p.year, p.number, p.status, p.opened_at, p.window_ends::text, p.cosponsors, p.cosponsors_needed,
      v.title, v.lang, m.electorate, m.opens_at, m.closes_at, r.notice_ends::text
    from (select * from proposals where committee_id = $1 and status <> 'draft' and (opened_at, proposal_id) < ($2, $3)
      order by opened_at desc, proposal_id desc limit 20) p
    join proposal_versions v on v.committee_id = p.committee_id and v.proposal_id = p.proposal_id and v.version = p.version
    left join motions m on m.committee_id = p.committee_id and m.proposal_id = p.proposal_id and m.ordinal = p.lead
    left join resolutions r on r.committee_id = m.committee_id and r.motion_id = m.motion_id
    order by p.opened_at desc, p.proposal_id desc`,
};

/** Where the first page begins. */
export const beginning = ["9999-01-01T00:00:00Z", "ffffffff-ffff-ffff-ffff-ffffffffffff"] as const;

/** Every community, as the front page lists them. */
export const communitiesStatement: Statement = {
  name: "limit.communities",
  text: `select c.slug, c.name, s.name as subdistrict, d.name as district, c.phone, c.window_place from communities c
    join subdistricts s on s.subdistrict_id = c.subdistrict_id join districts d on d.district_id = s.district_id
    order by d.name, s.name, c.slug`,
};

/** Eligibility and ballot in one statement, durable when it answers: community, account, motion, choice, key, fact. */
export const castStatement: Statement = {
  name: "limit.cast",
  text: `insert into ballots (committee_id, motion_id, seat, binding, choice, channel, actor_id, resident_id, key, at, fact_id)
    select h.committee_id, h.motion_id, h.seat, m.app_ballots_count, $4, 'app', p.member_id, h.resident_id, $5, clock_timestamp(), $6
    from members p
    join seat_holders h on h.committee_id = p.committee_id and h.motion_id = $3 and h.resident_id = p.resident_id
    join motions m on m.committee_id = h.committee_id and m.motion_id = h.motion_id
    where p.committee_id = $1 and p.account_id = $2 and p.left_at is null and not h.recused
      and clock_timestamp() >= m.opens_at and clock_timestamp() < m.closes_at
    on conflict do nothing`,
};
