import { author, minor, resident } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { newKey } from "./house.ts";
import { dot } from "./pictures.ts";

const said = {
  title: "院里装一个篮球架",
  problem: "放学以后没有地方打球，只能在车中间打。",
  wish: "在东门的空地装一个篮球架。",
  touches: "全小区",
  cost: "三千元",
  lang: "zh-CN",
  named: false,
} as const;

/** Pictures on a draft and on a public proposal, and two drafts of somebody under age, beside one of which a neighbour was asked to stand. */
export async function papers(
  { by, house }: Cast,
  { draft, supported }: { readonly draft: string; readonly supported: string },
) {
  const add = async (subjectId: string) => {
    const file = {
      kind: "proposal",
      subjectId,
      says: "楼道里堆着旧家具",
      lang: "zh-CN",
      bytes: dot,
    } as const;
    return (await by(author).files.add({ key: newKey(), ...file })).fileId;
  };
  const write = async () => {
    const { title, lang } = said;
    const { draftId } = await by(minor).drafts.begin({ key: newKey(), title, lang });
    await by(minor).drafts.finish({ key: newKey(), draftId, revision: 1, ...said });
    return draftId;
  };
  const sponsored = await write();
  const neighbour = house.roll.find(({ name }) => name === resident);
  if (!neighbour) throw new Error("there is no neighbour");
  const { name, building, door, residentId } = neighbour;
  await by(minor).sponsors.ask({
    key: newKey(),
    proposalId: sponsored,
    name,
    building,
    stairwell: "1",
    door,
  });
  return {
    ...{ draftFile: await add(draft), file: await add(supported) },
    ...{ minorDraft: await write(), sponsored, sponsor: residentId },
    minor: house.roll.find((one) => one.name === minor)?.residentId ?? "",
  };
}
