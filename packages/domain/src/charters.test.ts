import { describe, expect, test } from "vitest";
import { adopt, file, type Adopting, type Version } from "./charters.ts";
import { refuse } from "./outcome.ts";

const now = new Date("2026-08-03T02:00:00Z");
const standing = { actorId: "secretary", subjectId: null, channel: "app", at: now } as const;
const asked: Adopting = {
  objectId: "community",
  document: "charter",
  follows: 1,
  hash: "new",
  appBallotsCount: true,
  adoptedOn: "2026-08-02",
  resolutionId: null,
};
const current: Version = {
  document: "charter",
  version: 1,
  hash: "old",
  appBallotsCount: true,
  adoptedOn: "2026-07-01",
  filedOn: null,
};

describe("adopting a charter or a covenant", () => {
  test("makes the next version, and a charter says whether app ballots count", () => {
    expect(adopt(current, asked, standing)).toMatchObject({
      kind: "charter.adopted",
      body: { version: 2, hash: "new", appBallotsCount: true },
    });
    expect(adopt(null, { ...asked, follows: 0 }, standing)).toMatchObject({ body: { version: 1 } });
  });

  test("of a covenant says nothing of ballots, and names the resolution of this platform", () => {
    const fact = adopt(null, { ...asked, document: "covenant", follows: null, resolutionId: "r" }, standing);
    expect(fact).toMatchObject({ kind: "covenant.adopted", body: { version: 1, resolutionId: "r" } });
    expect(fact).not.toHaveProperty("body.appBallotsCount");
  });

  test("after somebody else's version is refused until it has been compared with that", () => {
    expect(adopt({ ...current, version: 2 }, asked, standing)).toEqual(
      refuse("charter-changed-meanwhile", { version: 2 }),
    );
    expect(adopt(null, asked, standing)).toEqual(refuse("charter-changed-meanwhile", { version: 0 }));
  });

  test("of the very same words is no new version, unless the clause on app ballots is another", () => {
    const same = { ...asked, hash: "old" };
    expect(adopt(current, same, standing)).toEqual(refuse("charter-not-changed"));
    expect(adopt(current, { ...same, appBallotsCount: false }, standing)).toHaveProperty("kind");
    const covenant = { ...current, document: "covenant", appBallotsCount: null } as const;
    expect(adopt(covenant, { ...same, document: "covenant" }, standing)).toEqual(
      refuse("charter-not-changed"),
    );
  });

  test("on a day that has not come is refused", () => {
    expect(adopt(current, { ...asked, adoptedOn: "2026-08-04" }, standing)).toEqual(
      refuse("day-in-the-future", { day: "2026-08-04" }),
    );
  });
});

describe("putting a version on file with the street", () => {
  const filing = { objectId: "community", on: "2026-08-03" } as const;

  test("is recorded with its day", () => {
    expect(file({ ...current, document: "covenant" }, filing, standing)).toMatchObject({
      kind: "covenant.filed",
      body: { version: 1, on: "2026-08-03" },
    });
  });

  test("happens once, after the adoption, on a day that has come", () => {
    expect(file({ ...current, filedOn: "2026-07-20" }, filing, standing)).toEqual(
      refuse("already-filed", { day: "2026-07-20" }),
    );
    expect(file(current, { ...filing, on: "2026-06-30" }, standing)).toEqual(
      refuse("filed-before-adopted", { day: "2026-07-01" }),
    );
    expect(file(current, { ...filing, on: "2026-08-04" }, standing)).toEqual(
      refuse("day-in-the-future", { day: "2026-08-04" }),
    );
  });
});
