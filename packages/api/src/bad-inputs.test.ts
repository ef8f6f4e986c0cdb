import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKey, openHouse, rollText, type House } from "./testing/house.ts";
import { answerIn, anyInput } from "./testing/unchanged.ts";
import { openVotingHouse, said as draft, type VotingHouse } from "./testing/vote.ts";

// What nobody should send. Each is answered with the fields that are wrong or with a reason, never as a defect, and
// changes no row.

let house: House;
let vote: VotingHouse;
let motionId: string;

beforeAll(async () => {
  house = await openHouse({ households: 24 });
  vote = await openVotingHouse(house, { electors: 0 });
  motionId = await vote.announce();
  await house.moveDays(12);
}, 120_000);
afterAll(() => house.close());

const answerTo = (act: () => Promise<unknown>) => answerIn(house, act);

/** A draft with something else in it, whatever that is. */
function write(changes: Readonly<Record<string, unknown>>): Promise<unknown> {
  const anything = anyInput(vote.author.proposals.write);
  return anything({ key: newKey(), ...draft, ...changes });
}

describe("words that no person writes", () => {
  test.each([
    ["half a character", "\ud800楼道不堆杂物"],
    ["the other half", "楼道不堆杂物\udc00"],
    ["a character of no width alone", "\u200b\u200b\u200b\u200b"],
    ["NUL", "楼道\u0000不堆杂物"],
    ["a bell", "楼道\u0007不堆杂物"],
    ["an escape for terminals", "\u001b[31m楼道不堆杂物"],
    ["spaces alone", "      "],
    ["one character too many", "楼".repeat(61)],
    ["a whole megabyte", "楼".repeat(350_000)],
    ["a number", 12_345],
    ["a list", ["楼道不堆杂物"]],
    ["an object", { toString: "楼道" }],
    ["nothing", null],
    ["lines piled up to the limit of what is counted", "e\u0301".repeat(700)],
  ])("as a title: %s", async (_, title) => {
    expect(await answerTo(() => write({ title }))).toBe("wrong: title");
  });

  test.each([
    ["markup", "<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["a picture that is none", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["SQL", "'; drop table proposals; --", "'; drop table proposals; --"],
    ["a condition that always holds", "' OR 1=1--' OR 1=1--", "' OR 1=1--' OR 1=1--"],
    ["a template", "${7*7}{{7*7}}", "${7*7}{{7*7}}"],
    [
      "letters that look alike, with a mark between that is not seen",
      "楼\u200b道不堆\u202e杂物",
      "楼道不堆杂物",
    ],
    ["a letter and its accent apart", "caffe\u0301 room", "caffé room"],
  ])("%s is kept as the words it is", async (_, title, kept) => {
    const { proposalId } = await vote.author.proposals.write({ key: newKey(), ...draft, title });
    expect((await vote.author.proposals.draft({ proposalId })).words.title).toBe(kept);
  });
});

describe("keys and values that no form has", () => {
  test.each([
    ["a role", { role: "chair" }, "role (unknown)"],
    ["another community", { committeeId: randomUUID() }, "committeeId (unknown)"],
    ["a status", { status: "passed" }, "status (unknown)"],
    ["a prototype", Object.fromEntries([["__proto__", { authorId: "x" }]]), "__proto__ (unknown)"],
    ["a constructor", { constructor: { prototype: { role: "chair" } } }, "constructor (unknown)"],
    ["no key", { key: undefined }, "key"],
    ["a key that is none", { key: "1" }, "key"],
    ["a language that is none", { lang: "xx" }, "lang"],
    ["a word for a yes", { authorNamed: "true" }, "authorNamed"],
    ["someone for oneself who is no id", { forResident: "1 or 1=1" }, "forResident"],
  ])("%s", async (_, changes, wrong) => {
    // Spread would set a prototype and not a key.
    const input = Object.fromEntries([
      ...Object.entries({ key: newKey(), ...draft }),
      ...Object.entries(changes),
    ]);
    const anything = anyInput(vote.author.proposals.write);
    expect(await answerTo(() => anything(input))).toBe(`wrong: ${wrong}`);
  });

  test("what was sent as a prototype is nobody's prototype", () => {
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("authorId");
    expect("role" in {}).toBe(false);
  });

  const numbers = ["2026", 1e308, -1, 0.5, Number.NaN, Infinity, 2 ** 53 + 2, -0, null, [2026], true];
  test.each(numbers.map((number) => [String(number), number] as const))(
    "the number %s",
    async (_, number) => {
      const byNumber = anyInput(house.stranger.proposals.byNumber);
      expect(await answerTo(() => byNumber({ year: 2026, number }))).toBe("wrong: number");
      const count = anyInput(vote.scrutineers[0].ballots.count);
      const sheet = { key: newKey(), motionId, desk: number, homeBox: 0, meeting: 0 };
      // Minus nought is nought sheets.
      expect(await answerTo(() => count(sheet))).toBe(
        Object.is(number, -0) ? "vote-still-open" : "wrong: desk",
      );
    },
  );

  test.each([
    "2026-02-30",
    "2026-13-01",
    "26-01-01",
    "2026-1-1",
    "20260101",
    "2026-01-01T00:00:00Z",
    "+12026-01-01",
    "9999-12-31",
    "",
    "today",
  ])("the day %s", async (on) => {
    const appoint = anyInput(house.registrar.posts.appoint);
    const post = {
      key: newKey(),
      residentId: house.roll[5]?.residentId,
      post: "expert",
      appointedBy: "居民会议",
      reference: "第1号决定",
    };
    expect(await answerTo(() => appoint({ ...post, appointedOn: on, untilDay: "2027-01-01" }))).toBe(
      "wrong: appointedOn",
    );
    expect(await answerTo(() => appoint({ ...post, appointedOn: "2026-08-01", untilDay: on }))).toBe(
      "wrong: untilDay",
    );
  });

  test("a term of many years, and one that was over before it began", async () => {
    const post = {
      residentId: house.roll[5]?.residentId ?? "",
      post: "expert" as const,
      appointedBy: "居民会议",
      reference: "第1号决定",
      appointedOn: "2026-08-01" as const,
    };
    const until = (untilDay: "2199-12-31" | "1900-01-01") =>
      answerTo(() => house.registrar.posts.appoint({ key: newKey(), ...post, untilDay }));
    expect(await until("2199-12-31")).toBe("term-too-long");
    expect(await until("1900-01-01")).toBe("post-ends-before-it-begins");
  });
});

test("a roll with markup for a name, twins of one name, or a formula", async () => {
  const read = async (line: string) => {
    const bytes = new TextEncoder().encode(`${rollText(24)}\r\n${line}`);
    return answerTo(() => house.registrar.roll.read({ fileName: "../../名册.csv", bytes }));
  };
  for (const name of ["<b>甲</b>", "=1+1", "@SUM(A1)", "甲,乙"])
    expect(await read(`9,1,901,"${name}",1970-01-01`)).toMatch(/"column":"name"/);
});

test("NUL in what one signs in with, or in a door", async () => {
  const anyone = house.door.caller({ sessionToken: null, slug: null });
  expect(
    await answerTo(() => anyone.accounts.signIn({ name: "甲\u0000", password: "一个够长的口令 1234" })),
  ).toBe("wrong: name");
  const door = { motionId, building: "1\u0000", stairwell: "1", door: "101" };
  expect(await answerTo(() => vote.clerks[0].ballots.atDoor(door))).toBe("wrong: building");
});
