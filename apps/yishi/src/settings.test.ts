import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const weak = "postgresql://server:pw@db.example.cn/yishi";
const proxied = { YISHI_ORIGIN: "https://yishi.example.cn", YISHI_PROXY: "loopback" };

describe("settings", () => {
  test("nothing set means loopback, the database that comes with Yishi, and the demo", () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      origin: "http://localhost:3000",
      proxies: [],
      database: { kind: "embedded", dataFolder: resolve(import.meta.dirname, "../../../.data") },
      demo: true,
    });
  });

  test("an empty setting is not set", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: " ", YISHI_ORIGIN: "" })).toEqual(readSettings({}));
  });

  test("another port is part of the address", () => {
    expect(readSettings({ PORT: "4180" })).toMatchObject({ port: 4180, origin: "http://localhost:4180" });
  });

  test("one's own database tells no story unless it is asked to", () => {
    const settings = readSettings({ DATABASE_URL: weak });
    expect(settings).toMatchObject({
      database: { kind: "external", url: weak, ownerUrl: undefined },
      demo: false,
    });
    expect(readSettings({ DATABASE_URL: weak, YISHI_DEMO: "on" }).demo).toBe(true);
  });

  test("an encrypted address is taken where the proxy that encrypts is declared", () => {
    expect(readSettings(proxied)).toMatchObject({
      origin: "https://yishi.example.cn",
      proxies: ["127.0.0.0/8", "::1"],
    });
    expect(readSettings({ ...proxied, YISHI_PROXY: "10.0.0.0/8, fd00::/8" }).proxies).toEqual([
      "10.0.0.0/8",
      "fd00::/8",
    ]);
  });

  test.each(["http://localhost:8080", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "%s may go in the clear",
    (origin) => {
      expect(readSettings({ YISHI_ORIGIN: origin }).origin).toBe(origin);
    },
  );

  test.each([
    ["a port that is no number", { PORT: "http" }, /PORT: “http”不是端口/],
    ["a port out of range", { PORT: "70000" }, /PORT: "70000" is not a port/],
    ["port zero", { PORT: "0" }, /PORT/],
    ["a half port", { PORT: "30.5" }, /PORT/],
    ["a host that is a name", { HOST: "yishi.example.cn" }, /HOST: [\s\S]*YISHI_ORIGIN/],
    [
      "an address without a scheme",
      { YISHI_ORIGIN: "yishi.example.cn" },
      /YISHI_ORIGIN: [\s\S]*https:\/\/yishi\.example\.cn/,
    ],
    ["an address with a path", { ...proxied, YISHI_ORIGIN: "https://example.cn/yishi" }, /不是网址/],
    ["an address with a password in it", { ...proxied, YISHI_ORIGIN: "https://a:b@example.cn" }, /不是网址/],
    ["another scheme", { YISHI_ORIGIN: "ftp://example.cn" }, /不是网址/],
    [
      "plain http beyond this machine",
      { YISHI_ORIGIN: "http://192.168.1.5:3000" },
      /没有加密[\s\S]*not encrypted/,
    ],
    [
      "plain http beyond this machine, proxy or not",
      { ...proxied, YISHI_ORIGIN: "http://yishi.example.cn" },
      /没有加密/,
    ],
    ["a name that only begins like loopback", { YISHI_ORIGIN: "http://localhost.example.cn" }, /没有加密/],
    ["https without a declared proxy", { YISHI_ORIGIN: "https://yishi.example.cn" }, /YISHI_PROXY=loopback/],
    ["a proxy that is a word", { ...proxied, YISHI_PROXY: "nginx" }, /“nginx”/],
    ["a network too narrow to be", { ...proxied, YISHI_PROXY: "10.0.0.0/33" }, /10\.0\.0\.0\/33/],
    [
      "a database that is none",
      { DATABASE_URL: "mysql://root@localhost/yishi" },
      /DATABASE_URL: [\s\S]*postgresql:/,
    ],
    ["an owner alone", { DATABASE_OWNER_URL: weak }, /DATABASE_OWNER_URL: [\s\S]*DATABASE_URL/],
    ["a demo that is neither on nor off", { YISHI_DEMO: "yes" }, /“yes”[\s\S]*on/],
    ["a misspelt setting", { YISHI_ORGIN: "http://localhost" }, /YISHI_ORGIN: [\s\S]*YISHI_ORIGIN/],
  ])("%s is refused with a sentence that helps", (_, environment, sentence) => {
    expect(() => readSettings(environment)).toThrow(sentence);
  });

  test("all problems are told at once, in both languages", () => {
    const read = () => readSettings({ PORT: "x", YISHI_DEMO: "maybe", HOST: "nowhere" });
    for (const name of ["PORT", "YISHI_DEMO", "HOST"])
      expect(read).toThrow(new RegExp(`${name}: [\\s\\S]*${name}: `));
  });

  test("a password in an address is never repeated in a sentence", () => {
    try {
      readSettings({ DATABASE_URL: "mysql://root:geheim@localhost/yishi", PORT: "x" });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).not.toContain("geheim");
    }
  });
});
