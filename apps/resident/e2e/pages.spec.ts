import { expect, test } from "@playwright/test";
import { examine, examineAll, examineRooms } from "./examine.ts";
import { becomes, proposalCalled } from "./people.ts";

// Axe is put into the page by the test; the policy that keeps strangers' script out would keep it out as well.
test.use({ bypassCSP: true });

let base = "";
test.beforeEach(({ baseURL }) => void (base = baseURL ?? ""));

test("every page a stranger can open is sound in both languages, large and dark @phone", async ({ page }) => {
  test.setTimeout(180_000);
  const voting = await proposalCalled(page, "晚十点后广场舞");
  const decided = await proposalCalled(page, "消防通道");
  const talked = await proposalCalled(page, "3号楼前放两把长椅");
  await examineAll(page, base, [
    "/",
    "/sign-in",
    "/slip",
    "/slip/recovery",
    "/demo",
    "/ganghuali",
    "/ganghuali/proposals",
    "/ganghuali/proposals?state=support",
    "/ganghuali/posts",
    "/ganghuali/charter",
    "/ganghuali/roll",
    voting,
    decided,
    `${voting}/notice`,
    `${decided}/notice`,
    `${talked}/views`,
    `${talked}/versions`,
    "/ganghuali/moderation",
    "/qingnianlu",
    "/qingnianlu/proposals",
  ]);
});

test("every page a resident opens is sound in both languages, large and dark @phone", async ({ page }) => {
  test.setTimeout(120_000);
  await becomes(page, "李秀英");
  const voting = await proposalCalled(page, "晚十点后广场舞");
  await examineAll(page, base, [
    "/ganghuali",
    "/ganghuali/proposals/new",
    voting,
    `${voting}/ballot`,
    `${await proposalCalled(page, "3号楼前放两把长椅")}/views`,
    "/sign-out",
    "/account",
  ]);
});

test("what somebody writes, and what hangs on it, is sound in every look @phone", async ({ page }) => {
  test.setTimeout(240_000);
  await becomes(page, "孙伟");
  await page.goto("/ganghuali/proposals/new");
  await page.getByLabel("用一句话说是什么事").fill("中心花园的消防通道划线");
  await page.getByRole("button", { name: "开始写" }).click();
  await expect(page).toHaveURL(/\/write$/);
  const write = new URL(page.url()).pathname;
  await page.getByLabel("现在有什么难处").fill("消防通道的线看不清了，车又停进来。");
  await page.getByLabel("您想怎么办").fill("重新划线。");
  await page.getByLabel("会影响到谁").fill("全小区");
  await page.getByLabel("大概花多少钱").fill("不知道");
  await page.getByRole("radio", { name: /只写几号楼/ }).check();
  await page.getByRole("button", { name: "存下来，再看一遍" }).click();
  await page.getByRole("link", { name: "加照片和文件" }).click();
  await expect(page).toHaveURL(/\/files\/proposal\//);
  const files = new URL(page.url()).pathname;
  await page.getByLabel("照片或PDF").setInputFiles({
    ...{ name: "plan.pdf", mimeType: "application/pdf" },
    buffer: Buffer.from(
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
    ),
  });
  await page.getByLabel("用一句话说上面有什么").fill("中心花园的平面图，红线是通道");
  await page.getByRole("button", { name: "加上" }).click();
  await expect(page.getByRole("link", { name: /^下载/ })).toBeVisible();
  const preview = write.replace(/\/write$/, "");
  await examineRooms(page, base, ["/ganghuali/proposals/drafts", write, preview, files]);
});

test("what is searched, followed and asked for in a petition is sound in every look @phone", async ({
  page,
}) => {
  test.setTimeout(420_000);
  const home = "/ganghuali";
  const asked = `${home}/petitions/2026-1`;
  const searched = (words: string, more: string) =>
    `${home}/proposals?words=${encodeURIComponent(words)}&${more}`;
  await examineRooms(page, base, [
    searched("老人", "electorate=household"),
    searched("游泳池", "building=3"),
    `${home}/petitions`,
    asked,
    `${asked}/sheet`,
  ]);
  await becomes(page, "陈志强");
  await examineRooms(page, base, [`${home}/following`, `${home}/petitions/new`, asked]);
  await becomes(page, "赵丽娜");
  await examineRooms(page, base, [`${asked}/names`, `${asked}/answer`]);
  await becomes(page, "周敏");
  await examineRooms(page, base, [`${asked}/desk?name=${encodeURIComponent("石桂兰")}`]);
});

test("every page of those who hold a post is sound in both languages, large and dark @desk", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const home = "/ganghuali";
  const at = async (words: string, below: string) => `${await proposalCalled(page, words)}/${below}`;
  const work = {
    赵丽娜: [
      `${home}/work`,
      await at("3号楼前放两把长椅", "motion"),
      await at("快递架按楼号分开", "schedule"),
    ],
    刘芳: [
      `${home}/slips`,
      `${home}/slips/new?buildings=1&again=no`,
      `${home}/slips/list?batch=1`,
      `${home}/recovery?name=${encodeURIComponent("石桂兰")}`,
    ],
    周敏: [`${home}/people?name=${encodeURIComponent("石桂兰")}`, await at("晚十点后广场舞", "papers")],
    孙伟: [await at("大家打扫一小时", "count"), `${home}/moderation`],
    马国栋: [await at("消防通道", "milestones")],
    李秀英: [await at("收废品的喇叭", "review")],
    高德胜: [await at("自行车棚编号", "study")],
  };
  for (const [name, paths] of Object.entries(work)) {
    await becomes(page, name);
    await examineRooms(page, base, paths);
  }
});

test("the pages are as sound on a wide screen @desk", async ({ page }) => {
  test.setTimeout(120_000);
  const decided = await proposalCalled(page, "消防通道");
  for (const path of ["/", "/ganghuali", "/ganghuali/proposals", decided, `${decided}/notice`]) {
    await examine(page, path, "standard");
  }
});

test("at 200 % of the letters nothing is cut off or runs beside the screen @phone", async ({ page }) => {
  const decided = await proposalCalled(page, "消防通道");
  for (const path of ["/", "/ganghuali", "/ganghuali/proposals", decided, "/sign-in"]) {
    await page.goto(path);
    await page.addStyleTag({ content: "html { font-size: 200% }" });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(overflow, path).toBeLessThanOrEqual(0);
  }
});

test("elder mode has the sizes it promises, and stays from page to page @phone", async ({ page }) => {
  await page.goto("/ganghuali");
  await page.getByRole("link", { name: "大字", exact: true }).click();
  await expect(page).toHaveURL(/\/ganghuali$/);
  const sizes = () =>
    page.evaluate(() => {
      const style = getComputedStyle(document.body);
      return { body: Number.parseFloat(style.fontSize), leading: Number.parseFloat(style.lineHeight) };
    });
  const elder = await sizes();
  expect(elder.body).toBe(24);
  expect(elder.leading / elder.body).toBeGreaterThanOrEqual(1.55);
  await expect(page.locator("html")).toHaveAttribute("data-size", "elder");
  await page.getByRole("link", { name: "特大字" }).click();
  expect((await sizes()).body).toBe(30);
  await page.goto("/ganghuali/proposals");
  expect((await sizes()).body).toBe(30);
  await page.getByRole("link", { name: "标准字" }).click();
  expect((await sizes()).body).toBe(18);
});

test("the keyboard alone leads to everything, and what it stands on is seen @desk", async ({ page }) => {
  await page.goto("/ganghuali");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "跳到正文" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
  const seen = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const one = document.activeElement;
      if (!(one instanceof HTMLElement) || one === document.body) return null;
      const style = getComputedStyle(one);
      return {
        words: one.textContent.trim(),
        outline: style.outlineStyle !== "none" && style.outlineWidth !== "0px",
      };
    });
    if (!focused) break;
    expect.soft(focused.outline, focused.words).toBe(true);
    seen.add(focused.words);
  }
  expect([...seen].some((words) => words.startsWith("我要提议"))).toBe(true);
  expect([...seen].some((words) => words.includes("中心花园消防通道"))).toBe(true);
});

test("a notice prints alone on one sheet of A4 with its code @desk", async ({ page }) => {
  const decided = await proposalCalled(page, "消防通道");
  await page.goto(`${decided}/notice`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "主要栏目" })).toBeHidden();
  await expect(page.getByRole("img", { name: "二维码：打开这份公告的网页" })).toBeVisible();
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});
