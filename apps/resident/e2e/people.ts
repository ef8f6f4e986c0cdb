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
