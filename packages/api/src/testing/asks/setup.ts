import type { Settlement } from "../settlement.ts";
import { newKey, password } from "../house.ts";
import { nothing, type AsksOf } from "./ask.ts";

const registrar = (here: Settlement) => ({
  registrarName: "新登记员",
  electedBy: "居民选举委员会",
  electedOn: here.today,
  reference: "选举记录2号",
});
/** An account that is there: one made in a rehearsal is gone before its session begins. */
const account = (here: Settlement) => ({ account: "mine", name: `${here.slug}-乙三`, password });

export const setupAsks: AsksOf<"districts" | "ready" | "setup"> = {
  "ready.now": nothing,
  "districts.all": nothing,
  "districts.progress": { id: () => "", input: () => ({ district: "测试区" }) },
  "setup.look": { id: (things) => things.setupLink, input: (code) => ({ code }) },
  "setup.found": {
    id: (things) => things.setupLink,
    input: (code, here) => ({
      ...registrar(here),
      ...account(here),
      ...{ code, slug: `xin-${newKey()}`, communityName: "新社区", district: "新区", subdistrict: "新街道" },
      ...{ phone: "0472-555 0101", windowPlace: "2号楼1层" },
    }),
  },
  "setup.registrar": {
    id: (things) => things.registrarLink,
    input: (code, here) => ({ ...registrar(here), ...account(here), code }),
  },
};
