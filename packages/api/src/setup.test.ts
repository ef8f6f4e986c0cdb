import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { refuse } from "@yishi/domain/outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDoor, type Door } from "./door.ts";
import { atOnce, done, refused, times } from "./testing/at-once.ts";
import { password, start } from "./testing/house.ts";

let base: TestDatabase;
let door: Door;
beforeAll(async () => {
  base = await testDatabase();
  await base.moveClock(start);
  door = await openDoor({
    databaseUrl: base.serverUrl,
    demo: false,
    clockMayBeAhead: true,
    onDefect: ({ path, error }) => console.error(path, error),
  });
}, 60_000);
afterAll(async () => {
  await door.close();
  await base.close();
});

const stranger = () => door.caller({ sessionToken: null, slug: null });
const place = (slug: string) => ({
  slug,
  communityName: "榆树里社区",
  district: "测试市测试区",
  subdistrict: "榆树街道",
  phone: "0472-555 0100",
  windowPlace: "1号楼1层",
});
const registrar = {
  registrarName: "石登记",
  electedBy: "居民选举委员会",
  electedOn: "2026-08-01",
  reference: "选举记录1号",
} as const;
const fresh = (name: string) => ({ account: "new", name, password }) as const;
const told = (refused: Parameters<typeof refuse>[0]) => ({ cause: { refusal: { refused } } });
const newLink = async (slug: string | null = null) => (await door.setupLink(slug)).code;
/** Ends every post here, at a whole millisecond, as the clock of a transaction is read. */
async function endPosts(slug: string): Promise<void> {
  await changePosts(slug, "date_trunc('milliseconds', yishi_now())");
}
async function changePosts(slug: string, untilAt: string): Promise<void> {
  await base.owner.query(
    `begin; alter table posts disable trigger user;
     update posts set until_at = ${untilAt} from communities c where posts.committee_id = c.committee_id and c.slug = '${slug}';
     alter table posts enable trigger user; commit`,
  );
}
const count = async (table: string) =>
  (await base.owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]?.count;

describe("a set-up link", () => {
  test("makes a community, and its registrar is signed in", async () => {
    const code = await newLink();
    expect(await stranger().setup.look({ code })).toEqual({ community: null });
    const made = await stranger().setup.found({
      code,
      ...place("yushuli"),
      ...registrar,
      ...fresh("石登记"),
    });
    expect(made.slug).toBe("yushuli");
    const own = door.caller({ sessionToken: made.session?.token ?? "", slug: "yushuli" });
    expect(await own.communities.current()).toMatchObject({
      community: { name: "榆树里社区", district: "测试市测试区", subdistrict: "榆树街道" },
      asker: { name: "石登记", onRoll: false, posts: ["registrar"] },
    });
    await expect(stranger().setup.look({ code })).rejects.toMatchObject(told("setup-link-used"));
  });

  test("says the same of one that nobody issued, whatever is asked with it", async () => {
    const code = "ABC DEF GHJ KMN PQR STV";
    const asked = [
      () => stranger().setup.look({ code }),
      () => stranger().setup.found({ code, ...place("wu-ming-li"), ...registrar, ...fresh("无名") }),
      () => stranger().setup.registrar({ code, ...registrar, ...fresh("无名") }),
    ];
    for (const ask of asked)
      await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND", ...told("setup-link-unknown") });
  });

  test("used twenty times at once makes one community and one account", async () => {
    const before = { communities: await count("communities"), accounts: await count("auth.accounts") };
    const code = await newLink();
    const answers = await atOnce(
      times(20).map(
        (index) => () =>
          stranger().setup.found({
            code,
            ...place(`shuangshuli-${index}`),
            ...registrar,
            ...fresh(`双树${index}`),
          }),
      ),
    );
    expect(done(answers)).toHaveLength(1);
    expect(new Set(refused(answers).map((one) => one.refused))).toEqual(new Set(["setup-link-used"]));
    expect(await count("communities")).toBe((before.communities ?? 0) + 1);
    expect(await count("auth.accounts")).toBe((before.accounts ?? 0) + 1);
  });

  test("an address that is taken is refused, and the link is still good", async () => {
    const code = await newLink();
    const asked = { code, ...registrar, ...fresh("三树") };
    await expect(stranger().setup.found({ ...asked, ...place("yushuli") })).rejects.toMatchObject(
      told("slug-taken"),
    );
    await expect(stranger().setup.found({ ...asked, ...place("setup") })).rejects.toMatchObject(
      told("slug-reserved"),
    );
    const later = { ...asked, electedOn: "2026-08-04" as const };
    await expect(stranger().setup.found({ ...later, ...place("sanshuli") })).rejects.toMatchObject(
      told("day-in-the-future"),
    );
    await expect(
      stranger().setup.found({ ...asked, ...place("sanshuli"), ...fresh("石登记") }),
    ).rejects.toMatchObject(told("name-taken"));
    expect((await stranger().setup.found({ ...asked, ...place("SanShuLi") })).slug).toBe("sanshuli");
  });

  test("communities of one subdistrict share it, and its district", async () => {
    expect(await count("districts")).toBe(1);
    expect(await count("subdistricts")).toBe(1);
    const code = await newLink();
    const asked = { code, ...place("beishuli"), ...registrar, ...fresh("北树") };
    await stranger().setup.found({ ...asked, subdistrict: "北树街道" });
    expect(await count("districts")).toBe(1);
    expect(await count("subdistricts")).toBe(2);
  });
});

describe("one person in two communities", () => {
  test("sets up a second one with the account they have, and is in each only what they are there", async () => {
    const code = await newLink();
    const account = { account: "mine", name: "石登记", password } as const;
    const wrong = { ...account, password: "另一个口令 9999" };
    const asked = { code, ...place("wushuli"), ...registrar };
    await expect(stranger().setup.found({ ...asked, ...wrong })).rejects.toMatchObject(told("sign-in-wrong"));
    const { session } = await stranger().setup.found({ ...asked, ...account });
    const token = session?.token ?? "";
    for (const slug of ["yushuli", "wushuli"])
      expect(await door.caller({ sessionToken: token, slug }).communities.current()).toMatchObject({
        asker: { posts: ["registrar"] },
      });
    expect(await door.caller({ sessionToken: token, slug: "sanshuli" }).communities.current()).toMatchObject({
      signedIn: true,
      asker: null,
    });
  });

  test("does it with the session they have, and nobody does it with none", async () => {
    const code = await newLink();
    const asked = { code, ...place("liushuli"), ...registrar, account: "signedIn" } as const;
    await expect(stranger().setup.found(asked)).rejects.toMatchObject(told("sign-in-first"));
    const { token } = await stranger().accounts.signIn({ name: "石登记", password });
    const made = await door.caller({ sessionToken: token, slug: null }).setup.found(asked);
    expect(made).toEqual({ slug: "liushuli", session: null });
  });
});

describe("a registrar entered from outside", () => {
  test("is refused while somebody may appoint, with the link and at its use", async () => {
    await expect(door.setupLink("yushuli")).rejects.toMatchObject(told("somebody-may-appoint"));
    await expect(door.setupLink("no-such-place")).rejects.toMatchObject(told("not-found"));
    // A link made while nobody was there is worth nothing once somebody is.
    await endPosts("yushuli");
    const code = await newLink("yushuli");
    await changePosts("yushuli", "yishi_now() + interval '1 year'");
    const asked = { code, ...registrar, registrarName: "新登记", ...fresh("新登记") };
    await expect(stranger().setup.registrar(asked)).rejects.toMatchObject(told("somebody-may-appoint"));
    await endPosts("yushuli");
    expect(await stranger().setup.look({ code })).toEqual({
      community: { slug: "yushuli", name: "榆树里社区" },
    });
    await expect(
      stranger().setup.found({ code, ...place("qishuli"), ...registrar, ...fresh("七树") }),
    ).rejects.toMatchObject(told("setup-link-unknown"));
    const { session, slug } = await stranger().setup.registrar(asked);
    expect(slug).toBe("yushuli");
    const own = door.caller({ sessionToken: session?.token ?? "", slug });
    expect(await own.communities.current()).toMatchObject({
      asker: { name: "新登记", posts: ["registrar"] },
    });
  });

  test("who is a member there already stays the one they are", async () => {
    await endPosts("wushuli");
    const code = await newLink("wushuli");
    const members = await count("members");
    const account = { account: "mine", name: "石登记", password } as const;
    await stranger().setup.registrar({ code, ...registrar, ...account });
    expect(await count("members")).toBe(members);
  });
});
