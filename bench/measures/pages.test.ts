import { expect, test } from "vitest";
import { scriptsOf } from "./pages.ts";

test("the scripts of a page are those it runs and those it loads beforehand, each once", () => {
  const html = `<link rel="icon" href="/icon.svg"><link href="/a.js" rel="modulepreload"><link rel="stylesheet" href="/s.css">
    <script type="module" src="/b.js"></script><script>inline()</script><script src="/a.js"></script>`;
  expect(scriptsOf(html)).toEqual(["/a.js", "/b.js"]);
});
