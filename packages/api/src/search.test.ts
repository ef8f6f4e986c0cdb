import { folded, readQuery } from "@yishi/domain/search";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { openVotingHouse, said, type VotingHouse } from "./testing/vote.ts";

let house: House;
let other: House;
let vote: VotingHouse;
const secret = "紫檀";

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 2 });
  other = await openHouse({ slug: "linli", beside: house });
}, 120_000);
afterAll(() => house.close());

const find = (input: Parameters<Caller["search"]["find"]>[0]) => house.stranger.search.find(input);
const titles = async (words: string) => (await find({ words })).proposals.map((one) => one.title);

async function write(words: Partial<typeof said>, proposalId?: string): Promise<string> {
  const asked = { key: newKey(), ...said, ...words, ...(proposalId && { proposalId }) };
  return (await vote.author.proposals.write(asked)).proposalId;
}
async function open(proposalId: string) {
  await vote.author.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
  return vote.author.proposals.open({ key: newKey(), proposalId });
}
async function published(words: Partial<typeof said>) {
  const proposalId = await write(words);
  const { year, number } = await open(proposalId);
  return { proposalId, year: year ?? 0, number: number ?? 0 };
}

describe("what is found", () => {
  test("is every public proposal with all of the words, of two characters or more, whatever their width and case", async () => {
    await published({ title: "垃圾房装ＬＥＤ灯", problem: "垃圾房晚上看不见，老人怕摔。" });
    await published({ title: "楼前的树要修", problem: "树枝挡光，垃圾也挂在上面，夜里没有灯。" });
    expect(await titles("垃圾")).toEqual(["楼前的树要修", "垃圾房装ＬＥＤ灯"]);
    expect(await titles("垃圾 led")).toEqual(["垃圾房装ＬＥＤ灯"]);
    expect(await titles("Ｌｅｄ灯")).toEqual(["垃圾房装ＬＥＤ灯"]);
    expect(await titles("垃圾，树枝")).toEqual(["楼前的树要修"]);
    expect(await titles("树 垃圾")).toEqual(["楼前的树要修"]);
  });

  test("is the word itself, and not its pairs wherever they stand", async () => {
    await published({ title: "电动车棚要装门", problem: "车棚电动车很多，动车一样的声音，门动了又坏。" });
    expect(await titles("电动门")).toEqual([]);
    expect(await titles("棚要")).toEqual(["电动车棚要装门"]);
    expect(await titles("多动")).toEqual([]); // across a comma
  });

  test("is shown in its sentence, with its place marked", async () => {
    const [one] = (await find({ words: "树枝" })).proposals;
    expect(one?.hit).toEqual({
      part: "problem",
      pieces: [
        { text: "树枝", marked: true },
        { text: "挡光，垃圾也挂在上面，夜里没有灯。", marked: false },
      ],
    });
  });

  test("is never one character alone: that is said, and nothing is looked for", async () => {
    expect(await find({ words: "树" })).toEqual({
      ...{ short: true, numbered: [], proposals: [], count: null, next: null },
    });
    expect((await find({ words: "，" })).short).toBe(true);
  });

  test("is a number by itself, with its year or without", async () => {
    const { year, number, proposalId } = await published({ title: "找得到编号的一件事" });
    for (const words of [`${year}-${number}`, `${year}年第${number}号`, `${number}`, `${number}号`])
      expect((await find({ words })).numbered.map((one) => one.proposalId)).toEqual([proposalId]);
    expect((await find({ words: `${year - 1}-${number}` })).numbered).toEqual([]);
    expect((await find({ words: "999999" })).numbered).toEqual([]);
  });
});

describe("what is never found", () => {
  const hidden = { title: `一件${secret}的事`, problem: `这里写着${secret}两个字，谁也不该看到。` };

  test("a draft is not, by anybody, its author neither, until it is public", async () => {
    const proposalId = await write(hidden);
    for (const caller of [house.stranger, vote.author, vote.secretary])
      expect((await caller.search.find({ words: secret })).proposals).toEqual([]);
    const { rows } = await house.base.owner.query("select from proposal_pairs where proposal_id = $1", [
      proposalId,
    ]);
    expect(rows).toEqual([]);
    await open(proposalId);
    expect(await titles(secret)).toEqual([hidden.title]); // the control: the same words, found once they are public
  });

  test("a version that was erased under the law is not, from that moment on", async () => {
    const { owner } = house.base;
    const erased = `update proposal_versions set title = null, problem = null, wish = null, touches = null, cost = null,
      erased_at = yishi_now(), erased_ground = 'request' where title = $1`;
    await owner.query(erased, [hidden.title]);
    expect(await titles(secret)).toEqual([]);
    const { rows } = await owner.query("select from proposal_pairs where pair = any(search_pairs($1))", [
      secret,
    ]);
    expect(rows).toEqual([]);
  });

  test("an older version is not, once its author has written another", async () => {
    const { proposalId } = await published({ title: "门口放琉璃花盆" });
    await house.base.owner.query(
      `with f as (insert into facts select committee_id, gen_random_uuid(), 'proposal.reviewed', proposal_id, author_id, null, 'app', yishi_now(), '{}'
         from proposals where proposal_id = $1 returning fact_id)
       update proposals set status = 'returned', fact_id = (select fact_id from f) where proposal_id = $1`,
      [proposalId],
    );
    await write({ title: "门口放陶土花盆" }, proposalId);
    expect([await titles("琉璃"), await titles("陶土")]).toEqual([[], ["门口放陶土花盆"]]);
  });

  test("a name is not, whether it is shown or was withdrawn", async () => {
    const { rows } = await house.base.owner.query<{ name: string }>("select name from residents");
    await vote.elders[0]?.proposals.cosponsor({
      ...{ key: newKey(), namePublic: true },
      proposalId: (await published({ title: "有人附议的一件事" })).proposalId,
    });
    for (const { name } of rows.filter((one) => one.name.length > 1)) expect(await titles(name)).toEqual([]);
  });

  test("nothing of another community is", async () => {
    const caller = await other.person("乙三");
    const { proposalId } = await caller.proposals.write({ key: newKey(), ...said, title: "隔壁的琥珀灯笼" });
    await caller.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
    await caller.proposals.open({ key: newKey(), proposalId });
    expect(await titles("琥珀")).toEqual([]);
    expect((await other.stranger.search.find({ words: "琥珀" })).count).toEqual({ found: 1, more: false });
  });

  test("the pairs that are kept are those of the newest words of what is public, and no others", async () => {
    const { rows } = await house.base.owner.query<{ wrong: number }>(
      `with right_ones as (select p.committee_id, pair, p.opened_at, p.proposal_id from proposals p
           join proposal_versions v using (committee_id, proposal_id, version)
           cross join lateral unnest(search_pairs(search_words(v.title, v.problem, v.wish))) pair
           where p.status <> 'draft' and p.opened_at is not null)
       select (select count(*) from (table right_ones except select committee_id, pair, opened_at, proposal_id from proposal_pairs) a)::int
         + (select count(*) from (select committee_id, pair, opened_at, proposal_id from proposal_pairs except table right_ones) b)::int as wrong`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });
});

describe("the list", () => {
  test("is narrowed by state, body and the building that the proposal shows, all at once", async () => {
    const { author } = vote;
    const here = (await author.search.find({})).proposals[0];
    const page = await house.stranger.proposals.byNumber({
      year: here?.year ?? 0,
      number: here?.number ?? 0,
    });
    const { building } = page.author;
    const all = await find({ building });
    expect(all.proposals.length).toBeGreaterThan(5);
    expect((await find({ building: building === "1" ? "2" : "1" })).proposals).toEqual([]);
    await vote.announce();
    const wanted = { words: "楼道", state: "vote", electorate: "household", building } as const;
    expect((await find(wanted)).count).toEqual({ found: 1, more: false });
    expect((await find({ ...wanted, electorate: "person" })).count).toEqual({ found: 0, more: false });
    expect((await find({ ...wanted, state: "rejected" })).count).toEqual({ found: 0, more: false });
    expect((await find({ electorate: "household" })).proposals).toHaveLength(1);
    expect(await house.stranger.search.buildings()).toEqual(["1", "2"]);
  });

  test("goes on where the last page ended, without a gap and without a double", async () => {
    for (let index = 0; index < 23; index += 1) await published({ title: `第${index}盏路灯` });
    const seen: string[] = [];
    let after: { openedAt: Date; proposalId: string } | undefined;
    do {
      const page = await find({ words: "路灯", ...(after && { after }) });
      if (!after) expect(page.count).toEqual({ found: 23, more: false });
      else expect(page.count).toBeNull();
      seen.push(...page.proposals.map((one) => one.proposalId));
      after = page.next ?? undefined;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([23, 23]);
  });
});

test("the database folds and parts words as the domain does", async () => {
  const texts = ["垃圾房，ＬＥＤ灯！", "㎡①", "a-b_c", "Ünïcode É", "“引号”（括号）", "一、二。三", "々〇〆"];
  for (const text of texts) {
    const { rows } = await house.base.owner.query<{ words: string; pairs: string[] }>(
      "select search_folded($1) as words, search_pairs($1) as pairs",
      [text],
    );
    const pairs = readQuery(text).words.flatMap((word) => {
      const characters = [...word];
      return characters.slice(1).map((character, at) => `${characters[at] ?? ""}${character}`);
    });
    expect(rows[0]?.words).toBe(folded(text));
    expect(rows[0]?.pairs.toSorted()).toEqual([...new Set(pairs)].toSorted());
  }
});
