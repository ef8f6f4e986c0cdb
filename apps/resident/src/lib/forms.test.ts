import { TRPCError } from "@trpc/server";
import { isActionFailure, isHttpError, isRedirect, type RequestEvent } from "@sveltejs/kit";
import { expect, test } from "vitest";
import { refuse } from "@yishi/domain/outcome";
import { mend, submit, valuesOf, type Unaccepted } from "./forms.ts";

function sent(fields: Record<string, string>, address = "https://yishi.example/en/ganghuali/new?/send") {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const request = new Request(address, { method: "POST", body });
  // The reader of forms looks at nothing else of the event.
  return { request, url: new URL(address) } as RequestEvent;
}

/** What comes back when the door throws: the failure's status and what the page shows again. */
async function thrown(error: unknown, fields: Record<string, string> = {}) {
  const answer = await submit(sent(fields), () => Promise.reject(error));
  if (!isActionFailure(answer)) throw new Error("accepted");
  // `isActionFailure` does not know what the failure carries.
  return { status: answer.status, ...(answer.data as unknown as Unaccepted) };
}

/** An error such as zod throws and tRPC wraps. */
function badInput(...fields: string[]) {
  const cause = Object.assign(new Error("bad"), { issues: fields.map((field) => ({ path: [field] })) });
  return new TRPCError({ code: "BAD_REQUEST", cause });
}

test("a form that is accepted answers what was done", async () => {
  expect(await submit(sent({ title: "棚" }), async (form) => form.get("title"))).toBe("棚");
});

test("a refusal becomes its sentence, and what was written is kept", async () => {
  // tRPC wraps a cause that is no error; the refusal's fields are kept on the wrapper.
  const refusal = new TRPCError({ code: "NOT_FOUND", cause: refuse("not-found") });
  const answer = await thrown(refusal, { title: "棚", password: "secret words" });
  expect(answer).toMatchObject({ status: 404, values: { title: "棚" }, wrong: {} });
  expect(answer.refusal).toMatch(/\S/);
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
  const answer = await thrown(new TRPCError({ code: "TOO_MANY_REQUESTS" }));
  expect(answer.status).toBe(429);
  expect(answer.refusal).toMatch(/\S/);
});

test("who is not signed in is sent to sign in and comes back to the page, not to the form's action", async () => {
  const sentAway = await thrown(new TRPCError({ code: "UNAUTHORIZED" })).catch((error: unknown) => error);
  expect(isRedirect(sentAway) && sentAway.location).toBe("/en/sign-in?next=%2Fganghuali%2Fnew");
});

test("what does not exist for the asker is not found", async () => {
  const missing = await thrown(new TRPCError({ code: "NOT_FOUND" })).catch((error: unknown) => error);
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
