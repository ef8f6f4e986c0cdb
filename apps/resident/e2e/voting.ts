import { expect, type Browser, type Page } from "@playwright/test";
import { becomes } from "./people.ts";

/** Somebody of the demo comes with a telephone of their own. */
export async function arrives(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await becomes(page, name);
  return page;
}

/** Gives a ballot in the app: chosen, read once more, given. */
export async function votes(page: Page, address: string, choice: string): Promise<void> {
  await page.goto(`${address}/ballot`);
  await page.getByRole("radio", { name: choice }).check();
  await page.getByRole("button", { name: "看一遍，再投" }).click();
  await page.getByRole("button", { name: "投出" }).click();
  await expect(page.getByRole("status")).toContainText(/您.*一票已记下/u);
}

/** A paper as a clerk has it in hand. */
export interface Paper {
  readonly door: string;
  readonly choice: string;
  readonly where: string;
}

/** Reads one signed paper, as one of the two clerks. */
export async function reads(clerk: Page, address: string, { door, choice, where }: Paper): Promise<void> {
  await clerk.goto(`${address}/papers`);
  await clerk.getByLabel("哪一户").fill(door);
  await clerk.getByRole("button", { name: /^找/ }).click();
  await clerk.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
  await clerk.getByRole("radio", { name: new RegExp(`^${where}`) }).check();
  await clerk.getByRole("button", { name: /^记下/ }).click();
}

/** Counts the sheets, as one of the two scrutineers. */
export async function counts(
  scrutineer: Page,
  address: string,
  sheets: { readonly desk?: number; readonly homeBox?: number; readonly meeting?: number },
): Promise<void> {
  const { desk = 0, homeBox = 0, meeting = 0 } = sheets;
  await scrutineer.goto(`${address}/count`);
  await scrutineer.getByLabel("窗口收的纸票（张）").fill(String(desk));
  await scrutineer.getByLabel("流动票箱的纸票（张）").fill(String(homeBox));
  await scrutineer.getByLabel("会场的纸票（张）").fill(String(meeting));
  await scrutineer.getByRole("button", { name: "交点票单" }).click();
}
