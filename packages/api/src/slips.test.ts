import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "./door.ts";
import { atOnce, done, first, refused, times } from "./testing/at-once.ts";
import { newKey, openHouse, password, type House } from "./testing/house.ts";

let house: House;
let clerk: Caller;
let entrance: Caller;
beforeAll(async () => {
  house = await openHouse({ households: 30 });
  clerk = await house.person("甲零", "deskClerk");
  entrance = house.door.caller({ sessionToken: null, slug: null });
});
afterAll(() => house.close());

const refusal = (code: string) => ({ cause: { refusal: { refused: code } } });
const redeem = (code: string, name = `新人${newKey()}`) =>
  entrance.accounts.redeem({ code, name: name.slice(0, 38), password });

/** Prints what a choice shows. */
async function print(choice: Parameters<Caller["slips"]["preview"]>[0], by = clerk) {
  const { wanted } = await clerk.slips.preview(choice);
  return by.slips.print({ key: newKey(), choice, expected: wanted });
}

const residentsOf = (...names: string[]) =>
  names.map((name) => first(house.roll.filter((one) => one.name === name)).residentId);

async function stands(slipId: string) {
  const { slip, history } = await clerk.slips.history({ slipId });
  return { standing: slip.standing, reason: slip.reason, kinds: history.map(({ kind }) => kind) };
}

describe("a batch", () => {
  test("is shown before it is made, and makes exactly what was shown, along the stairs", async () => {
    const shown = await clerk.slips.preview({ buildings: ["2"] });
    expect(shown).toEqual({ people: 30, withAccount: 0, withSlip: 0, wanted: 30, pages: 3, parts: 1 });
    expect(await clerk.slips.batches()).toHaveLength(1); // the clerk's own slip
    const batch = await print({ buildings: ["2"] });
    expect(batch).toMatchObject({ number: 2, left: 0 });
    expect(batch.slips.map((slip) => slip.serial)).toEqual(times(30).map((index) => index + 1));
    expect(new Set(batch.slips.map((slip) => slip.building))).toEqual(new Set(["2"]));
    expect(batch.slips.map((slip) => slip.door)).toEqual(
      batch.slips.map((slip) => slip.door).toSorted((one, other) => Number(one) - Number(other)),
    );
    expect(new Set(batch.slips.map((slip) => slip.code)).size).toBe(30);
    expect(await redeem(first(batch.slips, 3).code)).toMatchObject({ slug: house.slug });
  });

  test("passes by whoever has an account or a slip; asked for again, it voids the earlier slips", async () => {
    const choice = { buildings: ["2"] };
    expect(await clerk.slips.preview(choice)).toMatchObject({ wanted: 0, withAccount: 1, withSlip: 29 });
    await expect(print(choice)).rejects.toMatchObject(refusal("nobody-needs-a-slip"));
    const before = first(await clerk.slips.list({ batch: 2, building: "", standing: "printed" }));
    await house.moveDays(1);
    const printedBefore = (await house.stranger.communities.current()).now;
    const again = await print({ ...choice, printedBefore });
    expect(again.slips).toHaveLength(29);
    expect(await stands(before.slipId)).toEqual({
      ...{ standing: "revoked", reason: "reprinted", kinds: ["slip.printed", "slip.revoked"] },
    });
    // Sent once more with the same moment, it finds nobody: those slips are newer.
    expect(await clerk.slips.preview({ ...choice, printedBefore })).toMatchObject({ wanted: 0 });
  });

  test("is never answered twice: the codes of a page that was lost are gone, and are printed anew", async () => {
    const choice = { residentIds: residentsOf("甲二") };
    const form = { key: newKey(), choice, expected: 1 };
    const { slips, number } = await clerk.slips.print(form);
    await expect(clerk.slips.print(form)).rejects.toMatchObject(refusal("batch-already-printed"));
    const printedBefore = new Date(Date.now() + 400 * 86_400_000);
    const [anew] = (await print({ batch: number, printedBefore })).slips;
    await expect(redeem(first(slips).code)).rejects.toMatchObject(refusal("slip-revoked"));
    expect(await redeem(anew?.code ?? "")).toHaveProperty("token");
  });

  test("is not made when others got slips since it was shown", async () => {
    const choice = { residentIds: residentsOf("甲四", "乙四") };
    const { wanted } = await clerk.slips.preview(choice);
    await clerk.slips.issue({ residentId: first(residentsOf("甲四")) });
    await expect(clerk.slips.print({ key: newKey(), choice, expected: wanted })).rejects.toMatchObject(
      refusal("choice-changed-meanwhile"),
    );
  });

  test("printed by five at once is printed once, and nobody holds two slips", async () => {
    const choice = { residentIds: residentsOf("甲六", "乙六") };
    const forms = times(5).map(() => ({ key: newKey(), choice, expected: 2 }));
    const answers = await atOnce(forms.map((form) => () => clerk.slips.print(form)));
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["nobody-needs-a-slip"]));
  });

  test("knows no child, and no slip goes to whoever has an account", async () => {
    const today = await house.today();
    await house.base.owner.query("update residents set born = $1 where resident_id = $2", [
      `${Number(today.slice(0, 4)) - 17}${today.slice(4)}`.replace("02-29", "02-28"),
      first(residentsOf("甲八")),
    ]);
    const building = first(house.roll.filter((one) => one.name === "甲八"));
    const shown = await clerk.slips.preview({ buildings: [building.building], door: building.door });
    expect(shown.people).toBe(1); // the other of the household
    await expect(clerk.slips.issue({ residentId: first(residentsOf("甲零")) })).rejects.toMatchObject(
      refusal("has-account"),
    );
  });

  test("of thousands is printed in parts of five hundred, each following the one before", async () => {
    const big = await openHouse({ slug: "dali", beside: house, households: 600 });
    const asker = big.registrar;
    const printed: number[] = [];
    for (let wanted = 1; wanted > 0;) {
      ({ wanted } = await asker.slips.preview({}));
      if (wanted > 0)
        printed.push((await asker.slips.print({ key: newKey(), choice: {}, expected: wanted })).slips.length);
    }
    expect(printed).toEqual([500, 500, 200]);
    expect((await asker.slips.batches()).map(({ number, slips }) => [number, slips])).toEqual([
      [3, 200],
      [2, 500],
      [1, 500],
    ]);
  }, 60_000);
});

describe("one slip", () => {
  let batch: Awaited<ReturnType<typeof print>>;
  let batchId: string;
  beforeEach(async () => {
    const printedBefore = new Date(Date.now() + 400 * 86_400_000);
    batch = await print({ residentIds: residentsOf("甲一零", "乙一零", "甲一二"), printedBefore });
    batchId = first(await clerk.slips.batches()).batchId;
  });

  test("is noted as handed out by its number, by whom and when; then the rest of its batch", async () => {
    const [one] = batch.slips;
    expect(await clerk.slips.handOut({ key: newKey(), batchId, serials: [1] })).toEqual({ handedOut: 1 });
    const { history } = await clerk.slips.history({ slipId: one?.slipId ?? "" });
    expect(history).toMatchObject([{ kind: "slip.printed" }, { kind: "slip.handedOut", actor: "甲零" }]);
    const form = { key: newKey(), batchId, serials: null };
    expect(await clerk.slips.handOut(form)).toEqual({ handedOut: 2 });
    expect(await clerk.slips.handOut(form)).toEqual({ handedOut: 2 }); // the same form again
    expect(first(await clerk.slips.batches())).toMatchObject({ printed: 0, handedOut: 3, used: 0 });
    await expect(clerk.slips.handOut({ key: newKey(), batchId, serials: [4] })).rejects.toMatchObject(
      refusal("not-found"),
    );
  });

  test("that was lost is void at once, and cannot be handed out any more", async () => {
    const [one] = batch.slips;
    const slipId = one?.slipId ?? "";
    await clerk.slips.revoke({ key: newKey(), slipId, reason: "lost" });
    await expect(redeem(one?.code ?? "")).rejects.toMatchObject(refusal("slip-revoked"));
    await expect(clerk.slips.handOut({ key: newKey(), batchId, serials: [1] })).rejects.toMatchObject(
      refusal("slip-not-out"),
    );
    expect(await clerk.slips.handOut({ key: newKey(), batchId, serials: null })).toEqual({ handedOut: 2 });
    await expect(clerk.slips.revoke({ key: newKey(), slipId, reason: "lost" })).rejects.toMatchObject(
      refusal("slip-not-out"),
    );
    expect(await stands(slipId)).toMatchObject({ standing: "revoked", reason: "lost" });
  });

  test("that is used and voided at the same moment is one of the two, and its list says which", async () => {
    const [one] = batch.slips;
    const slipId = one?.slipId ?? "";
    const name = `争${newKey()}`;
    const answers = await atOnce<unknown>([
      () => redeem(one?.code ?? "", name),
      () => clerk.slips.revoke({ key: newKey(), slipId, reason: "wrongPerson" }),
    ]);
    expect(done(answers)).toHaveLength(1);
    const { standing } = await stands(slipId);
    const { rows } = await house.base.owner.query("select from auth.accounts where name = $1", [
      name.slice(0, 38).toLowerCase(),
    ]);
    expect(rows).toHaveLength(standing === "used" ? 1 : 0);
    // Whoever joined now has no further use of a slip: give the account up for the tests that follow.
    await house.base.owner.query("update members set account_id = null where resident_id = $1", [
      one?.residentId,
    ]);
  });
});

describe("whoever leaves", () => {
  const leaves = (residentId: string) =>
    house.base.owner.query("update members set left_at = yishi_now() where resident_id = $1", [residentId]);

  test("takes no slip with them: it is void in that instant, and says so kindly", async () => {
    const residentId = first(residentsOf("甲一四"));
    const slip = await clerk.slips.issue({ residentId });
    await leaves(residentId);
    await expect(redeem(slip.code)).rejects.toMatchObject(refusal("slip-revoked"));
    expect(await stands(slip.slipId)).toEqual({
      ...{ standing: "revoked", reason: "left", kinds: ["slip.printed", "slip.revoked"] },
    });
  });

  test("and comes back finds the old slip still void", async () => {
    const residentId = first(residentsOf("甲一六"));
    const old = await clerk.slips.issue({ residentId });
    await leaves(residentId);
    const fresh = await clerk.slips.issue({ residentId });
    await expect(redeem(old.code)).rejects.toMatchObject(refusal("slip-revoked"));
    expect(await redeem(fresh.code)).toHaveProperty("token");
  });

  test("at the moment of redeeming either came first or stays outside", async () => {
    for (const name of ["甲一八", "乙一八", "甲二零", "乙二零"]) {
      const residentId = first(residentsOf(name));
      const { code } = await clerk.slips.issue({ residentId });
      const [joined] = await Promise.allSettled([redeem(code), leaves(residentId)]);
      if (joined.status === "fulfilled") {
        const own = house.door.caller({ sessionToken: joined.value.token, slug: house.slug });
        await expect(own.drafts.mine()).rejects.toMatchObject(refusal("not-a-member"));
      } else expect(joined.reason).toMatchObject(refusal("slip-revoked"));
    }
  });

  test("loses access with the next request, in the app and at the desk, and their sessions say so", async () => {
    const leaver = await house.person("乙二二", "deskClerk");
    expect(await leaver.drafts.mine()).toEqual({ drafts: [], asked: [] });
    expect(await leaver.slips.batches()).not.toEqual([]);
    await leaves(first(residentsOf("乙二二")));
    await expect(leaver.drafts.mine()).rejects.toMatchObject(refusal("not-a-member"));
    await expect(leaver.slips.batches()).rejects.toMatchObject(refusal("not-a-member"));
    expect((await leaver.communities.current()).asker).toBeNull();
    const own = house.door.caller({ sessionToken: house.token("乙二二"), slug: null });
    expect((await own.account.own()).communities).toEqual([]);
  });

  test("a slip is not revoked by anything else that changes a member", async () => {
    const residentId = first(residentsOf("甲二四"));
    const slip = await clerk.slips.issue({ residentId });
    await house.base.owner.query("update members set name = '改名' where resident_id = $1", [residentId]);
    expect(await redeem(slip.code)).toHaveProperty("token");
  });
});

describe("secrecy", () => {
  test("no code stands in any table, of one slip or of many", async () => {
    const { slips } = await print({ residentIds: residentsOf("甲二六", "乙二六") });
    const one = await clerk.slips.issue({ residentId: first(residentsOf("甲二八")) });
    const codes = [...slips, one].map((slip) => slip.code);
    const { rows: tables } = await house.base.owner.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth')",
    );
    const everything: string[] = [];
    for (const { name } of tables) {
      const { rows } = await house.base.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
      everything.push(...rows.map((row) => row.row));
    }
    const text = everything.join("\n");
    expect(text).toContain(first(slips).slipId); // the slips themselves are there
    for (const code of codes) {
      for (const written of [code, code.replaceAll(" ", ""), code.replaceAll(" ", "-")])
        expect([written, text.includes(written)]).toEqual([written, false]);
    }
  });
});
