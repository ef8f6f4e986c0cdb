import { expect, test, type Page } from "@playwright/test";
import { becomes } from "./people.ts";
import { picture } from "./pictures.ts";

async function begins(page: Page, title: string) {
  await page.goto("/ganghuali/proposals/new");
  await page.getByLabel("用一句话说是什么事").fill(title);
  await page.getByRole("button", { name: "开始写" }).click();
  await expect(page).toHaveURL(/\/write$/);
}

async function erases(page: Page, address: string) {
  await page.goto(address);
  await page.getByRole("button", { name: "删掉这份草稿" }).click();
  await expect(page.getByRole("status")).toBeVisible();
  expect((await page.goto(address))?.status()).toBe(404);
}

test("what is being written is kept after a pause, and two windows never write over each other @phone", async ({
  page,
  context,
}) => {
  await becomes(page, "马国栋");
  await begins(page, "西门装一盏路灯");
  const address = page.url();
  await page.getByLabel("现在有什么难处").fill("西门晚上看不清路。");
  await expect(page.locator("[data-told]")).toHaveText(/^已保存\d\d:\d\d$/);

  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByLabel("现在有什么难处")).toHaveValue("西门晚上看不清路。");
  await other.getByLabel("您想怎么办").fill("另一个窗口写的");
  await expect(other.locator("[data-told]")).toHaveText(/^已保存/);

  await page.getByLabel("您想怎么办").fill("这个窗口写的");
  await expect(page.locator("[data-told]")).toContainText("在别处改过了");
  await page.getByRole("button", { name: "存草稿" }).click();
  await expect(page.getByRole("heading", { name: "这份草稿有两个样子" })).toBeVisible();
  await expect(page.getByLabel("您想怎么办")).toHaveValue("这个窗口写的");
  await other.reload();
  await expect(other.getByLabel("您想怎么办")).toHaveValue("另一个窗口写的");
  await page.getByRole("button", { name: "用我刚写的这份" }).click();
  await expect(page.getByLabel("您想怎么办")).toHaveValue("这个窗口写的");
  await other.close();
  await erases(page, address);
});

test("a button pressed while something is on its way waits for it, and keeps all that was written @phone", async ({
  page,
}) => {
  await becomes(page, "马国栋");
  await begins(page, "西门装一把长椅");
  const address = page.url();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/write/kept", async (route) => {
    await held;
    await route.continue();
  });
  const onItsWay = page.waitForRequest("**/write/kept");
  await page.getByLabel("现在有什么难处").fill("老人走累了");
  await onItsWay;
  await page.getByLabel("现在有什么难处").fill("老人走累了没处坐，想坐一会儿。");
  await page.getByRole("button", { name: "存草稿" }).click();
  // The page says when it was kept last before this as well: only the answer of the button tells that it was kept.
  const kept = page.waitForResponse((answer) => answer.url().endsWith("?/keep"));
  letGo();
  await kept;
  await expect(page.locator("[data-told]")).toHaveText(/^上次保存/);
  await expect(page.getByLabel("现在有什么难处")).toHaveValue("老人走累了没处坐，想坐一会儿。");
  await expect(page.getByRole("heading", { name: "这份草稿有两个样子" })).toBeHidden();
  await page.reload();
  await expect(page.getByLabel("现在有什么难处")).toHaveValue("老人走累了没处坐，想坐一会儿。");
  await erases(page, address);
});

test("what neighbours proposed alike is told beside the title, while it is written and without script", async ({
  page,
  browser,
}) => {
  for (const javaScriptEnabled of [true, false]) {
    const one = await browser.newPage({ javaScriptEnabled });
    await becomes(one, "马国栋");
    await begins(one, javaScriptEnabled ? "西门的一件小事情" : "中心花园的消防通道划线");
    const address = one.url();
    if (javaScriptEnabled) {
      await expect(one.locator("[data-similar]")).toBeHidden();
      await one.getByLabel("用一句话说是什么事").fill("中心花园的消防通道划线");
    }
    await expect(one.locator("[data-similar]").getByText(/消防通道划线，留出/)).toBeVisible();
    await expect(one.locator("[data-similar]").getByRole("link").first()).toHaveText(/去附议|去看看/);
    await erases(one, address);
    await one.close();
  }
  await page.close();
});

test("a picture hangs on a draft with its sentence, is nobody else's, and goes again @no-script", async ({
  page,
  browser,
}) => {
  await becomes(page, "马国栋");
  await begins(page, "西门装一面镜子");
  const address = page.url();
  await page.getByRole("button", { name: "加照片和文件" }).click();
  await expect(page).toHaveURL(/\/files\/proposal\//);
  const add = async (name: string, mimeType: string, buffer: Buffer) => {
    await page.getByLabel("照片或PDF").setInputFiles({ name, mimeType, buffer });
    await page.getByLabel("用一句话说上面有什么").fill("西门的转弯，看不见来车");
    await page.getByRole("button", { name: "加上" }).click();
  };
  await add("photo.jpg", "image/jpeg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  await expect(page.getByLabel("照片或PDF")).toHaveAccessibleDescription(/这不是能收的照片或文件/);
  await add("photo.png", "image/png", picture(900));
  const shown = page.getByRole("img", { name: "西门的转弯，看不见来车" });
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(480);

  const source = (await shown.getAttribute("src")) ?? "";
  const own = await page.request.get(source);
  expect(own.headers()).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
  });
  expect(own.headers()["content-disposition"]).toMatch(/^attachment; filename="[0-9a-f]{12}\.jpg"$/);
  expect(own.headers()["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
  const again = await page.request.get(source, { headers: { "if-none-match": own.headers()["etag"] ?? "" } });
  expect(again.status()).toBe(304);
  const stranger = await browser.newPage();
  expect((await stranger.request.get(source)).status()).toBe(404);
  await becomes(stranger, "李秀英");
  expect((await stranger.request.get(source)).status()).toBe(404);
  await stranger.close();

  await page.getByRole("button", { name: /^拿掉/ }).click();
  await expect(shown).toBeHidden();
  expect((await page.request.get(source)).status()).toBe(404);
  await erases(page, address);
});
