import { describe, expect, test } from "vitest";
import { isSlug, registrarRefusal, reservedSlugs, slugKey, slugRefusal } from "./communities.ts";
import { refuse } from "./outcome.ts";
import { posts } from "./roles.ts";

describe("the address of a community", () => {
  test("is written in small letters, digits and dashes, three to forty, a letter first", () => {
    for (const slug of ["abc", "gang-hua-li", "qingnianlu2", "a".repeat(40)])
      expect([slug, isSlug(slug)]).toEqual([slug, true]);
    for (const slug of [
      "",
      "ab",
      "a".repeat(41),
      "2li",
      "-abc",
      "Abc",
      "钢花里",
      "a b",
      "a/b",
      "a.b",
      "abc\n",
    ])
      expect([slug, isSlug(slug)]).toEqual([slug, false]);
  });

  test("is read as it was meant: capitals and full width are plain letters", () => {
    expect(slugKey(" ＧａｎｇHuaLi ")).toBe("ganghuali");
  });

  test("is none of the words that the house needs itself", () => {
    for (const slug of reservedSlugs) expect(slugRefusal(slug)).toEqual(refuse("slug-reserved", { slug }));
    expect(slugRefusal("ganghuali")).toBeNull();
    expect(slugRefusal("setup-li")).toBeNull();
  });
});

describe("a registrar entered from outside", () => {
  test("is refused while somebody who may appoint can sign in", () => {
    for (const post of ["registrar", "viceChair", "chair"] as const)
      expect(registrarRefusal([{ post, canSignIn: true }])).toEqual(refuse("somebody-may-appoint"));
  });

  test("is taken where nobody holds a post, where those who do may not appoint, or cannot sign in", () => {
    const others = posts.filter((post) => !["registrar", "viceChair", "chair"].includes(post));
    expect(registrarRefusal([])).toBeNull();
    expect(registrarRefusal(others.map((post) => ({ post, canSignIn: true })))).toBeNull();
    expect(registrarRefusal([{ post: "chair", canSignIn: false }])).toBeNull();
    // While a chair is in office nobody else records posts, whether the chair can sign in or not.
    const silent = { post: "chair", canSignIn: false } as const;
    expect(registrarRefusal([silent, { post: "viceChair", canSignIn: true }])).toBeNull();
  });
});
