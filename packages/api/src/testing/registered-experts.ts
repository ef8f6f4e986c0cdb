import { author, resident, residentOf, single } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { newKey } from "./house.ts";

export const told = {
  formerPost: "钢厂动力厂工程师",
  years: 32,
  motto: "先量温度，再说话。",
  lang: "zh-CN",
} as const;

/** Somebody on the register, checked by two members and one supervisor; an application; a field; a neighbour named. */
export async function registeredExperts(cast: Cast) {
  const { by, house } = cast;
  const expert = await registeredExpert(cast, single.expert);
  const { expertId: application } = await by(author).experts.offer({
    ...{ key: newKey(), ...told },
    fields: ["heating"],
  });
  await seenBy(cast, application, single.chair);
  await by(single.chair).experts.addField({ key: newKey(), field: "无障碍", lang: "zh-CN" });
  const personName = "乙八";
  const building = house.roll.find(({ name }) => name === personName)?.building ?? "";
  await by(resident).experts.name({ key: newKey(), personName, building });
  return { expert, expertResident: residentOf(house, single.expert), application };
}

/** Has somebody apply, and be checked by two members and a supervisor. */
export async function registeredExpert(cast: Cast, name: string, fields: readonly string[] = ["heating"]) {
  const asked = { ...told, fields: [...fields] };
  const { expertId } = await cast.by(name).experts.offer({ key: newKey(), ...asked });
  for (const checker of [single.chair, single.viceChair, single.supervisor])
    await seenBy(cast, expertId, checker);
  return expertId;
}

async function seenBy({ by }: Cast, expertId: string, checker: string) {
  const saw = { seen: "letter", issuer: "钢厂动力厂" } as const;
  await by(checker).experts.check({ key: newKey(), expertId, ...saw });
}
