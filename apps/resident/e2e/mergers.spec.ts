import { expect, test, type Browser, type Page } from "@playwright/test";
import { answersWhoDecides, becomes } from "./people.ts";

// Two authors make one of two proposals; a supporter of the one that goes is told, and counts once they said yes.

async function proposes(page: Page, title: string, wish: string): Promise<string> {
  await page.goto("/ganghuali/proposals/new");
  await page.getByLabel("用一句话说是什么事").fill(title);
  await page.getByRole("button", { name: "开始写" }).click();
  await page.getByLabel("现在有什么难处").fill("有人拉线给电动车充电，上个月烧坏了一个插座。");
  await page.getByLabel("您想怎么办").fill(wish);
  await page.getByLabel("会影响到谁").fill("全小区");
  await page.getByLabel("大概花多少钱").fill("大约3000元");
  await page.getByRole("radio", { name: /只写几号楼/ }).check();
  await page.getByRole("button", { name: "存下来，再看一遍" }).click();
  await answersWhoDecides(page);
  await page.getByRole("button", { name: "交出去，请邻居附议" }).click();
  await expect(page).toHaveURL(/\/ganghuali\/proposals\/\d{4}-\d+$/);
  return new URL(page.url()).pathname;
}

const main = (page: Page) => page.getByRole("main");
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** Somebody of the demo on a device of their own. */
async function another(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await becomes(page, name);
  return page;
}

test("two proposals become one, and nobody is moved in silence @no-script", async ({ page, browser }) => {
  test.setTimeout(120_000);
  await becomes(page, "王建民");
  const gone = await proposes(page, "楼道里不给电动车充电", "请装充电桩，楼道里不再充电。");
  const other = await another(browser, "石桂兰");
  const stays = await proposes(other, "院里装电动车充电桩", "请在车棚里装充电桩。");
  const supporter = await another(browser, "陈志强");
  await supporter.goto(gone);
  await press(supporter, "我附议");

  await page.goto(gone);
  await main(page).getByRole("link", { name: "和别的提案合并" }).click();
  await main(page).getByRole("link", { name: "院里装电动车充电桩" }).first().click();
  await page.getByLabel("为什么合并").fill("说的是同一件事，合成一件好办。");
  await page.getByLabel("想怎么办").fill("请在车棚里装十个充电桩，楼道里不再充电。");
  await press(page, "先看和两件有什么不同");
  await expect(main(page).locator("ins").filter({ hasText: "十个" }).first()).toBeVisible();
  await press(page, "请对方同意合并");
  await expect(main(page)).toContainText("您已经同意，等对方答复。");
  const merger = new URL(page.url()).pathname;

  await other.goto("/ganghuali");
  await expect(main(other)).toContainText("有人想和您的提案合并，等您答复");
  await other.goto(merger);
  await press(other, "同意合并");
  await expect(main(other)).toContainText("两位提出人都同意了，已合并");
  await expect(main(other).getByRole("button", { name: "同意合并" })).toBeHidden();

  await page.goto(gone);
  await expect(main(page)).toContainText("这件提案并进了");
  await expect(main(page)).toContainText("请装充电桩，楼道里不再充电。");
  await main(page).getByRole("link", { name: "看合并后的提案" }).click();
  await expect(page).toHaveURL(new RegExp(`${stays}$`));
  await expect(main(page)).toContainText("请在车棚里装十个充电桩，楼道里不再充电。");
  await expect(main(page)).toContainText("已有0人附议");

  await supporter.goto("/ganghuali");
  await expect(main(supporter)).toContainText("您附议的提案并进了这一件，您还附议吗？");
  await main(supporter).getByRole("link", { name: "去答复" }).click();
  await press(supporter, "我也附议这一件");
  await expect(main(supporter)).toContainText("已有1人附议");
  await supporter.goto("/ganghuali");
  await expect(main(supporter)).not.toContainText("您还附议吗");
});

test("a clerk answers a merger at the window for an author without a telephone @desk", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await becomes(page, "王建民");
  const gone = await proposes(page, "门口放一个旧衣箱", "请放一个旧衣箱，每月收一次。");
  const other = await another(browser, "石桂兰");
  const stays = await proposes(other, "院里收旧衣服", "请每月来收一次旧衣服。");
  await page.goto(`${gone}/merge?into=${stays.split("/").at(-1) ?? ""}`);
  await page.getByLabel("为什么合并").fill("都是收旧衣服，合成一件。");
  await press(page, "请对方同意合并");
  await expect(main(page)).toContainText("您已经同意，等对方答复。");

  const clerk = await another(browser, "周敏");
  await clerk.goto("/ganghuali/people?name=石桂兰");
  await main(clerk)
    .getByRole("link", { name: /石桂兰/ })
    .first()
    .click();
  await clerk.getByLabel("提案编号").fill("旧衣服");
  await press(clerk, "找这件提案");
  await expect(clerk.getByRole("alert")).toContainText("请写提案编号");
  await clerk.getByLabel("提案编号").fill(stays.split("/").at(-1) ?? "");
  await press(clerk, "找这件提案");
  await main(clerk).getByRole("link", { name: "门口放一个旧衣箱" }).click();
  await press(clerk, "同意合并");
  await expect(main(clerk)).toContainText("两位提出人都同意了，已合并");
});
