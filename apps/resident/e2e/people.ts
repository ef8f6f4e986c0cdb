import { expect, type Page } from "@playwright/test";

/** Becomes one of the demo's people, as anybody can on the demo page. */
export async function becomes(page: Page, name: string): Promise<void> {
  await page.goto("/demo");
  await page.getByRole("button", { name: new RegExp(`以此人进入\\s*${name}`) }).click();
  await expect(page.getByRole("navigation", { name: "主要栏目" }).getByText(name)).toBeVisible();
}

/** The address of the proposal whose title says so, found in the list as a reader finds it. */
export async function proposalCalled(page: Page, words: string): Promise<string> {
  await page.goto("/ganghuali/proposals");
  for (;;) {
    const found = page.getByRole("main").getByRole("link", { name: words });
    if ((await found.count()) > 0) return (await found.first().getAttribute("href")) ?? "";
    await page.getByRole("link", { name: "更早的提案" }).click();
  }
}

/** The author of a draft answers who decides: no to every question before the one at this place, and yes to that. */
export async function answersWhoDecides(page: Page, yes = 6): Promise<void> {
  await page.getByRole("link", { name: "先答：谁来决定" }).click();
  for (let at = 1; at <= yes; at += 1) {
    const question = page.getByRole("group", { name: new RegExp(`^${at}\\. `, "u") });
    await question.getByRole("radio", { name: at === yes ? "是" : "不是", exact: true }).check();
  }
  await page.getByRole("button", { name: "看由谁决定" }).click();
}
