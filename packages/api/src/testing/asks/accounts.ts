import { newKey, password } from "../house.ts";
import { nothing, type AsksOf } from "./ask.ts";

export const accountsAsks: AsksOf<"accounts"> = {
  "accounts.signIn": { id: () => "", input: (_id, here) => ({ name: `${here.slug}-乙三`, password }) },
  "accounts.signOut": nothing,
  "accounts.me": nothing,
  "accounts.redeem": {
    id: (things) => things.slip,
    input: (code) => ({ code, name: `新来的${newKey().slice(0, 18)}`, password }),
  },
  "accounts.join": { id: (things) => things.slip, input: (code) => ({ code }) },
  "accounts.lookRecovery": { id: (things) => things.recoverySlip, input: (code) => ({ code }) },
  "accounts.recover": {
    id: (things) => things.recoverySlip,
    input: (code, here) => ({ code, name: `${here.slug}-乙五`, password }),
  },
  "accounts.personas": nothing,
  "accounts.signInAs": { id: () => "", input: () => ({ name: "shiguilan" }) },
};
