import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf, instantAt, startOf, type Holidays } from "../calendar.ts";
import type { Standing } from "../facts.ts";
import { apply, draft, recordPriorStudy, schedule, type Motion, type MotionFact } from "../motions.ts";
import { isRefusal, refuse, type Refusal } from "../outcome.ts";
import {
  agree,
  agreeByFrom,
  bothTexts,
  isAsked,
  letBothGo,
  notYetAgreed,
  putOwnText,
  takeOver,
} from "./agreement.ts";
import { atLeast, moreThan } from "../rulebook/writing.ts";
import { option, type Form } from "./forms.ts";
import type { Cited, VoteRules } from "./rules.ts";

const now = new Date("2026-02-09T02:00:00Z");
const holidays: Holidays = { coveredUntil: "2026-12-31", off: new Set(), work: new Set() };
const agreeBy = "2026-02-12";
const by = (at: Date = now): Standing => ({ actorId: "a", subjectId: "author", channel: "app", at });

const whose = { motionId: "m", proposalId: "p", hash: "h", firstYes: "allResidents", scope: null } as const;
const put = { electorate: "household", special: null, ordinal: 1, others: [], explained: false } as const;
const yesNo = { form: "yesNo", options: [] } as const;
const asked = { ...whose, ...put, ...yesNo, proposalStatus: "admitted", agreeBy } as const;

function after(before: Motion | null, fact: MotionFact | Refusal): Motion {
  if (isRefusal(fact)) throw new Error(fact.refused);
  return apply(before, fact);
}
const drawn = after(null, draft(null, asked, by()));
const differs = after(drawn, putOwnText(drawn, { version: 1, hash: "own" }, by()));
const agreed = after(drawn, agree(drawn, { version: 1 }, by()));
const both = { form: "oneOf", options: ["起草人的文本", "提案人的文本"], hash: "both" } as const;

describe("the proposer", () => {
  test("is asked for three working days whether they agree, and who says nothing agrees by the day", () => {
    expect(agreeByFrom(now, 3, holidays)).toBe(agreeBy);
    expect(drawn).toMatchObject({ agreement: "asked", agreeBy });
    const last = new Date(endOf(agreeBy).getTime() - 1);
    expect(isAsked(drawn, last)).toBe(true);
    expect(notYetAgreed(drawn, last)).toEqual(refuse("proposer-still-asked", { day: agreeBy }));
    expect(isAsked(drawn, endOf(agreeBy))).toBe(false);
    expect(notYetAgreed(drawn, endOf(agreeBy))).toBeNull();
  });

  test("is not asked where they drew it themselves, or the committee proposed it", () => {
    const own = after(null, draft(null, { ...asked, agreeBy: null }, by()));
    expect(own).toMatchObject({ agreement: null, agreeBy: null });
    expect(notYetAgreed(own, now)).toBeNull();
    expect(agree(own, { version: 1 }, by())).toEqual(refuse("agreement-not-asked"));
  });

  test("agrees to the version that they read, once, and not after the day", () => {
    expect(agreed.agreement).toBe("agreed");
    expect(notYetAgreed(agreed, now)).toBeNull();
    const no = refuse("agreement-not-asked");
    expect(agree(agreed, { version: 1 }, by())).toEqual(no);
    expect(agree(drawn, { version: 2 }, by())).toEqual(no);
    expect(agree(drawn, { version: 1 }, by(endOf(agreeBy)))).toEqual(no);
    expect(putOwnText(drawn, { version: 1, hash: "own" }, by(endOf(agreeBy)))).toEqual(no);
    expect(putOwnText(agreed, { version: 1, hash: "own" }, by())).toEqual(no);
  });

  test("is asked anew when the drafter writes a new version", () => {
    const again = { ...asked, proposalStatus: "drafted", agreeBy: "2026-02-20" } as const;
    for (const before of [drawn, agreed, differs])
      expect(after(before, draft(before, again, by()))).toMatchObject({
        ...{ agreement: "asked", agreeBy: "2026-02-20", version: 2 },
      });
  });
});

describe("two texts", () => {
  test("hold up the vote until one is taken over, or both go", () => {
    expect(differs.agreement).toBe("differs");
    expect(notYetAgreed(differs, endOf("2026-12-31"))).toEqual(refuse("texts-differ"));
    const over = after(differs, takeOver(differs, "own", by()));
    expect(over).toMatchObject({ agreement: "agreed", version: 2, status: "drafted", form: "yesNo" });
    expect(notYetAgreed(over, now)).toBeNull();
    const go = after(differs, letBothGo(differs, both, by()));
    expect(go).toMatchObject({ agreement: "both", version: 2, status: "drafted", form: "oneOf", options: 2 });
    expect(notYetAgreed(go, now)).toBeNull();
  });

  test("are there only where the proposer put one", () => {
    const no = refuse("texts-do-not-differ");
    for (const motion of [drawn, agreed]) {
      expect(takeOver(motion, "own", by())).toEqual(no);
      expect(letBothGo(motion, both, by())).toEqual(no);
    }
  });

  test("have to be studied again, as every new version", () => {
    const studied = after(differs, recordPriorStudy(differs, "2026-02-09", by()));
    expect(studied).toMatchObject({ status: "priorStudied", agreement: "differs" });
    for (const fact of [takeOver(studied, "own", by()), letBothGo(studied, both, by())])
      expect(after(studied, fact)).toMatchObject({ status: "drafted", priorStudyOn: null });
  });

  test("are not written anew once both go", () => {
    const go = after(differs, letBothGo(differs, both, by()));
    expect(draft(go, { ...asked, proposalStatus: "drafted" }, by())).toEqual(refuse("both-texts-go"));
  });

  test("are two options of one question, word for word; beside options the proposer's is one more", () => {
    const drafters = {
      question: "放两把长椅，同意吗？",
      text: "在3号楼前放两把长椅。",
      lang: "zh-CN",
    } as const;
    const own = { question: "放三把长椅，同意吗？", text: "在3号楼前放三把长椅。" };
    const asTwo = bothTexts({ ...drafters, form: "yesNo", options: [] }, own);
    expect(asTwo).toMatchObject({
      form: "oneOf",
      options: [
        { name: "起草人的文本", sentence: drafters.question, text: drafters.text },
        { name: "提案人的文本", sentence: own.question, text: own.text },
      ],
    });
    const options = [option("东边"), option("西边")];
    const more = bothTexts({ ...drafters, form: "approval", options }, own);
    expect(more).toMatchObject({
      form: "approval",
      question: drafters.question,
      options: [...options, { text: own.text }],
    });
    const english = bothTexts({ ...drafters, lang: "en", form: "yesNo", options: [] }, own);
    expect(english.options.map(({ name }) => name)).toEqual(["The drafter's text", "The proposer's text"]);
  });

  test("do not go where there would be more options than can be read on one ballot", () => {
    const eight = { form: "oneOf", options: [..."一二三四五六七八"], hash: "both" } as const;
    expect(letBothGo(differs, eight, by())).toHaveProperty("refused", "options-too-few-or-many");
  });
});

test("whatever is said in whatever order, nothing is announced while the proposer is asked or two texts differ", () => {
  const steps = ["agree", "put", "takeOver", "both", "redraw", "study", "wait"] as const;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 12 }), (taken) => {
      let [motion, at] = [drawn, now];
      for (const step of taken) {
        if (step === "wait") at = new Date(at.getTime() + 2 * 86_400_000);
        const redrawn = { ...asked, agreeBy: agreeByFrom(at, 3, holidays), proposalStatus: motion.status };
        const fact = {
          agree: () => agree(motion, { version: motion.version }, by(at)),
          put: () => putOwnText(motion, { version: motion.version, hash: "own" }, by(at)),
          takeOver: () => takeOver(motion, "own", by(at)),
          both: () => letBothGo(motion, both, by(at)),
          redraw: () => draft(motion, redrawn, by(at)),
          study: () => recordPriorStudy(motion, "2026-02-09", by(at)),
          wait: () => refuse("not-found"),
        }[step]();
        if (!isRefusal(fact)) motion = apply(motion, fact);
      }
      const open = motion.agreement === "asked" && motion.agreeBy !== null && at < endOf(motion.agreeBy);
      expect(notYetAgreed(motion, at) === null).toBe(!open && motion.agreement !== "differs");
      const form: Form = motion.agreement === "both" ? "oneOf" : "yesNo";
      expect(motion.form).toBe(form);
    }),
  );
});

test("a vote whose proposer is still asked is not announced, and the day on which it may be is told", () => {
  const window = { opensAt: startOf("2026-03-02"), closesAt: instantAt("2026-03-06", "18:00") };
  const cited: Cited = { law: "", article: "", provenance: "design" };
  const rules: VoteRules = {
    ...{ book: "b", quorum: atLeast(2, 3, "households"), majority: moreThan(1, 2, "present") },
    ...{ noticeDays: 10, windowDays: { min: 3, max: 15 }, publishWorkingDays: 3, publicNoticeDays: 7 },
    ...{ lateFlagWorkingDays: 10, votingAge: 18, priorStudyRequired: false },
    citations: { quorum: cited, majority: cited },
  };
  const roll = { seats: 9, areaSquareCentimetres: null, appBallotsCount: true, notYetAdvised: null };
  const voting = { ...window, ...roll, rules, firstYes: "allResidents" } as const;
  expect(schedule(drawn, voting, by())).toEqual(refuse("proposer-still-asked", { day: agreeBy }));
  expect(schedule(differs, voting, by())).toEqual(refuse("texts-differ"));
  expect(schedule(agreed, voting, by())).toHaveProperty("kind", "motion.scheduled");
  expect(schedule(drawn, voting, by(endOf(agreeBy)))).toHaveProperty("kind", "motion.scheduled");
});
