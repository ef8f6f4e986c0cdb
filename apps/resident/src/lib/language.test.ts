import { expect, test } from "vitest";
import { localPath, splitLanguage, to } from "./language.ts";

test("an address without a language is Chinese", () => {
  expect(splitLanguage("/ganghuali/proposals")).toEqual({ language: "zh-CN", path: "/ganghuali/proposals" });
  expect(splitLanguage("/")).toEqual({ language: "zh-CN", path: "/" });
});

test("an English address names the same page after its prefix", () => {
  expect(splitLanguage("/en/ganghuali")).toEqual({ language: "en", path: "/ganghuali" });
  expect(splitLanguage("/en")).toEqual({ language: "en", path: "/" });
  expect(splitLanguage("/english")).toEqual({ language: "zh-CN", path: "/english" });
});

test("a page leads to itself in the other language and back", () => {
  for (const path of ["/", "/ganghuali", "/ganghuali/proposals?after=7"]) {
    expect(splitLanguage(to(path, "en"))).toEqual({ language: "en", path });
    expect(to(path, "zh-CN")).toBe(path);
  }
});

test("one can go back to a page of this house and to nowhere else", () => {
  expect(localPath("/ganghuali/proposals?q=1")).toBe("/ganghuali/proposals?q=1");
  for (const away of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:0",
    "x",
    "",
    null,
  ])
    expect(localPath(away)).toBeNull();
  expect(localPath("/\t/evil.example")).not.toBe("//evil.example");
});
