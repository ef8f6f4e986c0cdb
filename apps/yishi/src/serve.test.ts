import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { serve, type Pages, type Serving } from "./serve.ts";

const kB = 1024;
const MB = 1024 * kB;
let stop: (() => Promise<void>) | undefined;

afterEach(async () => {
  await stop?.();
  stop = undefined;
});

/** Pages that answer with what they were told. */
const mirror: Pages = async (incoming, response) => {
  let bytes = 0;
  for await (const chunk of incoming) bytes += Buffer.from(chunk).length;
  const told = {
    host: incoming.headers["x-forwarded-host"],
    proto: incoming.headers["x-forwarded-proto"],
    address: incoming.headers["x-forwarded-for"],
  };
  response.end(
    JSON.stringify({
      ...told,
      method: incoming.method,
      url: incoming.url,
      hostHeader: incoming.headers.host,
      bytes,
    }),
  );
};

async function open(settings: Partial<Serving> = {}, pages = mirror): Promise<number> {
  const server = await serve(
    { host: "127.0.0.1", port: 0, origin: "http://localhost:3000", proxies: [], ...settings },
    pages,
  );
  stop = () => server.stop();
  return server.port;
}

interface Asking {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: readonly Buffer[];
  readonly chunked?: boolean;
}

async function ask(
  port: number,
  { method = "GET", path = "/", headers = {}, body = [], chunked = false }: Asking = {},
) {
  const length = body.reduce((sum, part) => sum + part.length, 0);
  const counted = chunked
    ? { "transfer-encoding": "chunked" }
    : body.length > 0
      ? { "content-length": String(length) }
      : {};
  const sent = request({
    host: "127.0.0.1",
    port,
    method,
    path,
    headers: { host: "localhost:3000", ...counted, ...headers },
  });
  sent.on("error", () => undefined);
  for (const part of body) sent.write(part);
  sent.end();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  return { status: response.statusCode, headers: response.headers, text: await text(response) };
}

async function told(port: number, headers: Record<string, string>): Promise<unknown> {
  const answered = await ask(port, { headers });
  return answered.status === 200 ? JSON.parse(answered.text) : answered.status;
}

describe("who is asking, and under which name", () => {
  test("what a caller says of itself is overwritten", async () => {
    const port = await open();
    const forged = {
      "x-forwarded-for": "1.2.3.4",
      "x-forwarded-host": "evil.cn",
      "x-forwarded-proto": "https",
      forwarded: "for=1.2.3.4",
    };
    expect(await told(port, forged)).toMatchObject({
      host: "localhost:3000",
      hostHeader: "localhost:3000",
      proto: "http",
      address: "127.0.0.1",
    });
  });

  test("a name that is not ours is refused in plain words, and every name of this machine is ours", async () => {
    const port = await open();
    const refused = await ask(port, { headers: { host: "evil.cn", accept: "text/html" } });
    expect(refused.status).toBe(421);
    expect(refused.text).toContain("这个网址不是我们的");
    for (const host of ["127.0.0.1:8080", "[::1]:3000", "LOCALHOST:3000"])
      expect(await told(port, { host })).toMatchObject({ host: host.toLowerCase() });
    for (const host of ["localhost.evil.cn", "a b", "evil.cn:3000@localhost.evil.cn"])
      expect(await told(port, { host })).toBe(421);
  });

  test("a probe of /health may ask under any name", async () => {
    const port = await open();
    expect((await ask(port, { path: "/health", headers: { host: "10.1.2.3:3000" } })).status).toBe(200);
  });

  test("behind the declared proxy the reader's address is the nearest one that is not the proxy's", async () => {
    const port = await open({ origin: "https://yishi.example.cn", proxies: ["127.0.0.0/8", "10.0.0.0/8"] });
    const ours = { host: "yishi.example.cn", proto: "https" };
    expect(
      await told(port, {
        "x-forwarded-host": "yishi.example.cn",
        "x-forwarded-for": "6.6.6.6, 1.2.3.4, 10.0.0.7",
      }),
    ).toMatchObject({ ...ours, address: "1.2.3.4" });
    expect(await told(port, { host: "yishi.example.cn", "x-forwarded-for": "nonsense" })).toMatchObject({
      ...ours,
      address: "127.0.0.1",
    });
    expect(await told(port, { "x-forwarded-host": "evil.cn" })).toBe(421);
  });

  test("nobody comes past the declared proxy in the clear", async () => {
    const port = await open({ origin: "https://yishi.example.cn", proxies: ["10.0.0.0/8"] });
    expect(await told(port, { host: "yishi.example.cn" })).toBe(421);
    expect(
      await told(port, {
        host: "yishi.example.cn",
        "x-forwarded-for": "10.0.0.1",
        "x-forwarded-proto": "https",
      }),
    ).toBe(421);
  });
});

describe("how much may come in", () => {
  test("an ordinary form may have 64 kB, and a byte more is refused", async () => {
    const port = await open();
    expect(
      JSON.parse((await ask(port, { method: "POST", body: [Buffer.alloc(64 * kB)] })).text),
    ).toMatchObject({ bytes: 64 * kB });
    const refused = await ask(port, {
      method: "POST",
      body: [Buffer.alloc(64 * kB + 1)],
      headers: { accept: "text/html" },
    });
    expect(refused.status).toBe(413);
    expect(refused.text).toMatch(/^<!doctype html>\n<html lang="zh-CN">[\s\S]*太大/);
  });

  test("20 MB come in where files are taken, in both languages, and nowhere else", async () => {
    const port = await open();
    const body = [Buffer.alloc(20 * MB)];
    const files = "/ganghuali/files/proposal/01a213d8-825b-74ea-b8aa-78a6c7c1cf99";
    const taking = ["/ganghuali/roll", "/en/ganghuali/roll", "/ganghuali/roll?/preview", "/ganghuali/owners"];
    for (const path of [...taking, `${files}?/add`, `/en${files}?/add`]) {
      expect((await ask(port, { method: "POST", path, body })).status).toBe(200);
    }
    const others = [
      "/ganghuali/rolls",
      "/ganghuali/proposals/roll",
      "/roll",
      `${files}/more`,
      "/ganghuali/files",
    ];
    for (const path of others) {
      expect((await ask(port, { method: "POST", path, body })).status).toBe(413);
    }
    expect(
      (await ask(port, { method: "POST", path: "/ganghuali/roll", body: [Buffer.alloc(21 * MB)] })).status,
    ).toBe(413);
    expect((await ask(port, { method: "PUT", path: "/ganghuali/roll", body })).status).toBe(413);
  });

  test("a body that does not say its length is counted, handed on whole, and cut at the limit", async () => {
    const port = await open();
    const fits = await ask(port, {
      method: "POST",
      path: "/a?b",
      body: [Buffer.alloc(40 * kB), Buffer.alloc(24 * kB)],
      chunked: true,
    });
    expect(JSON.parse(fits.text)).toMatchObject({ method: "POST", url: "/a?b", bytes: 64 * kB });
    const cut = await ask(port, {
      method: "POST",
      body: Array.from({ length: 10 }, () => Buffer.alloc(64 * kB)),
      chunked: true,
    });
    expect(cut.status).toBe(413);
    expect(JSON.parse(cut.text)).toMatchObject({ error: { status: 413 } });
  });

  test("an English address is answered in English first", async () => {
    const port = await open();
    const refused = await ask(port, {
      method: "POST",
      path: "/en/ganghuali",
      body: [Buffer.alloc(MB)],
      headers: { accept: "text/html" },
    });
    expect(refused.text).toMatch(/<html lang="en">[\s\S]*too large[\s\S]*<p lang="zh-CN">/);
  });

  test.each([
    ["a head of 64 kB", `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${"x".repeat(64 * kB)}\r\n\r\n`, 431],
    ["what is no request", "HELO mail.example.cn\r\n\r\n", 400],
    ["no name at all", "GET / HTTP/1.1\r\n\r\n", 400],
    ["the address of another server", "GET http://evil.cn/ HTTP/1.1\r\nhost: localhost\r\n\r\n", 400],
  ])("%s is refused", async (_, sent, status) => {
    const socket = connect(await open(), "127.0.0.1").setEncoding("utf8");
    socket.on("error", () => undefined);
    socket.end(sent);
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test("whoever sends the head byte by byte is hung up on", { timeout: 20_000 }, async () => {
    const socket = connect(await open(), "127.0.0.1").setEncoding("utf8");
    const began = Date.now();
    socket.write("GET / HTTP/1.1\r\n");
    const drip = setInterval(() => socket.writable && socket.write("x"), 500);
    socket.resume().on("error", () => undefined);
    await once(socket, "close");
    clearInterval(drip);
    expect(Date.now() - began).toBeLessThan(13_000);
  });
});

describe("the end", () => {
  test("what is under way is finished, and nothing new is begun", async () => {
    const port = await open({}, async (_, response) => {
      await wait(300);
      response.end("done");
    });
    const underWay = ask(port);
    await wait(100);
    const stopped = stop?.();
    await expect(ask(port)).rejects.toThrow();
    expect((await underWay).text).toBe("done");
    await stopped;
  });

  test("a page that never answers does not hold up the end for long", { timeout: 15_000 }, async () => {
    const port = await open({}, () => new Promise(() => undefined));
    const hanging = ask(port).catch(() => "cut");
    await wait(100);
    const began = Date.now();
    await stop?.();
    expect(Date.now() - began).toBeLessThan(6_000);
    expect(await hanging).toBe("cut");
  });

  test("a defect of the pages is answered in general words", async () => {
    const port = await open({}, () => {
      throw new Error("secret detail");
    });
    const answered = await ask(port);
    expect(answered.status).toBe(500);
    expect(answered.text).not.toContain("secret");
  });

  test("a port that is taken is named", async () => {
    const port = await open();
    await expect(
      serve({ host: "127.0.0.1", port, origin: "http://localhost:3000", proxies: [] }, mirror),
    ).rejects.toThrow(new RegExp(`端口 ${port} 已被[\\s\\S]*PORT=${port + 1}`));
  });
});
