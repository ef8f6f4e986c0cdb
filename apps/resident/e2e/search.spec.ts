import { expect, test } from "@playwright/test";
import { becomes } from "./people.ts";

test("a resident finds a proposal by two characters, follows it, and signs for a meeting @no-script", async ({
  page,
}) => {
  await becomes(page, "马国栋");
  await page.goto("/ganghuali/proposals");
  await page.getByLabel(/^找什么/).fill("老人");
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByRole("status")).toHaveText(/^“老人”：\d+件$/);
  for (const mark of await page.locator("mark").all()) await expect(mark).toHaveText("老人");
  await page.getByRole("link", { name: "公告栏用大字" }).click();

  await page.getByRole("button", { name: "关注这件提案" }).click();
  await expect(page.getByRole("button", { name: "不再关注" })).toBeVisible();
  await page.goto("/ganghuali/following");
  await expect(page.getByRole("main").getByRole("link", { name: "公告栏用大字" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "公告栏用大字" }).click();
  await page.getByRole("button", { name: "不再关注" }).click();
  await expect(page.getByRole("button", { name: "关注这件提案" })).toBeVisible();

  await page.goto("/ganghuali/petitions/2026-1");
  await page.getByRole("button", { name: "签上我的名字" }).click();
  await expect(page.getByText("您已经签了名。")).toBeVisible();
  await page.getByRole("button", { name: "收回我的签名" }).click();
  await expect(page.getByRole("button", { name: "签上我的名字" })).toBeVisible();
});

test("whoever finds nothing is told what to try, and one character is said to be too short @no-script", async ({
  page,
}) => {
  await page.goto(`/ganghuali/proposals?words=${encodeURIComponent("游泳池")}&building=3`);
  await expect(page.getByText("少选一个条件，再找一次。")).toBeVisible();
  await expect(page.getByText(/还是找不到，请打电话问居委会/)).toBeVisible();
  await page.getByLabel(/^找什么/).fill("灯");
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByText("一个字太短了")).toBeVisible();
  await page.getByLabel(/^找什么/).fill("7");
  await page.getByRole("button", { name: "查找" }).click();
  await expect(page.getByRole("region", { name: "按编号找到" }).getByRole("link")).toHaveCount(1);
});
