import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { accept, found, reasonOf, refuseAtDoor, refusing } from "./accept.ts";
import type { Caller } from "./door.ts";
import { newKey, openHouse, type House } from "./testing/house.ts";
import { createCallerFactory, openProcedure, publicProcedure, router } from "./trpc.ts";

let house: House;
let author: Caller;
let neighbour: Caller;
let committeeId: string;
const defects: unknown[] = [];

beforeAll(async () => {
  house = await openHouse({ households: 6 });
  author = await house.person("甲零");
  neighbour = await house.person("甲一");
  const { rows } = await house.base.owner.query<{ id: string }>("select committee_id as id from communities");
  committeeId = rows[0]?.id ?? "";
});
afterAll(() => house.close());

const said = {
  title: "楼道不堆杂物",
  problem: "楼道里堆着旧家具，老人走路不方便。",
  wish: "写进公约，大家都清走。",
  touches: "1号楼2号楼",
  cost: "不花钱",
  lang: "zh-CN",
  authorNamed: true,
} as const;

async function count(statement: string, ...values: readonly unknown[]): Promise<number> {
  const { rows } = await house.base.owner.query<{ count: number }>(
    `select count(*)::int as count from ${statement}`,
    [...values],
  );
  return rows[0]?.count ?? 0;
}
const drafts = () => count("proposals where status = 'draft'");

describe("a mutation that is refused", () => {
  const write = "insert into counters (committee_id, kind, year, last) values ($1, $2, 2026, 1)";
  // The walk of every procedure, and the same walk as one would write it who trusts next() to throw.
  const naive = openProcedure.use(async ({ ctx, next }) =>
    ctx.services.db.transaction(committeeId, async (tx) => next({ ctx: { tx } })),
  );
  const trial = router({
    ours: publicProcedure.mutation(async ({ ctx }) => {
      await ctx.tx.raw.query(write, [committeeId, "ours"]);
      throw refuseAtDoor("vote-closed");
    }),
    naive: naive.mutation(async ({ ctx }) => {
      await ctx.tx.raw.query(write, [committeeId, "naive"]);
      throw refuseAtDoor("vote-closed");
    }),
  });
  const caller = () =>
    createCallerFactory(trial)(house.door.context({ sessionToken: null, slug: house.slug }));

  test("leaves nothing of what it wrote before", async () => {
    await expect(caller().ours()).rejects.toThrow("vote-closed");
    expect(await count("counters where kind = 'ours'")).toBe(0);
  });

  test("would leave it if the error of the walk were not thrown on", async () => {
    await expect(caller().naive()).rejects.toThrow("vote-closed");
    expect(await count("counters where kind = 'naive'")).toBe(1);
  });

  test("leaves its form unused: mended, it may be sent under the same key", async () => {
    const { proposalId } = await author.proposals.write({ key: newKey(), ...said });
    const key = newKey();
    await expect(neighbour.proposals.cosponsor({ key, proposalId, namePublic: true })).rejects.toThrow(
      "not-found",
    );
    expect(await count("submissions where key = $1", key)).toBe(0);
    await author.decides.keep({ key: newKey(), proposalId, firstYes: "allResidents" });
    await author.proposals.open({ key: newKey(), proposalId });
    await expect(neighbour.proposals.cosponsor({ key, proposalId, namePublic: true })).resolves.toBeDefined();
  });
});

describe("a form that is sent twice", () => {
  test("acts once and is answered as the first time", async () => {
    const before = await drafts();
    const form = { key: newKey(), ...said };
    const first = await author.proposals.write(form);
    expect(await author.proposals.write(form)).toEqual(first);
    expect(await drafts()).toBe(before + 1);
  });

  test("acts once when all of ten come at the same moment", async () => {
    const before = await drafts();
    const form = { key: newKey(), ...said };
    const answers = await Promise.all(Array.from({ length: 10 }, () => author.proposals.write(form)));
    expect(new Set(answers.map(({ proposalId }) => proposalId)).size).toBe(1);
    expect(await drafts()).toBe(before + 1);
  });

  test("is refused when it says something else under the same key, or comes to another procedure", async () => {
    const before = await drafts();
    const form = { key: newKey(), ...said };
    const { proposalId } = await author.proposals.write(form);
    await expect(author.proposals.write({ ...form, cost: "一百元" })).rejects.toMatchObject({
      code: "UNPROCESSABLE_CONTENT",
      message: "form-reused",
    });
    await expect(author.proposals.withdraw({ key: form.key, proposalId })).rejects.toThrow("form-reused");
    expect(await drafts()).toBe(before + 1);
  });

  test("belongs to its sender: another member's form with the same key is another form", async () => {
    const before = await drafts();
    const form = { key: newKey(), ...said };
    const mine = await author.proposals.write(form);
    expect(await neighbour.proposals.write(form)).not.toEqual(mine);
    expect(await drafts()).toBe(before + 2);
  });

  test("keeps of its answer the ids alone", async () => {
    const { rows } = await house.base.owner.query<{ answer: string }>("select answer::text from submissions");
    expect(rows.length).toBeGreaterThan(3);
    for (const { answer } of rows) expect(answer).not.toMatch(/[\u4e00-\u9fff]/u);
  });
});

describe("what the caller is told", () => {
  const trial = router({
    refused: openProcedure.mutation(() =>
      accept(refuse("notice-too-short", { days: 10, day: "2026-08-14" })),
    ),
    gone: openProcedure.mutation(() => found(null)),
    asked: openProcedure.input(z.strictObject({ name: z.string() })).mutation(() => "yes"),
    broken: openProcedure.mutation(() => {
      throw new Error("relation secrets of 甲零 is broken");
    }),
  });
  const context = () => {
    const known = house.door.context({ sessionToken: null, slug: null });
    const onDefect = ({ error }: { readonly error: unknown }) => void defects.push(error);
    return { ...known, services: { ...known.services, onDefect } };
  };

  const overHttp = async (path: string, input: unknown) => {
    const request = new Request(`http://127.0.0.1/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const response = await fetchRequestHandler({
      endpoint: "/trpc",
      req: request,
      router: trial,
      createContext: context,
    });
    const told = z
      .object({
        error: z.object({
          message: z.string(),
          data: z.object({
            refusal: z.object({ refused: z.string(), values: z.record(z.string(), z.unknown()) }).nullable(),
            wrong: z.array(z.string()),
          }),
        }),
      })
      .parse(await response.clone().json()).error;
    return { status: response.status, text: await response.text(), ...told };
  };
  const here = async (path: "refused" | "gone" | "broken") => {
    const caller = createCallerFactory(trial)(context());
    return caller[path]().catch(reasonOf);
  };

  test("is the same refusal in the house and over HTTP, with its figures and its status", async () => {
    const told = await overHttp("refused", undefined);
    expect(told.status).toBe(409);
    expect(told.message).toBe("notice-too-short");
    expect(told.data.refusal).toEqual(refuse("notice-too-short", { days: 10, day: "2026-08-14" }));
    expect(await here("refused")).toEqual({ refusal: told.data.refusal, wrong: [] });
  });

  test("is not found, in the same way, of what is not there", async () => {
    const told = await overHttp("gone", undefined);
    expect([told.status, told.data.refusal]).toEqual([404, refuse("not-found")]);
    expect(await here("gone")).toEqual({ refusal: refuse("not-found"), wrong: [] });
  });

  test("names the fields that are wrong or unknown, and not what was written in them", async () => {
    const wrong = { name: 7, role: "secret-role" };
    const told = await overHttp("asked", wrong);
    expect([told.status, told.data.wrong]).toEqual([400, ["name", "role (unknown)"]]);
    expect(told.text).not.toContain("secret-role");
    const asked: unknown = createCallerFactory(trial)(context()).asked;
    if (typeof asked !== "function") throw new Error("there is nothing to ask");
    const inHouse: unknown = await Promise.resolve(Reflect.apply(asked, undefined, [wrong])).catch(reasonOf);
    expect(inHouse).toEqual({ refusal: null, wrong: told.data.wrong });
  });

  test("is nothing of a defect but that there was one; the operator is told all of it", async () => {
    const told = await overHttp("broken", undefined);
    expect([told.status, told.message]).toEqual([500, "defect"]);
    expect(told.data).toEqual({ refusal: null, wrong: [] });
    expect(told.text).not.toMatch(/secrets|甲零|\.ts/u);
    expect(defects.at(-1)).toMatchObject({ message: "relation secrets of 甲零 is broken" });
    expect(await here("broken")).toEqual({ refusal: null, wrong: [] });
  });

  test("is a refusal's own status, each time it is made", () => {
    expect(refusing(refuse("too-many-attempts", { minutes: 3 })).code).toBe("TOO_MANY_REQUESTS");
    expect(refusing(refuse("form-reused")).code).toBe("UNPROCESSABLE_CONTENT");
    expect(refuseAtDoor("sign-in-first").code).toBe("UNAUTHORIZED");
    expect(refuseAtDoor("post-needed").code).toBe("FORBIDDEN");
  });
});

describe("a stranger", () => {
  test("reads what is public, in every room that has something public", async () => {
    const { stranger } = house;
    expect((await stranger.communities.current()).asker).toBeNull();
    expect((await stranger.roll.figures()).households).toBe(6);
    expect((await stranger.proposals.list({})).proposals.length).toBeGreaterThan(0);
    expect(await stranger.accounts.me()).toBeNull();
  });

  test("is asked to sign in by every other room, whatever they name", async () => {
    const { stranger } = house;
    const motionId = newKey();
    const asked = [
      () => stranger.home.awaiting(),
      () => stranger.slips.issue({ residentId: newKey() }),
      () => stranger.proposals.write({ key: newKey(), ...said }),
      () =>
        stranger.motions.recordPriorStudy({
          key: newKey(),
          motionId,
          on: "2026-08-03",
          reference: "记录1号",
        }),
      () => stranger.ballots.cast({ key: newKey(), motionId, choice: "for" }),
      () => stranger.resolutions.publish({ key: newKey(), motionId }),
      () => stranger.accounts.signOut(),
    ];
    for (const ask of asked) await expect(ask()).rejects.toThrow("sign-in-first");
  });
});
