import * as accounts from "@yishi/auth/accounts";
import { hashPassword } from "@yishi/auth/passwords";
import * as sessions from "@yishi/auth/sessions";
import { newId } from "@yishi/db/ids";
import { posts as allPosts, type Post } from "@yishi/domain/roles";
import type { Caller } from "../door.ts";
import { password, type House } from "./house.ts";

/** Somebody who asks: what their token lets them be in the community that is asked. */
export interface Actor {
  readonly name: string;
  readonly token: string | null;
  readonly signedIn: boolean;
  readonly member: boolean;
  readonly residentId: string | null;
  readonly posts: readonly Post[];
}

/** One post each for those who may take some act, and an expert, who may take none. */
export const single = {
  chair: "甲一",
  viceChair: "甲二",
  secretary: "甲三",
  reviewer: "甲四",
  branchRecorder: "甲五",
  scrutineer: "甲六",
  deskClerk: "甲七",
  registrar: "甲八",
  expert: "甲九",
  supervisor: "乙一零",
} as const satisfies Partial<Record<Post, string>>;
export const every = "甲零";
export const holders = { expired: "甲一零", left: "甲一一", disabled: "乙零", ended: "乙一" } as const;
export const author = "乙二";
export const resident = "乙三";
export const minor = "乙一一";

/** Everybody who asks of a community from inside it, with what they may be there now. */
export async function actorsOf(house: House, by: (name: string) => Caller): Promise<readonly Actor[]> {
  const { base } = house;
  const inside = (name: string, who: string, posts: readonly Post[] = []): Actor => ({
    name: who,
    token: house.token(name),
    signedIn: true,
    member: true,
    residentId: residentOf(house, name),
    posts,
  });
  const outside = (name: string, who: string, signedIn: boolean): Actor => ({
    ...inside(name, who),
    signedIn,
    member: false,
    residentId: null,
  });
  await base.owner.query(
    `with gone as (update residents set left_on = joined_on where resident_id = $1 returning resident_id)
     update members set left_at = yishi_now() from gone where members.resident_id = gone.resident_id`,
    [residentOf(house, holders.left)],
  );
  await accounts.disable(base.db, (await accountOf(house, holders.disabled)) ?? "");
  await by(holders.ended).accounts.signOut();
  const stranger = await accounts.create(base.db.pool, {
    ...{ name: `陌生人${newId()}`, passwordHash: await hashPassword(password) },
  });
  if (typeof stranger !== "string") throw new Error("the stranger has no account");
  const nowhere = { ...outside(every, "an account without a community", true) };
  return [
    { name: "nobody", token: null, signedIn: false, member: false, residentId: null, posts: [] },
    { ...nowhere, token: (await sessions.begin(base.db, stranger)).token },
    inside(author, "the author"),
    inside(minor, "somebody under age"),
    inside(resident, "a resident"),
    ...Object.entries(single).map(([post, name]) =>
      inside(
        name,
        `the ${post}`,
        allPosts.filter((one) => one === post),
      ),
    ),
    inside(every, "the holder of every post", allPosts),
    inside(holders.expired, "the holder of posts that ended"),
    { ...inside("登记员", "the registrar whose post lapsed"), residentId: null },
    outside(holders.left, "a member who left", true),
    outside(holders.disabled, "a disabled account", false),
    outside(holders.ended, "an ended session", false),
  ];
}

/** Who is something in another community and nobody in the one that is asked. */
export function foreigners(actors: readonly Actor[]): readonly Actor[] {
  return actors
    .filter((actor) =>
      ["the holder of every post", "a resident", "the author", "the expert"].includes(actor.name),
    )
    .map((actor) => ({
      ...actor,
      name: `${actor.name}, of the other community`,
      member: false,
      residentId: null,
      posts: [],
    }));
}

async function accountOf(house: House, name: string): Promise<string | null> {
  return accounts.idByName(house.base.db, `${house.slug}-${name}`);
}

/** The resident of a name. */
export function residentOf(house: House, name: string): string {
  if (name === "登记员") return "";
  const found = house.roll.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not on the roll`);
  return found.residentId;
}
