import type { Caller } from "../door.ts";
import { every, resident, residentOf, single } from "./actors.ts";
import { second, supporter } from "./cast.ts";
import { newKey, openHouse, type House } from "./house.ts";

/** Links belong to no community, so all of them share these. In the third one nobody can sign in any more. */
export async function setupLinks(houses: readonly House[]) {
  const [house] = houses;
  if (!house) throw new Error("a settlement has a house");
  const { slug } = await openHouse({ slug: "wurenli", beside: house });
  await house.base.owner.query(
    `update members set left_at = yishi_now() from communities c where c.committee_id = members.committee_id and c.slug = $1`,
    [slug],
  );
  return {
    setupLink: (await house.door.setupLink(null)).code,
    registrarLink: (await house.door.setupLink(slug)).code,
  };
}

/** One slip is printed; one account waits for its second clerk; another was mended by two, and its slip is not used yet. */
export async function slipsAndRecoveries(house: House, by: (name: string) => Caller) {
  const { code: slip, slipId } = await by(every).slips.issue({ residentId: residentOf(house, "乙八") });
  const begin = async (name: string) => {
    const recovery = { key: newKey(), residentId: residentOf(house, name), proof: "known" } as const;
    return (await by(second).recoveries.open(recovery)).recoveryId;
  };
  const confirmed = await by(single.deskClerk).recoveries.confirm({ recoveryId: await begin(supporter) });
  const batches = await by(every).slips.batches();
  return {
    ...{ slip, printedSlip: slipId, slipBatch: batches[0]?.batchId ?? "" },
    withoutSlip: (await by(every).slips.preview({})).wanted,
    recovery: await begin(resident),
    recoverySlip: confirmed.code,
  };
}
