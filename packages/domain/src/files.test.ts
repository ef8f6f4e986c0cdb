import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Standing } from "./facts.ts";
import * as rules from "./files.ts";
import { contentOf, recognise } from "./files/content.ts";
import { canTakeFiles } from "./files/proposals.ts";
import { isRefusal, refuse } from "./outcome.ts";
import type { Post } from "./roles.ts";

const standing = (subjectId: string | null): Standing => ({
  ...{ actorId: "member", subjectId, channel: "app", at: new Date("2026-08-03T02:00:00Z") },
});
const draft: rules.Subject = {
  ...{ kind: "proposal", id: "p", ownerId: "owner", isPublic: false, readers: ["aunt"], takes: true },
};
const open = { ...draft, isPublic: true };
const none = { there: 0, today: 0 };
const file: rules.KeptFile = {
  ...{ fileId: "f", subjectKind: "proposal", subjectId: "p", authorId: "owner", kind: "picture", rule: null },
  panelOnly: false,
};

describe("the files of a thing", () => {
  test("are known to its owner and its readers until it is public, and then to everybody", () => {
    const who = ["owner", "aunt", "stranger", null];
    expect(who.map((one) => rules.mayRead(draft, one))).toEqual([true, true, false, false]);
    expect(who.map((one) => rules.mayRead(open, one))).toEqual([true, true, true, true]);
  });

  test("are added by its owner alone, where it takes any, and only so many", () => {
    const by = standing("owner");
    expect(rules.mayAdd(draft, none, by)).toBeNull();
    expect(rules.mayAdd(draft, none, standing("aunt"))).toEqual(refuse("only-the-author"));
    expect(rules.mayAdd({ ...draft, takes: false }, none, by)).toEqual(refuse("files-not-now"));
    const { each, aDay } = rules.fileLimits;
    expect(rules.mayAdd(draft, { there: each, today: 0 }, by)).toEqual(refuse("files-full", { most: each }));
    expect(rules.mayAdd(draft, { there: 0, today: aDay }, by)).toEqual(
      refuse("files-of-today-used", { most: aDay }),
    );
  });

  test("are taken away by their owner as long as nobody else saw them, and then by a moderator under a rule", () => {
    expect(rules.remove(draft, file, standing("owner"))).toMatchObject({ kind: "file.removed" });
    expect(rules.remove(open, file, standing("owner"))).toEqual(refuse("file-is-public"));
    expect(rules.remove(draft, file, standing("aunt"))).toEqual(refuse("only-the-author"));
  });

  test("are hidden by nobody whose they are and nobody of the committee, and once", () => {
    const posts = new Set<Post>(["supervisor"]);
    const asked = { rule: "personalData", posts } as const;
    const hidden = rules.hide(open, file, asked, standing("other"));
    if (isRefusal(hidden)) throw new Error(hidden.refused);
    expect(rules.apply(file, hidden)).toEqual({ ...file, rule: "personalData" });
    const no = refuse("moderator-interested");
    expect(rules.hide(open, file, asked, standing("owner"))).toEqual(no);
    const both = { ...asked, posts: new Set<Post>(["supervisor", "committeeMember"]) };
    expect(rules.hide(open, file, both, standing("other"))).toEqual(no);
    const again = rules.hide(open, { ...file, rule: "insult" }, asked, standing("other"));
    expect(again).toEqual(refuse("file-already-hidden"));
  });
});

test("a proposal takes files while its author may change it, and from who is under age only as a draft", () => {
  const taken = (
    ["draft", "seekingSupport", "admissibility", "returned", "admitted", "drafted"] as const
  ).filter((status) => canTakeFiles(status, false));
  expect(taken).toEqual(["draft", "seekingSupport", "returned", "admitted"]);
  expect(canTakeFiles("seekingSupport", true)).toBe(false);
});

const bytesOf = (text: string, ...before: readonly number[]) =>
  new Uint8Array([...before, ...[...text].map((letter) => letter.charCodeAt(0))]);
const jpeg = [0xff, 0xd8, 0xff, 0xe0];
const pdf = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n";

describe("what a file is", () => {
  test("is read from its first bytes and never from its name", () => {
    expect(contentOf(bytesOf("", ...jpeg))).toBe("jpeg");
    expect(contentOf(bytesOf("\r\n\u001a\n", 0x89, 0x50, 0x4e, 0x47))).toBe("png");
    expect(contentOf(bytesOf("RIFF....WEBPVP8 "))).toBe("webp");
    expect(contentOf(bytesOf(pdf))).toBe("pdf");
  });

  test.for([
    ["nothing", ""],
    ["a drawing that can run", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ["a page", "<!doctype html><script>1</script>"],
    ["an archive", "PK\u0003\u0004"],
    ["a moving picture", "GIF89a"],
    ["a paper that begins late", ` ${pdf}`],
    ["a paper without a number", "%PDF-x"],
    ["a program", "MZ\u0090"],
  ])("is unknown of %s", ([, text = ""]) => {
    expect(recognise(bytesOf(text))).toEqual(refuse("file-kind-unknown"));
  });

  test("is one thing: an archive, a paper or a page hung on a picture is refused", () => {
    const end = `PK\u0005\u0006${"\u0000".repeat(18)}`;
    const two = refuse("file-is-two-things");
    expect(recognise(bytesOf(`picture${end}`, ...jpeg))).toEqual(two);
    expect(recognise(bytesOf(`picture PK\u0003\u0004`, ...jpeg))).toEqual(two);
    expect(recognise(bytesOf(`comment %PDF-1.4`, ...jpeg))).toEqual(two);
    expect(recognise(bytesOf(`picture <script>alert(1)</script>`, ...jpeg))).toEqual(two);
    expect(recognise(bytesOf(`${pdf}${end}`))).toEqual(two);
    expect(recognise(bytesOf("picture", ...jpeg))).toEqual({ content: "jpeg", kind: "picture" });
  });

  test("of a paper is a whole one that runs nothing", () => {
    expect(recognise(bytesOf(pdf))).toEqual({ content: "pdf", kind: "paper" });
    expect(recognise(bytesOf(pdf.slice(0, -8)))).toEqual(refuse("file-broken"));
    expect(recognise(bytesOf(`${pdf}<script>`))).toEqual(refuse("file-broken"));
    const running = ["/JavaScript", "/JS", "/J#61vaScript", "/Launch", "/EmbeddedFile"];
    for (const word of running)
      expect(recognise(bytesOf(pdf.replace("/Catalog", `/Catalog ${word} (x)`)))).toEqual(
        refuse("paper-acts"),
      );
    expect(recognise(bytesOf(pdf.replace("/Catalog", "/Catalog /JSomething 1")))).not.toHaveProperty(
      "refused",
    );
  });

  test("is no larger than is taken", () => {
    const large = new Uint8Array(rules.fileLimits.bytes.picture + 1);
    large.set(jpeg);
    expect(recognise(large)).toEqual(refuse("file-too-large", { megabytes: 15 }));
    expect(recognise(large.subarray(0, -1))).toMatchObject({ content: "jpeg" });
  });

  test("is said of any bytes without a defect, and nothing is a picture that does not begin like one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        fc.pre(![0xff, 0x89, 0x52, 0x25].includes(bytes[0] ?? 0));
        expect(recognise(bytes)).toEqual(refuse("file-kind-unknown"));
      }),
    );
  });
});
