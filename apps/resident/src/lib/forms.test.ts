import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { isHttpError, isRedirect } from "@sveltejs/kit";
import { expect, test } from "vitest";
import { day, form } from "@yishi/api/inputs";
import { refuseAtDoor, refusing } from "@yishi/api/accept";
import { refuse } from "@yishi/domain/outcome";
import { mend, submit, valuesOf } from "./forms.ts";

function sent(fields: Record<string, string>, address = "https://yishi.example/en/ganghuali/new?/send") {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const request = new Request(address, { method: "POST", body });
  return { request, url: new URL(address) };
}

/** What comes back when the door throws: the failure's status and what the page shows again. */
async function thrown(error: Error, fields: Record<string, string> = {}) {
  const { status, data } = await submit<never>(sent(fields), () => Promise.reject(error));
  return { status, ...data };
}

/** What the door throws for a form in which these fields are missing. */
function badInput(...fields: string[]) {
  const asked = form(Object.fromEntries(fields.map((field) => [field, day])));
  return new TRPCError({ code: "BAD_REQUEST", cause: asked.safeParse({ key: randomUUID() }).error });
}

test("a form that is accepted answers what was done", async () => {
  expect(await submit(sent({ title: "棚" }), async (form) => form.get("title"))).toBe("棚");
});

test("a refusal becomes its sentence with its figures, and what was written is kept", async () => {
  const refusal = refusing(refuse("notice-too-short", { days: 10, day: "2026-11-22" }));
  const answer = await thrown(refusal, { title: "棚", password: "secret words" });
  expect(answer).toMatchObject({ status: 409, values: { title: "棚" }, wrong: {} });
  expect(answer.refusal).toBe("要提前10天通知。最早11月22日（星期日）开始投票。");
});

test("a refusal that names a moment and a channel says both as people do", async () => {
  const at = "2026-11-12T01:20:00.000Z";
  const answer = await thrown(refusing(refuse("ballot-taken", { at, channel: "desk" })));
  expect(answer.refusal).toContain("11月12日（星期四）09:20，您家已经在窗口投过了");
});

test("a refusal that names a state says the state's name", async () => {
  const answer = await thrown(refusing(refuse("proposal-not-at-this-step", { status: "voting" })));
  expect(answer.refusal).toContain("“正在投票”");
});

test("bad input becomes one sentence for each field", async () => {
  const answer = await thrown(badInput("name", "password", "name"));
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.wrong)).toEqual(["name", "password"]);
  expect(answer.refusal).toBeNull();
});

test("a field nobody wrote a sentence for still gets one", async () => {
  expect((await thrown(badInput("zzz"))).wrong["zzz"]).toMatch(/\S/);
});

test("too many attempts are refused in words", async () => {
  const answer = await thrown(refusing(refuse("too-many-attempts", { minutes: 12 })));
  expect(answer.status).toBe(429);
  expect(answer.refusal).toContain("12分钟");
});

test("who is not signed in is sent to sign in and comes back to the page, not to the form's action", async () => {
  const sentAway = await thrown(refuseAtDoor("sign-in-first")).catch((error: unknown) => error);
  expect(isRedirect(sentAway) && sentAway.location).toBe("/en/sign-in?next=%2Fganghuali%2Fnew");
});

test("a wrong password is told on the same page", async () => {
  expect(await thrown(refuseAtDoor("sign-in-wrong"))).toMatchObject({ status: 401, wrong: {} });
});

test("what does not exist for the asker is not found", async () => {
  const missing = await thrown(refuseAtDoor("not-found")).catch((error: unknown) => error);
  expect(isHttpError(missing, 404)).toBe(true);
});

test("a defect stays a defect", async () => {
  const defect = new TypeError("broken");
  await expect(thrown(defect)).rejects.toBe(defect);
  const wrapped = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: defect });
  await expect(thrown(wrapped)).rejects.toBe(wrapped);
});

test("passwords and codes are never written back", () => {
  const form = new FormData();
  for (const name of ["name", "password", "passwordAgain", "code"]) form.set(name, "x");
  expect(valuesOf(form)).toEqual({ name: "x" });
  expect(mend(form, "passwordAgain").data.values).toEqual({ name: "x" });
});
