import type { Caller } from "../door.ts";
import { newKey, rollText } from "./house.ts";

/** A roll file with one household more than the roll has. */
export function rollFile() {
  return new TextEncoder().encode(rollText(13));
}

/** Brings a register of owners in, and reads another that waits to become it. */
export async function registered(keeper: Caller): Promise<string> {
  const read = async (area: string) =>
    (await keeper.owners.read({ fileName: "产权.csv", bytes: ownersFile(area) })).importId ?? "";
  await keeper.owners.import({ key: newKey(), importId: await read("81.05") });
  return read("82");
}

/** An owners' register of three units, one of them owned by two people together. */
export function ownersFile(area = "80") {
  return new TextEncoder().encode(
    [
      "楼号,单元,室号,建筑面积,业主姓名",
      `1,1,101,${area},甲零、乙零`,
      "2,1,101,60,甲一",
      "2,1,102,60,测试置业有限公司",
    ].join("\r\n"),
  );
}
