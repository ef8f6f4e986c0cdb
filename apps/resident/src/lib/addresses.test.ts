import { readdirSync } from "node:fs";
import { reservedSlugs, isSlug } from "@yishi/domain/communities";
import { expect, test } from "vitest";
import { languages } from "#lib/language.ts";

const beside = (folder: string) => readdirSync(new URL(`../../${folder}/`, import.meta.url));

/** The first words of the addresses that this house itself answers: its pages, its files, its languages. */
const own = [
  ...beside("src/routes").filter((name) => !name.startsWith("+") && !name.startsWith("[")),
  ...beside("static"),
  ...languages.map((language) => language.toLowerCase()),
];

test("there are some, and the folders of communities are not among them", () => {
  expect(own).toEqual(expect.arrayContaining(["setup", "sign-in", "districts", "robots.txt", "en"]));
  expect(own.some((name) => name.startsWith("["))).toBe(false);
});

test("no community can have the first word of an address of the house", () => {
  const free = own.filter((name) => isSlug(name) && !reservedSlugs.includes(name) && name !== "zh-cn");
  expect(free).toEqual([]);
});

test("an address that is one is noticed", () => {
  expect(isSlug("lobby") && !reservedSlugs.includes("lobby")).toBe(true);
});
