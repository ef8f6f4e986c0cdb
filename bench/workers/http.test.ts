import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { open, read, written } from "./http.ts";

const answer = (...parts: readonly string[]) => read(Buffer.from(parts.join("\r\n")));

describe("an answer", () => {
  test("with a length is whole when so many bytes are here", () => {
    const head = ["HTTP/1.1 200 OK", "Content-Length: 6", ""];
    expect(answer(...head, "四")).toBeUndefined();
    expect(answer(...head, "四方")).toMatchObject({ status: 200, body: Buffer.from("四方") });
  });

  test("in chunks is whole when the empty chunk is here, and is read without their sizes", () => {
    const head = ["HTTP/1.1 422 Unprocessable", "Transfer-Encoding: chunked", ""];
    expect(answer(...head, "3", "0\r\n", "2", "no", "")).toBeUndefined();
    expect(answer(...head, "3", "0\r\n", "2", "no", "0", "", "")).toMatchObject({
      status: 422,
      body: Buffer.from("0\r\nno"),
    });
  });

  test("whose head is cut is not read yet", () => {
    expect(answer("HTTP/1.1 200 OK", "Content-Le")).toBeUndefined();
  });
});

test("a request says the length of its body in bytes", () => {
  const request = written({ method: "POST", path: "/x", port: 1, headers: { cookie: "a=b" }, body: "四" });
  expect(request.toString()).toBe(
    "POST /x HTTP/1.1\r\nhost: localhost:1\r\ncookie: a=b\r\ncontent-length: 3\r\n\r\n四",
  );
});

test("whoever asks on a connection that was closed is told so, and does not wait", async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const connection = await open(typeof address === "object" && address !== null ? address.port : 0);
  const request = written({ path: "/", port: 1 });
  await expect(connection.ask(request)).rejects.toThrow(/closed/);
  await expect(connection.ask(request)).rejects.toThrow(/closed/);
});
