import { ownersFile } from "../registers.ts";
import { keyed, nothing, type AsksOf } from "./ask.ts";

export const ownersAsks: AsksOf<"owners"> = {
  "owners.figures": nothing,
  "owners.mine": nothing,
  "owners.ofBuilding": { id: () => "", input: () => ({ building: "1" }) },
  "owners.read": { id: () => "", input: () => ({ fileName: "产权.csv", bytes: ownersFile() }) },
  "owners.import": { id: (things) => things.ownerImport, input: (importId) => ({ ...keyed(), importId }) },
  "owners.export": nothing,
};
