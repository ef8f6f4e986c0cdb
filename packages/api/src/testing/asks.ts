import { addDays } from "@yishi/domain/calendar";
import type { ProcedurePath } from "../authorization.ts";
import { newKey, password } from "./house.ts";
import { motionWords, rollFile, type Settlement, type Things } from "./settlement.ts";

/** How one asks a procedure rightly: the id of the object that is there for it, and the input around such an id. */
export interface Ask {
  readonly id: (things: Things) => string;
  /** The same of the other community, where what is there may be called the same here. */
  readonly elsewhere?: (things: Things) => string;
  readonly input: (id: string, here: Settlement) => unknown;
}

const nothing: Ask = { id: () => "", input: () => undefined };
const today = (here: Settlement) => here.today;
const words = {
  title: "楼道里装扶手",
  problem: "楼道里没有扶手，老人上楼不方便。",
  wish: "每层都装扶手。",
  touches: "全小区",
  cost: "三千元",
  lang: "zh-CN",
} as const;
const onMotion =
  (name: "closed" | "counted" | "drafted" | "implementing" | "inForce" | "studied" | "voting") =>
  (input: (here: Settlement) => object = () => ({})): Ask => ({
    id: (things) => things[name],
    input: (motionId, here) => ({ ...input(here), motionId }),
  });
const keyed = () => ({ key: newKey() });

/** One for each procedure; the types fail where one is missing. */
export const asks: Readonly<Record<ProcedurePath, Ask>> = {
  "accounts.signIn": { id: () => "", input: (_id, here) => ({ name: `${here.slug}-乙三`, password }) },
  "accounts.signOut": nothing,
  "accounts.me": nothing,
  "accounts.redeem": {
    id: (things) => things.slip,
    input: (code) => ({ code, name: `新来的${newKey().slice(0, 18)}`, password }),
  },
  "accounts.join": { id: (things) => things.slip, input: (code) => ({ code }) },
  "accounts.personas": nothing,
  "accounts.signInAs": { id: () => "", input: () => ({ name: "shiguilan" }) },
  "communities.all": nothing,
  "communities.current": nothing,
  "home.awaiting": nothing,
  "membership.figures": nothing,
  "membership.posts": nothing,
  "membership.charter": nothing,
  "membership.readRoll": { id: () => "", input: () => ({ fileName: "名册.csv", bytes: rollFile() }) },
  "membership.importRoll": { id: (things) => things.import, input: (importId) => ({ ...keyed(), importId }) },
  "membership.findResidents": { id: () => "", input: () => ({ building: "1", name: "甲" }) },
  "membership.resident": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
  "membership.issueSlip": { id: (things) => things.resident, input: (residentId) => ({ residentId }) },
  "membership.appoint": {
    id: (things) => things.resident,
    input: (residentId, here) => ({
      ...keyed(),
      residentId,
      post: "groupLeader",
      appointedBy: "居民会议",
      appointedOn: today(here),
      reference: "第2号决定",
      untilDay: addDays(today(here), 100),
    }),
  },
  "membership.adoptCharter": {
    id: () => "",
    input: (_id, here) => ({
      ...keyed(),
      text: "居民会议可以在手机上表决。",
      lang: "zh-CN",
      appBallotsCount: true,
      adoptedOn: today(here),
      resolution: "居民会议第3号决定",
    }),
  },
  "proposals.list": { id: () => "", input: () => ({}) },
  "proposals.byNumber": {
    id: (things) => things.number,
    elsewhere: (things) => things.lastNumber,
    input: (id) => {
      const [year, number] = id.split("-").map(Number);
      return id.length > 20 ? { year: 2026, number: 999_999 } : { year, number };
    },
  },
  "proposals.drafts": nothing,
  "proposals.draft": { id: (things) => things.draft, input: (proposalId) => ({ proposalId }) },
  "proposals.write": {
    id: (things) => things.draft,
    input: (proposalId) => ({ ...keyed(), ...words, proposalId, authorNamed: true }),
  },
  "proposals.open": { id: (things) => things.draft, input: (proposalId) => ({ ...keyed(), proposalId }) },
  "proposals.cosponsor": {
    id: (things) => things.supported,
    input: (proposalId) => ({ ...keyed(), proposalId, namePublic: true }),
  },
  "proposals.review": {
    id: (things) => things.reviewed,
    input: (proposalId) => ({ ...keyed(), proposalId, verdict: "admit", reason: "" }),
  },
  "proposals.withdraw": { id: (things) => things.draft, input: (proposalId) => ({ ...keyed(), proposalId }) },
  "motions.draft": {
    id: (things) => things.admitted,
    input: (proposalId) => ({ ...keyed(), ...motionWords, proposalId }),
  },
  "motions.recordPriorStudy": onMotion("drafted")((here) => ({
    ...keyed(),
    on: today(here),
    reference: "记录4号",
  })),
  "motions.scheduling": onMotion("studied")(),
  "motions.schedule": onMotion("studied")((here) => ({
    ...keyed(),
    opensOn: addDays(today(here), 11),
    closesOn: addDays(today(here), 15),
    closesAt: "18:00",
  })),
  "resolutions.publish": onMotion("counted")(keyed),
  "resolutions.plan": onMotion("inForce")((here) => ({
    ...keyed(),
    milestones: [{ title: "贴公约", responsible: "甲九", dueOn: addDays(today(here), 40), lang: "zh-CN" }],
  })),
  "resolutions.complete": onMotion("implementing")((here) => ({ ...keyed(), ordinal: 1, on: today(here) })),
  "ballots.seat": onMotion("voting")(),
  "ballots.cast": onMotion("voting")(() => ({ ...keyed(), choice: "for" })),
  "ballots.atDoor": onMotion("voting")(() => ({ building: "1", stairwell: "1", door: "101" })),
  "ballots.transcribe": onMotion("voting")(() => ({ ...keyed(), seat: 1, choice: "for", channel: "desk" })),
  "ballots.sheets": onMotion("counted")(),
  "ballots.count": onMotion("closed")(() => ({ ...keyed(), desk: 9, homeBox: 0, meeting: 0 })),
};
