import { describe, expect, test } from "vitest";
import { enter, remove } from "./members.ts";
import { refuse } from "./outcome.ts";

const standing = { actorId: "chair", subjectId: null, channel: "app", at: new Date("2026-08-03") } as const;

describe("somebody who serves here and lives elsewhere", () => {
  test("is entered by a fact that names nobody", () => {
    expect(enter("m1", standing)).toMatchObject({ kind: "member.entered", body: { memberId: "m1" } });
  });

  test("is removed once no post of theirs goes on (still-in-post)", () => {
    const guest = { memberId: "m1", residentId: null };
    expect(remove(guest, 1, standing)).toEqual(refuse("still-in-post"));
    expect(remove(guest, 0, standing)).toMatchObject({ kind: "member.removed", objectId: "m1" });
  });

  test("and only they: who lives here leaves by the roll", () => {
    expect(remove({ memberId: "m2", residentId: "r2" }, 0, standing)).toEqual(refuse("not-found"));
  });
});
