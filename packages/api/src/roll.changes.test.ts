import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { reasonOf } from "./accept.ts";
import { atOnce, done, first, refused } from "./testing/at-once.ts";
import { newKey, openHouse, rollText, type House } from "./testing/house.ts";
import { answerIn } from "./testing/unchanged.ts";

let house: House;
let secretary: Caller;
const households = 12;

beforeAll(async () => {
  house = await openHouse({ households });
  secretary = await house.person("甲零", "secretary");
});
afterAll(() => house.close());

const idOf = (name: string) => first(house.roll.filter((one) => one.name === name)).residentId;
const written = async () => ({ key: newKey(), on: await house.today(), reference: "户口簿" });
const at = (door: string, part = "") => ({ building: "1", stairwell: "1", door, part });
const householdOf = async (name: string) =>
  (await secretary.roll.person({ residentId: idOf(name) })).person.householdId;
const kindsOf = async (name: string) =>
  (await secretary.roll.person({ residentId: idOf(name) })).history.map(({ kind }) => kind);
const asked = async (acting: Promise<unknown>) =>
  acting.then(
    () => "done",
    (error: unknown) => reasonOf(error).refusal?.refused ?? reasonOf(error).wrong.join(),
  );
async function preview(importer: Caller, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const { importId } = await importer.roll.read({ fileName: "名册.csv", bytes });
  if (!importId) throw new Error("the roll was not read");
  return importId;
}

describe("at the window", () => {
  test("who moves keeps their id, their membership and their posts, and the way they came stays readable", async () => {
    const clerk = await house.person("甲二", "reviewer");
    await secretary.roll.move({ ...(await written()), residentId: idOf("甲二"), ...at("1号房") });
    const { asker } = await clerk.communities.current();
    expect(asker).toMatchObject({ name: "甲二", onRoll: true, posts: ["reviewer"] });
    const { person, history } = await secretary.roll.person({ residentId: idOf("甲二") });
    expect(person.place).toMatchObject({ building: "1", door: "1" });
    expect(history.map(({ kind, reference, by }) => [kind, reference, by])).toEqual([
      ["moved", "户口簿", "甲零"],
      ["imported", null, "登记员"],
    ]);
    const { rows } = await house.base.owner.query<{ body: object }>(
      "select body from facts where kind = 'roll.moved' and object_id = $1",
      [idOf("甲二")],
    );
    expect(JSON.stringify(rows)).not.toMatch(/甲二|户口簿/u);
  });

  test.each(["died", "movedAway"] as const)("who %s has no access and no post from then on", async (why) => {
    const name = why === "died" ? "乙二" : "乙三";
    const gone = await house.person(name, "deskClerk", "scrutineer");
    expect((await gone.communities.current()).asker?.posts).toHaveLength(2);
    expect(await secretary.roll.leave({ ...(await written()), residentId: idOf(name), why })).toEqual({
      postsEnded: 2,
    });
    expect((await gone.communities.current()).asker).toBeNull();
    expect(await asked(gone.roll.find({ building: "1", name: "" }))).toBe("not-a-member");
    const { rows } = await house.base.owner.query<{ reason: string }>(
      `select f.body ->> 'reason' as reason from facts f join posts p on p.post_id = f.object_id
       join members m on m.member_id = p.member_id where f.kind = 'post.ended' and m.resident_id = $1`,
      [idOf(name)],
    );
    expect(rows.map(({ reason }) => reason)).toEqual([why, why]);
    expect(first(await kindsOf(name))).toBe(why);
    expect(await asked(house.registrar.slips.issue({ residentId: idOf(name) }))).toBe("not-found");
    expect(await asked(secretary.roll.leave({ ...(await written()), residentId: idOf(name), why }))).toBe(
      "not-found",
    );
  });

  test("who died before the roll was brought in is entered with the day on which they died", async () => {
    const on = "2026-07-20";
    await secretary.roll.leave({ ...(await written()), residentId: idOf("乙九"), why: "died", on });
    const { person, history } = await secretary.roll.person({ residentId: idOf("乙九") });
    expect(first(history)).toMatchObject({ kind: "died", on });
    expect(person.leftOn).toBe(await house.today());
  });

  test("a corrected name is the name everywhere, and the old one stays in the history", async () => {
    const named = await house.person("甲四");
    const { person } = await secretary.roll.person({ residentId: idOf("甲四") });
    const now = {
      personName: "贾 四",
      born: person.born ?? "1960-05-01",
      residence: "registered",
      livedSince: null,
    } as const;
    await secretary.roll.correct({ ...(await written()), residentId: idOf("甲四"), ...now });
    expect((await named.communities.current()).asker?.name).toBe("贾四");
    const { history } = await secretary.roll.person({ residentId: idOf("甲四") });
    expect(first(history)).toMatchObject({ kind: "corrected", before: { name: "甲四", born: null } });
  });

  test("a household is split and joined again, and each remembers who came and went", async () => {
    const home = await householdOf("甲六");
    const split = { householdId: home, residentIds: [idOf("乙六")], part: "第二户" };
    const { householdId } = await secretary.roll.split({ ...(await written()), ...split });
    const there = await secretary.roll.household({ householdId });
    expect(there.household).toMatchObject({ part: "2", people: [{ name: "乙六" }] });
    expect(there.others).toMatchObject([{ part: "", people: [{ name: "甲六" }] }]);
    expect(await asked(secretary.roll.split({ ...(await written()), ...split }))).toBe("split-leaves-nobody");
    const figures = await house.stranger.roll.figures();
    await secretary.roll.join({ ...(await written()), householdId, intoHouseholdId: home });
    expect((await house.stranger.roll.figures()).households).toBe(figures.households - 1);
    expect(await kindsOf("乙六")).toEqual(["joined", "split", "imported"]);
    const { history } = await secretary.roll.household({ householdId });
    expect(history.map(({ kind, name }) => [kind, name])).toEqual([
      ["joined", "乙六"],
      ["split", "乙六"],
    ]);
  });

  test("who comes is found at once; nobody comes twice, and nobody on a day that has not come", async () => {
    const child = {
      ...at("101"),
      personName: "小甲",
      born: await house.today(),
      residence: "registered",
      livedSince: null,
      why: "born",
    } as const;
    const { residentId } = await secretary.roll.come({ ...(await written()), ...child });
    expect((await secretary.roll.person({ residentId })).history).toMatchObject([{ kind: "born" }]);
    expect(await asked(secretary.roll.come({ ...(await written()), ...child }))).toBe("same-person-there");
    const tomorrow = { ...(await written()), on: "2027-01-01" } as const;
    expect(await asked(secretary.roll.come({ ...tomorrow, ...child, personName: "别人" }))).toBe(
      "day-in-the-future",
    );
    expect(
      await asked(secretary.roll.come({ ...(await written()), ...child, personName: "150203194105030022" })),
    ).toBe("personName");
  });

  test("who lives here takes part once the months of the rule book are full, and is counted from that day", async () => {
    const today = await house.today();
    const before = (await house.stranger.roll.figures()).ofVotingAge;
    const tenant = {
      ...at("999"),
      personName: "租户",
      born: "1990-01-01",
      residence: "living",
      livedSince: today,
      why: "movedIn",
    } as const;
    await secretary.roll.come({ ...(await written()), ...tenant });
    expect((await house.stranger.roll.figures()).ofVotingAge).toBe(before);
    await house.moveDays(200);
    expect((await house.stranger.roll.figures()).ofVotingAge).toBe(before + 1);
  });

  test("an import and a change at the same moment: one of them is told that the other came first", async () => {
    const importId = await preview(secretary, `${await exported()}\r\n9,1,901,,,,钱一,1970-01-01,户籍,`);
    const move = { ...(await written()), residentId: idOf("甲八"), ...at("777") };
    const answers = await atOnce<unknown>([
      () => house.registrar.roll.import({ key: newKey(), importId }),
      () => secretary.roll.import({ key: newKey(), importId }),
      () => secretary.roll.move(move),
    ]);
    const codes = refused(answers).map((one) => one.refused);
    // The registrar never was shown the secretary's file; the move always comes, and the import only before it.
    expect(codes).toContain("not-found");
    expect(codes.filter((code) => code !== "not-found")).toEqual(
      done(answers).length === 2 ? [] : ["roll-changed-meanwhile"],
    );
    const { person } = await secretary.roll.person({ residentId: idOf("甲八") });
    expect(person.place.door).toBe("777");
  });
});

/** The roll as its own export has it, without the line end. */
async function exported(): Promise<string> {
  const { base64 } = await secretary.roll.export({ kind: "csv" });
  return Buffer.from(base64, "base64")
    .toString("utf8")
    .replace(/^\ufeff/u, "")
    .trimEnd();
}

describe("the roll as a file", () => {
  test.each(["csv", "xlsx"] as const)(
    "%s: what is taken out and brought in again changes nothing",
    async (kind) => {
      const odd = {
        ...at("777"),
        personName: "阿拉坦·其其格",
        born: "1970-01-01",
        residence: "living",
        livedSince: "2020-02-29",
        why: "movedIn",
      } as const;
      await secretary.roll.come({
        ...(await written()),
        ...odd,
        building: kind === "csv" ? "-1" : "-2",
        part: "2",
      });
      const { base64, fileName } = await secretary.roll.export({ kind });
      expect(fileName).toMatch(new RegExp(`\\.${kind}$`, "u"));
      const bytes = new Uint8Array(Buffer.from(base64, "base64"));
      const people = (await house.stranger.roll.figures()).residents;
      expect(await secretary.roll.read({ fileName, bytes })).toMatchObject({
        ...{ added: 0, removed: 0, moved: 0, corrected: 0, regrouped: 0, unchanged: people },
      });
    },
  );

  test("holds no cell that a sheet would take for a formula, and that it was taken is written down", async () => {
    const lines = (await exported()).split("\r\n");
    expect(lines.some((line) => line.startsWith("'-1,"))).toBe(true);
    for (const line of lines) for (const cell of line.split(",")) expect(cell).not.toMatch(/^[=+\-@\t]/u);
    const { rows } = await house.base.owner.query("select from facts where kind = 'roll.exported'");
    expect(rows.length).toBeGreaterThan(2);
    const { rows: sights } = await house.base.owner.query(
      "select from sightings where what = 'rollExported' and resident_id = $1",
      [idOf("甲六")],
    );
    expect(sights.length).toBeGreaterThan(2);
  });
});

describe("a file that was brought in", () => {
  test("moves and corrects without losing anybody's id, membership or post, and tells households their group", async () => {
    const member = await house.person("乙八", "expert");
    const text = (await exported())
      .split("\r\n")
      .map((line) => (line.includes("乙八") ? line.replace(/^[^,]*,[^,]*,[^,]*/u, "5,1,501") : line))
      .map((line) => line.replace("甲九,", "贾九,"))
      .map((line, index) =>
        index > 0 && line.startsWith("2,") ? line.replace(/^(2,[^,]*,[^,]*,[^,]*),,/u, "$1,第二组,") : line,
      )
      .join("\r\n");
    const importId = await preview(secretary, text);
    const shown = await secretary.roll.preview({ importId, list: null, page: 1 });
    expect(shown).toMatchObject({ counts: { moved: 1, corrected: 1, added: 0, removed: 0 }, stale: false });
    await secretary.roll.import({ key: newKey(), importId });
    expect((await member.communities.current()).asker).toMatchObject({ onRoll: true, posts: ["expert"] });
    expect((await secretary.roll.person({ residentId: idOf("乙八") })).person.place.building).toBe("5");
    expect((await secretary.roll.person({ residentId: idOf("甲九") })).person.name).toBe("贾九");
    expect((await secretary.roll.person({ residentId: idOf("甲一") })).person.place.group).toBe("第二组");
    const again = await preview(secretary, text);
    expect(await secretary.roll.preview({ importId: again, list: null, page: 1 })).toMatchObject({
      counts: { moved: 0, corrected: 0, regrouped: 0, added: 0, removed: 0 },
    });
  });

  test("that would remove somebody in office says so by name, and asks once more", async () => {
    await house.person("甲一零", "reviewer");
    const text = (await exported())
      .split("\r\n")
      .filter((line) => !line.includes("甲一零"))
      .join("\r\n");
    const importId = await preview(secretary, text);
    expect(await secretary.roll.preview({ importId, list: null, page: 1 })).toMatchObject({
      lost: [{ name: "甲一零", posts: ["reviewer"], votes: 0 }],
    });
    expect(await answerIn(house, () => secretary.roll.import({ key: newKey(), importId }))).toBe(
      "removals-not-confirmed",
    );
    await secretary.roll.import({ key: newKey(), importId, sure: true });
    const { rows } = await house.base.owner.query(
      `select from posts p join members m using (committee_id, member_id)
       where m.resident_id = $1 and p.until_at > yishi_now()`,
      [idOf("甲一零")],
    );
    expect(rows).toHaveLength(0);
  });

  test("that would remove very many asks once more, and the whole list can be read", async () => {
    const importId = await preview(secretary, rollText(1));
    const shown = await secretary.roll.preview({ importId, list: "removed", page: 1 });
    if (shown.applied) throw new Error("it was taken");
    expect(shown.many).toBe(true);
    expect(shown.lines).toHaveLength(shown.counts.removed);
    expect(await asked(secretary.roll.import({ key: newKey(), importId }))).toBe("removals-not-confirmed");
  });

  test("says how far it is to whoever sent it, and to nobody else", async () => {
    const importId = newKey();
    const bytes = new TextEncoder().encode("楼号,室号,姓名,出生日期\r\n1,101,甲,不详");
    const read = secretary.roll.read({ fileName: "名册.csv", bytes, importId });
    const stages = new Set<string>();
    let failed = false;
    for (let turn = 0; turn < 400 && !failed; turn += 1) {
      const now = await secretary.roll.underway({ importId });
      if (now && "underway" in now) stages.add(now.underway.stage);
      failed = now !== null && "failure" in now;
    }
    await read;
    expect(stages).toContain("reading");
    expect(await secretary.roll.underway({ importId })).toMatchObject({
      failure: { wrong: 1, problems: [{ code: "not-a-day" }] },
    });
    expect(await house.registrar.roll.underway({ importId })).toBeNull();
  });

  test.each([
    ["nothing", ""],
    ["no headings", "1,1,101,甲,1950-01-01"],
    ["one wrong line among right ones", `${rollText(3)}\r\n1,1,101,丙,2001-02-30`],
    ["a PDF", "%PDF-1.7"],
    ["a web page", "<html></html>"],
    ["a household twice", `${rollText(3)}\r\n1,1,101,甲零,1960-05-01`],
    ["a total", `${rollText(3)}\r\n合计,,,6人,`],
  ])("that holds %s changes no row of any table", async (_, text) => {
    const bytes = new TextEncoder().encode(text);
    const answer = await answerIn(house, () => secretary.roll.read({ fileName: "名册.csv", bytes }));
    expect(answer).toMatch(/^done .*(?:problems|unreadable)/u);
  });
});
