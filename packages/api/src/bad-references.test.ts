import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { answerIn } from "./testing/unchanged.ts";
import { openVotingHouse, said as draft, type VotingHouse } from "./testing/vote.ts";

// Ids of another community, and what was used up or came too late: refused in plain words, and no row is changed.

let house: House;
let vote: VotingHouse;
let beside: House;
let foreign: { readonly proposalId: string; readonly motionId: string; readonly residentId: string };
let own: { readonly proposalId: string; readonly motionId: string };

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 1 });
  beside = await openHouse({ households: 24, slug: "linli", beside: house });
  const neighbours = await openVotingHouse(beside, { electors: 0 });
  const { proposalId } = await neighbours.proposal();
  const residentId = beside.roll[0]?.residentId ?? "";
  foreign = { proposalId, motionId: await neighbours.announce(), residentId };
  own = { proposalId: (await vote.proposal()).proposalId, motionId: await vote.announce() };
  await house.moveDays(12);
}, 120_000);
afterAll(() => house.close());

const answerTo = (act: () => Promise<unknown>) => answerIn(house, act);

describe("an id of the community next door is as good as one that does not exist", () => {
  const acts: readonly (readonly [
    string,
    "proposalId" | "motionId" | "residentId",
    (id: string) => Promise<unknown>,
  ])[] = [
    ["open", "proposalId", (proposalId) => vote.author.proposals.open({ key: newKey(), proposalId })],
    [
      "write on",
      "proposalId",
      (proposalId) => vote.author.proposals.write({ key: newKey(), ...draft, proposalId }),
    ],
    ["read a draft", "proposalId", (proposalId) => vote.author.proposals.draft({ proposalId })],
    [
      "support",
      "proposalId",
      (proposalId) => vote.author.proposals.cosponsor({ key: newKey(), proposalId, namePublic: true }),
    ],
    ["withdraw", "proposalId", (proposalId) => vote.author.proposals.withdraw({ key: newKey(), proposalId })],
    [
      "support for a neighbour",
      "residentId",
      (forResident) =>
        vote.clerks[0].proposals.cosponsor({
          key: newKey(),
          proposalId: own.proposalId,
          namePublic: true,
          forResident,
        }),
    ],
    ["give a slip", "residentId", (residentId) => vote.clerks[0].slips.issue({ residentId })],
    [
      "give a post",
      "residentId",
      (residentId) =>
        house.registrar.posts.appoint({
          key: newKey(),
          residentId,
          post: "expert",
          appointedBy: "居民会议",
          appointedOn: "2026-08-01",
          reference: "第1号决定",
          untilDay: "2027-01-01",
        }),
    ],
    ["cast", "motionId", (motionId) => vote.author.ballots.cast({ key: newKey(), motionId, choice: "for" })],
    ["see one's seat", "motionId", (motionId) => vote.author.ballots.seat({ motionId })],
    [
      "transcribe",
      "motionId",
      (motionId) =>
        vote.clerks[0].ballots.transcribe({
          key: newKey(),
          motionId,
          seat: 1,
          choice: "for",
          channel: "desk",
        }),
    ],
    [
      "count",
      "motionId",
      (motionId) =>
        vote.scrutineers[0].ballots.count({ key: newKey(), motionId, desk: 0, homeBox: 0, meeting: 0 }),
    ],
    ["publish", "motionId", (motionId) => vote.secretary.resolutions.publish({ key: newKey(), motionId })],
    [
      "draw a motion",
      "proposalId",
      (proposalId) =>
        vote.secretary.motions.draft({
          key: newKey(),
          proposalId,
          electorate: "household",
          question: "您同意吗？",
          text: "楼道里不堆放任何杂物。",
          costYuan: 0,
          moneySource: "不花钱",
          carriedOutBy: "甲九",
          doneBy: "2026-12-31",
          ifRejected: "公约不改。",
          lang: "zh-CN",
        }),
    ],
  ];

  test.each(acts)("%s", async (_, kind, act) => {
    const next = await answerTo(() => act(foreign[kind]));
    expect(["not-found", "no-seat", "done null"]).toContain(next);
    for (const absent of [randomUUID(), newKey()]) expect(await answerTo(() => act(absent))).toBe(next);
  });

  test("an id in capitals is the same id", async () => {
    const asked = { motionId: own.motionId.toUpperCase() };
    expect(await vote.author.ballots.seat(asked)).toMatchObject({ kind: "household" });
  });
});

describe("what was used up or is too late", () => {
  /** A slip for one of those who have no account: nobody else gets one. */
  const slipFor = async (index: number) => {
    const { rows } = await house.base.owner.query<{ residentId: string }>(
      `select resident_id as "residentId" from residents r join communities c using (committee_id) where c.slug = $1
         and not exists (select from members m where m.resident_id = r.resident_id and m.account_id is not null)
         order by resident_id offset $2 limit 1`,
      [house.slug, index],
    );
    const residentId = rows[0]?.residentId ?? "";
    return (await vote.clerks[0].slips.issue({ residentId })).code;
  };
  const anyone = (): Caller => house.door.caller({ sessionToken: null, slug: null });
  const redeem = (code: string, name = "someone-new") =>
    anyone().accounts.redeem({ code, name, password: "一个够长的口令 1234" });

  test("a slip is good once, the newest of a person alone, until its last second", async () => {
    const first = await slipFor(0);
    const second = await slipFor(0);
    expect(await answerTo(() => redeem(first))).toBe("slip-revoked"); // a newer one was given
    await redeem(second);
    expect(await answerTo(() => redeem(second, "another-one"))).toBe("slip-used");
    const late = await slipFor(1);
    await house.base.owner.query(
      "update auth.invitations set issued_at = yishi_now() - interval '2 seconds', expires_at = yishi_now() - interval '1 second' where used_at is null",
    );
    expect(await answerTo(() => redeem(late))).toBe("slip-expired");
    for (const code of ["", "' or 1=1--", "2222 2222 2222", "\ud800"].filter((one) => one !== ""))
      expect(await answerTo(() => redeem(code))).toBe("slip-unknown");
    expect(await answerTo(() => redeem("x".repeat(101)))).toBe("wrong: code");
  });

  test("of ten slips asked for at once one is good", async () => {
    const codes = await Promise.all(Array.from({ length: 10 }, () => slipFor(2)));
    const answers = await Promise.allSettled(codes.map((code, index) => redeem(code, `ten-${index}`)));
    expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  test.each([
    ["truncated", (token: string) => token.slice(0, -1)],
    ["with a part too many", (token: string) => `${token}.x`],
    ["with another's secret", (token: string) => `${token.slice(0, 25)}${"A".repeat(32)}`],
    ["that is SQL", () => "' or 1=1--.' or 1=1--"],
    ["of half characters", () => `${"\ud800".repeat(24)}.${"\ud800".repeat(32)}`],
    ["of no characters", () => `${"\u0000".repeat(24)}.${"\u0000".repeat(32)}`],
    ["as long as a book", (token: string) => token.repeat(10_000)],
  ])("a session's token %s", async (_, spoil) => {
    const asker = house.door.caller({ sessionToken: spoil(house.token("甲零")), slug: house.slug });
    expect(await answerTo(() => asker.drafts.mine())).toBe("sign-in-first");
    expect(await asker.accounts.me()).toBeNull();
  });

  test("the session of an account that was shut out", async () => {
    const name = "乙零";
    const asker = house.door.caller({ sessionToken: house.token(name), slug: house.slug });
    expect(await asker.drafts.mine()).toEqual({ drafts: [], asked: [] });
    await house.base.owner.query("update auth.accounts set disabled_at = yishi_now() where name = $1", [
      `${house.slug}-${name}`,
    ]);
    expect(await answerTo(() => asker.drafts.mine())).toBe("sign-in-first");
    expect(
      await answerTo(() => asker.ballots.cast({ key: newKey(), motionId: own.motionId, choice: "for" })),
    ).toBe("sign-in-first");
  });

  test("a form under the key of another", async () => {
    const form = { key: newKey(), ...draft };
    await vote.author.proposals.write(form);
    expect(await answerTo(() => vote.author.proposals.write({ ...form, title: "楼道要刷白墙" }))).toBe(
      "form-reused",
    );
    expect(
      await answerTo(() => vote.author.proposals.withdraw({ key: form.key, proposalId: own.proposalId })),
    ).toBe("form-reused");
  });
});
