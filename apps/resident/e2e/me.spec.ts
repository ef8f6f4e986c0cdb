import { expect, test, type Page } from "@playwright/test";
import { becomes } from "./people.ts";

// A resident says that their entry is wrong and reads the answer; what they agreed to is theirs to take back.

const own = async (page: Page) => page.goto("/ganghuali/me");

test("a resident contests their entry, the secretary answers, and the answer and the look stand on their page", async ({
  page,
  browser,
}) => {
  await becomes(page, "石桂兰");
  await own(page);
  await expect(page.getByRole("heading", { name: "我的资料", level: 1 })).toBeVisible();
  await page.getByLabel("关于什么").selectOption("residence");
  await page.getByLabel("哪里不对，或为什么要删").fill("我的户口已经迁到这里了。");
  await page.getByRole("button", { name: "交给社区" }).click();
  await expect(page.getByRole("status")).toContainText("前答复您");

  const secretary = await (await browser.newContext()).newPage();
  await becomes(secretary, "韩雪梅");
  await secretary.goto("/ganghuali/contests");
  const contest = secretary.locator("section", { hasText: "我的户口已经迁到这里了。" });
  await contest.getByLabel("不同意，理由如下").check();
  await contest.getByLabel("怎么答复").fill("请带户口本到窗口核对。");
  await contest.getByRole("button", { name: "发出答复" }).click();
  await expect(secretary.getByRole("status")).toContainText("已经答复");
  await secretary.context().close();

  await own(page);
  await expect(page.locator("#mine")).toContainText("请带户口本到窗口核对。");
  await expect(page.locator("#mine")).toContainText("居民会议");
  await expect(page.locator("#seen")).toContainText("韩雪梅");
});

test("whoever takes their name off is named no more, at once", async ({ page, browser }) => {
  await becomes(page, "陈志强");
  await own(page);
  const consent = page.locator("#consents li", { hasText: "提案人署名" }).first();
  await expect(consent).toContainText("现在写着名字");
  const number = /提案 (\d+-\d+)/u.exec(await consent.innerText())?.[1] ?? "";
  const stranger = await (await browser.newContext()).newPage();
  const address = `/ganghuali/proposals/${number}`;
  await stranger.goto(address);
  await expect(stranger.getByRole("main")).toContainText("陈志强");
  await consent.getByRole("button", { name: "收回署名" }).click();
  await expect(page.getByRole("status")).toContainText("已经收回");
  await expect(async () => {
    await stranger.goto(address);
    await expect(stranger.getByRole("main")).not.toContainText("陈志强");
  }).toPass();
  await page
    .locator("#consents li", { hasText: "提案人署名" })
    .filter({ hasText: number })
    .getByRole("button", { name: "同意署名" })
    .click();
  await expect(page.getByRole("status")).toContainText("已经同意");
  await stranger.context().close();
});

test("the notice is one page that anyone reads, and the copy is a file for oneself alone", async ({
  page,
}) => {
  await page.goto("/ganghuali/privacy");
  await expect(page.getByRole("heading", { name: "个人信息怎么用", level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("居民委员会");
  await becomes(page, "陈志强");
  const file = await page.request.get("/ganghuali/me/copy/data");
  expect(file.headers()["content-disposition"]).toContain("attachment");
  expect(await file.json()).toMatchObject({ entry: { name: "陈志强" } });
  const nobody = await page.request.get("/ganghuali/me/copy/data", {
    headers: { cookie: "" },
    maxRedirects: 0,
  });
  expect(nobody.status()).toBe(303);
});
