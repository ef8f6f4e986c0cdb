import type { Settlement } from "../settlement.ts";
import { keyed, nothing, type Ask, type AsksOf } from "./ask.ts";

const told = {
  fields: ["heating", "fire"],
  ...{ formerPost: "钢厂动力厂工程师", years: 32, motto: "先量温度，再说话。", lang: "zh-CN" },
};
const onEntry =
  (name: "expert" | "application") =>
  (input: (here: Settlement) => object): Ask => ({
    id: (things) => things[name],
    input: (expertId, here) => ({ ...input(here), expertId }),
  });
const onResident = (input: () => object): Ask => ({
  id: (things) => things.resident,
  input: (residentId) => ({ ...input(), residentId }),
});

export const expertsAsks: AsksOf<"experts"> = {
  "experts.list": nothing,
  "experts.mine": nothing,
  "experts.ofResident": onResident(() => ({})),
  "experts.offer": { id: () => "", input: () => ({ ...keyed(), ...told }) },
  "experts.offerFor": onResident(() => ({ ...keyed(), ...told })),
  "experts.name": { id: () => "", input: () => ({ ...keyed(), personName: "乙六", building: "1" }) },
  "experts.applications": nothing,
  "experts.check": onEntry("application")(() => ({
    ...{ ...keyed(), seen: "letter", issuer: "钢厂动力厂" },
  })),
  "experts.stand": onEntry("expert")(() => ({ ...keyed(), step: "pause" })),
  "experts.addField": { id: () => "", input: () => ({ ...keyed(), field: "园林", lang: "zh-CN" }) },
};
