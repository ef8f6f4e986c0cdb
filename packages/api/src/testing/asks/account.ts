import { newKey, password } from "../house.ts";
import { nothing, type AsksOf } from "./ask.ts";

export const accountAsks: AsksOf<"account"> = {
  "account.own": nothing,
  "account.endSession": { id: () => "", input: () => ({ sessionId: "2".repeat(24) }) },
  "account.endOthers": nothing,
  "account.endAll": nothing,
  "account.readNotice": nothing,
  "account.changePassword": { id: () => "", input: () => ({ oldPassword: password, password }) },
  "account.rename": {
    id: () => "",
    input: () => ({ oldPassword: password, name: `改名${newKey().slice(0, 18)}` }),
  },
};
