import { addDays } from "@yishi/domain/calendar";
import { posts as allPosts, type Post } from "@yishi/domain/roles";
import type { Caller } from "../door.ts";
import { author, every, holders, minor, resident, residentOf, single } from "./actors.ts";
import { holdPosts } from "./every-post.ts";
import { newKey, type House } from "./house.ts";

export const second = "乙四";
export const supporter = "乙五";

/** The people of a settlement, signed in and in office. */
export type Cast = Awaited<ReturnType<typeof people>>;

/** Lets everybody join, gives them their posts by the rules, and those whom no rule would allow past the door. */
export async function people(house: House) {
  const names = [
    every,
    ...Object.values(single),
    ...Object.values(holders),
    author,
    resident,
    minor,
    second,
    supporter,
  ];
  await house.base.owner.query("update residents set born = '2012-05-03' where resident_id = $1", [
    residentOf(house, minor),
  ]);
  const callers = new Map<string, Caller>();
  for (const name of names) callers.set(name, await house.person(name));
  const by = (name: string): Caller => {
    const caller = callers.get(name);
    if (!caller) throw new Error(`${name} has no account`);
    return caller;
  };
  const head = by(single.chair);
  const appoint = async (as: Caller, name: string, post: Post) => {
    const today = await house.today();
    const asked = { residentId: residentOf(house, name), post };
    const { concerned } = await as.posts.appointing(asked);
    return as.posts.appoint({
      ...{ key: newKey(), ...asked, appointedBy: "居民会议", reference: "第1号决定" },
      ...{ appointedOn: today, untilDay: addDays(today, 700) },
      kin: concerned.map(({ memberId }) => ({ memberId, near: false })),
    });
  };
  await appoint(house.registrar, single.chair, "chair");
  for (const post of allPosts.filter((one) => one in single && one !== "chair" && one !== "registrar"))
    await appoint(head, Object.entries(single).find(([held]) => held === post)?.[1] ?? "", post);
  for (const post of ["deskClerk", "reviewer", "scrutineer"] as const) await appoint(head, second, post);
  await appoint(head, supporter, "supervisor");
  const { postId } = await appoint(head, single.expert, "householdRepresentative");
  await holdPosts(house, residentOf(house, single.registrar), 700, ["registrar"]);
  for (const name of [every, holders.left, holders.disabled, holders.ended])
    await holdPosts(house, residentOf(house, name), 700);
  await holdPosts(house, residentOf(house, holders.expired), 1);
  await head.charters.adopt({
    key: newKey(),
    text: "居民会议的表决可以在手机上投票，也可以投纸票。",
    lang: "zh-CN",
    appBallotsCount: true,
    adoptedOn: await house.today(),
    resolution: "居民会议第1号决定",
  });
  await giveRules(head, house);
  return { house, by, postId };
}

/** A covenant on file with the street, and a rule that the meeting made stricter. */
async function giveRules(head: Caller, house: House) {
  const adoptedOn = await house.today();
  const adopted = { adoptedOn, resolution: "居民会议第2号决定" };
  const text = "楼道里不堆放任何杂物。";
  const covenant = { document: "covenant", text, lang: "zh-CN", filedOn: adoptedOn } as const;
  await head.charters.adopt({ key: newKey(), ...covenant, ...adopted });
  await head.rules.change({
    ...{ key: newKey(), ...adopted, effectiveFrom: addDays(adoptedOn, 1) },
    rule: "objection.answerWorkingDays",
    value: { kind: "workingDays", workingDays: 5 },
  });
}
