import type { IncomingMessage, ServerResponse } from "node:http";

/** What is answered before a request reaches the pages: the reason, and what to do, in plain words. */
const sentences = {
  400: ["这个请求写错了，没有处理。", "This request is malformed; nothing was done."],
  408: ["等得太久，没有收全。请再试一次。", "It took too long and did not arrive whole. Please try again."],
  413: [
    "送来的内容太大，没有收下。表格文件最大20MB，其他内容最大64KB。",
    "What was sent is too large and was not taken. A spreadsheet may have 20 MB, anything else 64 kB.",
  ],
  421: [
    "这个网址不是我们的。请用通知上印的网址。",
    "This is not our address. Please use the one printed on the notice.",
  ],
  431: ["请求的头部太大，没有处理。", "The head of this request is too large; nothing was done."],
  500: [
    "这里出了差错，没有办成。请再试一次，或打电话给居委会。",
    "Something went wrong here. Please try again, or call the committee.",
  ],
  503: ["正在停机，请过一会儿再来。", "We are shutting down; please come back in a moment."],
} as const satisfies Record<number, readonly [chinese: string, english: string]>;

export type EarlyStatus = keyof typeof sentences;

export function sentenceOf(status: EarlyStatus): string {
  return sentences[status].join("\n");
}

/** Answers at once, as a page to a reader and as JSON to a program. */
export function answer(request: IncomingMessage, response: ServerResponse, status: EarlyStatus): void {
  if (response.headersSent) return void response.destroy();
  const english = /^\/en(?:\/|$)/.test(request.url ?? "");
  const [first, second] = english ? sentences[status].toReversed() : sentences[status];
  const isPage = request.headers.accept?.includes("text/html") ?? false;
  response.writeHead(status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  if (request.method === "HEAD") return void response.end();
  response.end(
    isPage ? page(first ?? "", second ?? "", english) : JSON.stringify({ error: { status, message: first } }),
  );
}

function page(first: string, second: string, english: boolean): string {
  const [lang, other] = english ? ["en", "zh-CN"] : ["zh-CN", "en"];
  return `<!doctype html>
<html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${first}</title><h1>${first}</h1><p lang="${other}">${second}</p></html>
`;
}
