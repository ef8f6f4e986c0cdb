import { newId } from "@yishi/db/ids";
import { testDatabase, type TestDatabase } from "@yishi/db/testing/database";
import { addDays, dayOf, type Day } from "@yishi/domain/calendar";
import type { Post } from "@yishi/domain/roles";
import { openDoor, type Caller, type Door } from "../door.ts";

/** A small house to test in: a community founded, a roll imported, people with posts, all through the one door. */
export interface House {
  readonly base: TestDatabase;
  readonly door: Door;
  readonly slug: string;
  readonly stranger: Caller;
  readonly registrar: Caller;
  readonly roll: readonly {
    readonly residentId: string;
    readonly name: string;
    readonly building: string;
    readonly door: string;
  }[];
  today(): Promise<Day>;
  /** Somebody of the roll, signed in, with these posts. */
  person(name: string, ...posts: Post[]): Promise<Caller>;
  token(name: string): string;
  /** Moves the clock. People who come back after weeks would sign in again; here they stay signed in. */
  moveTo(at: Date): Promise<void>;
  moveDays(days: number): Promise<void>;
  close(): Promise<void>;
}

export const start = new Date("2026-08-03T02:00:00Z");
export const password = "一个够长的口令 1234";
export const newKey = newId;

/** A roll as text: so many households in so many buildings, two adults each, named after their place. */
export function rollText(households: number, buildings = 2): string {
  const lines = ["楼号,单元,室号,姓名,出生日期"];
  for (let index = 0; index < households; index += 1) {
    const building = (index % buildings) + 1;
    const door = 101 + Math.floor(index / buildings);
    lines.push(
      `${building},1,${door},甲${nameOf(index)},1960-05-0${(index % 9) + 1}`,
      `${building},1,${door},乙${nameOf(index)},1985-11-1${index % 9}`,
    );
  }
  return lines.join("\r\n");
}

/** A name made of the digits of a number, in characters. */
export function nameOf(index: number): string {
  return [...String(index)].map((digit) => "零一二三四五六七八九".charAt(Number(digit))).join("");
}

/** Opens a house on a database of its own, or adds another community to one that is open. */
export async function openHouse(
  wanted: { readonly households?: number; readonly slug?: string; readonly beside?: House } = {},
): Promise<House> {
  const slug = wanted.slug ?? "ceshili";
  const base = wanted.beside?.base ?? (await testDatabase());
  if (!wanted.beside) await base.moveClock(start);
  const door =
    wanted.beside?.door ??
    (await openDoor({
      databaseUrl: base.serverUrl,
      demo: false,
      clockMayBeAhead: true,
      onDefect: ({ path, error }) => console.error(path, error),
    }));
  const caller = (sessionToken: string | null) => door.caller({ sessionToken, slug });
  const slip = await door.found({
    slug,
    name: "测试里社区",
    subdistrict: "测试街道",
    district: "测试区",
    phone: "0472-555 0100",
    windowPlace: "1号楼1层",
    registrar: {
      name: "登记员",
      electedBy: "居民选举委员会",
      electedOn: "2026-08-01",
      reference: "选举记录1号",
    },
  });
  const tokens = new Map<string, string>();
  const redeem = async (name: string, code: string) => {
    const { token } = await door
      .caller({ sessionToken: null, slug: null })
      .accounts.redeem({ code, name: `${slug}-${name}`, password });
    tokens.set(name, token);
    return caller(token);
  };
  const registrar = await redeem("登记员", slip.code);
  const read = await registrar.roll.read({
    fileName: "名册.csv",
    bytes: new TextEncoder().encode(rollText(wanted.households ?? 12)),
  });
  if (!read.importId) throw new Error("the roll of the test house was not read");
  await registrar.roll.import({ key: newKey(), importId: read.importId });
  const { rows: roll } = await base.owner.query<House["roll"][number]>(
    `select r.resident_id as "residentId", r.name, h.building, h.door from residents r
     join households h using (committee_id, household_id) join communities c using (committee_id) where c.slug = $1 order by r.name`,
    [slug],
  );
  const now = async () =>
    (await base.owner.query<{ now: Date }>("select yishi_now() as now")).rows[0]?.now ?? start;
  const moveTo = async (at: Date) => {
    await base.moveClock(at);
    await base.owner.query(
      `update auth.sessions set created_at = yishi_now(), expires_at = yishi_now() + interval '10 days',
         last_used_on = (yishi_now() at time zone 'Asia/Shanghai')::date`,
    );
  };
  return {
    base,
    door,
    slug,
    stranger: caller(null),
    registrar,
    roll,
    today: async () => dayOf(await now()),
    async person(name, ...posts) {
      const resident = roll.find((one) => one.name === name);
      if (!resident) throw new Error(`${name} is not on the roll of the test house`);
      const { residentId } = resident;
      const today = dayOf(await now());
      for (const post of posts) {
        const { concerned } = await registrar.posts.appointing({ residentId, post });
        await registrar.posts.appoint({
          ...{ key: newKey(), residentId, post, appointedBy: "居民会议", reference: "第1号决定" },
          ...{ appointedOn: today, untilDay: addDays(today, 700) },
          kin: concerned.map(({ memberId }) => ({ memberId, near: false })),
        });
      }
      return redeem(name, (await registrar.slips.issue({ residentId })).code);
    },
    token: (name) => tokens.get(name) ?? "",
    moveTo,
    moveDays: async (days) => moveTo(new Date((await now()).getTime() + days * 86_400_000)),
    close: async () => {
      await door.close();
      await base.close();
    },
  };
}
