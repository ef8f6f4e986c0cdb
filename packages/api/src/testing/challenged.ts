import { author, residentOf, single } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { newKey } from "./house.ts";

const missed = "乙九";

/** Announces a vote whose frozen roll lacks somebody, as if the clerk had written the wrong year. */
export async function withoutOne({ house }: Cast, announce: () => Promise<string>): Promise<string> {
  const residentId = residentOf(house, missed);
  const { owner } = house.base;
  const { rows } = await owner.query<{ born: string }>(
    "select born::text from residents where resident_id = $1",
    [residentId],
  );
  await owner.query("update residents set born = '2015-01-01' where resident_id = $1", [residentId]);
  const motionId = await announce();
  await owner.query("update residents set born = $2 where resident_id = $1", [residentId, rows[0]?.born]);
  return motionId;
}

/** Three challenges to it: one that waits, one with an answer that waits for the second person, one answered. */
export async function rollChallenged({ house, by }: Cast, announced: string) {
  const said = { motionId: announced, ground: "missing", lang: "zh-CN" } as const;
  const file = (name: string, forResident?: string) =>
    by(name).challenges.file({
      ...{ key: newKey(), ...said, words: "我家在名单上少了一个人。" },
      ...(forResident && { forResident }),
    });
  const ofResident = residentOf(house, missed);
  const reason = { answer: "名册上的出生年写错了，已经改好。", lang: "zh-CN" } as const;
  const answer = async (challengeId: string, verdict: "added" | "refused") =>
    by(single.secretary).challengeAnswers.propose({
      key: newKey(),
      challengeId,
      verdict,
      ofResident,
      ...reason,
    });
  const { challengeId: answered } = await file(single.deskClerk, ofResident);
  await answer(answered, "added");
  await by(single.supervisor).challengeAnswers.confirm({ key: newKey(), challengeId: answered });
  const { challengeId: proposedChallenge } = await file(single.deskClerk, residentOf(house, "乙八"));
  await answer(proposedChallenge, "refused");
  const { challengeId: challenge } = await file(author);
  return { announced, challenge, proposedChallenge };
}
