import { newKey } from "../house.ts";
import { dot } from "../pictures.ts";
import { keyed, nothing, type AsksOf } from "./ask.ts";

const words = {
  title: "楼道里装扶手",
  problem: "楼道里没有扶手，老人上楼不方便。",
  wish: "每层都装扶手。",
  touches: "全小区",
  cost: "三千元",
  named: true,
  lang: "zh-CN",
} as const;
const draft = (things: { readonly draft: string }) => things.draft;

export const papersAsks: AsksOf<"drafts" | "sponsors" | "files"> = {
  "drafts.mine": nothing,
  "drafts.read": { id: draft, input: (draftId) => ({ draftId }) },
  "drafts.begin": { id: () => "", input: () => ({ key: newKey(), title: words.title, lang: "zh-CN" }) },
  "drafts.save": { id: draft, input: (draftId) => ({ draftId, revision: 0, ...words }) },
  "drafts.finish": { id: draft, input: (draftId) => ({ ...keyed(), draftId, revision: 0, ...words }) },
  "sponsors.of": { id: draft, input: (proposalId) => ({ proposalId }) },
  "sponsors.ask": {
    id: (things) => things.minorDraft,
    input: (proposalId) => ({
      ...{ ...keyed(), proposalId, name: "乙七" },
      ...{ building: "2", stairwell: "1", door: "104" },
    }),
  },
  "sponsors.read": { id: (things) => things.sponsored, input: (proposalId) => ({ proposalId }) },
  "sponsors.answer": {
    id: (things) => things.sponsored,
    input: (proposalId) => ({ ...keyed(), proposalId, agrees: true, version: 1, fileIds: [], named: false }),
  },
  "files.of": {
    id: (things) => things.supported,
    input: (subjectId) => ({ kind: "proposal", subjectId }),
  },
  "files.bytes": { id: (things) => things.file, input: (fileId) => ({ fileId, part: "preview" }) },
  "files.add": {
    id: draft,
    input: (subjectId) => ({
      ...{ ...keyed(), kind: "proposal", subjectId, bytes: dot },
      ...{ says: "楼道里堆着旧家具", lang: "zh-CN" },
    }),
  },
  "files.remove": { id: (things) => things.draftFile, input: (fileId) => ({ ...keyed(), fileId }) },
  "files.hide": {
    id: (things) => things.file,
    input: (fileId) => ({ ...keyed(), fileId, rule: "personalData", why: "照片上看得见门牌和人脸。" }),
  },
  "files.mine": { id: () => "", input: () => ({}) },
};
