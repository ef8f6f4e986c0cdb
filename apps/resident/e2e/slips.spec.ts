import { expect, test, type Browser, type Page } from "@playwright/test";
import { encode } from "uqr";
import { becomes } from "./people.ts";

const home = "/ganghuali";
const password = "一句很长很长很好记的话";
const newPassword = "另一句很长很长很好记的话";

/** How many pages a PDF has. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/gu)?.length ?? 0;
}

/** The dark modules of a drawn code, by their rows, as the path of its rectangles says them. */
function modulesOf(path: string): readonly string[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)/gu)].flatMap(([, x = "0", y = "0", run = "0"]) =>
    Array.from({ length: Number(run) }, (_, at) => `${Number(x) + at} ${y}`),
  );
}

test("a building's slips are printed ten to a sheet, and a code reaches no server by being scanned @desk", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await becomes(page, "周敏");
  await page.goto(`${home}/slips/new`);
  await page.getByLabel("楼号").fill("6");
  await page.getByRole("button", { name: "看要打印多少张" }).click();
  await expect(page.getByText(/要打印\d+张，A4纸\d+页/)).toBeVisible();
  await page.getByRole("button", { name: /^打印\d+张/ }).click();
  const cards = page.getByRole("article");
  await expect(cards.first()).toBeVisible();
  await page.waitForLoadState();
  const count = await cards.count();
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(Math.ceil(count / 10));
  await page.emulateMedia({ media: "print" });
  const cut = await cards.evaluateAll((all) =>
    all.filter((card) => card.scrollHeight > card.clientHeight || card.scrollWidth > card.clientWidth),
  );
  expect(cut).toHaveLength(0);
  await page.emulateMedia({ media: null });

  const code = ((await cards.first().locator(".secret").textContent()) ?? "").replaceAll(" ", "");
  const scanned = `${new URL(page.url()).origin}/slip#${code}`;
  const drawn = modulesOf((await cards.first().locator("svg path").getAttribute("d")) ?? "");
  const wanted = encode(scanned, { ecc: "M", border: 0 }).data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`${x} ${y}`] : [])),
  );
  expect(drawn).toEqual(wanted);

  // Twenty-three of them fill three sheets, none of them cut by the end of a page.
  await cards.evaluateAll((all) => {
    for (const card of all.slice(23)) card.remove();
    for (const sheet of document.querySelectorAll(".sheets > *"))
      if (sheet.children.length === 0) sheet.remove();
  });
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(3);

  const asked: string[] = [];
  const phone = await (await browser.newContext()).newPage();
  phone.on("request", (request) => asked.push(request.url()));
  await phone.goto(scanned);
  await expect(phone.getByLabel("单子上的字符")).toHaveValue(/^\w{3} \w{3} \w{3} \w{3}$/u);
  await expect(phone).toHaveURL(/\/slip$/u);
  expect(asked.filter((address) => address.includes(code))).toEqual([]);
});

/** Somebody who has no account yet gets a slip at the window and opens one with it, on a telephone of their own. */
async function joins(
  clerk: Page,
  browser: Browser,
  signInName: string,
): Promise<{ page: Page; name: string }> {
  await clerk.goto(`${home}/people?building=10`);
  const row = clerk.getByRole("listitem").filter({ hasText: "还没有开通" }).first();
  const name = (await row.getByRole("heading").textContent()) ?? "";
  await row.getByRole("button", { name: /打印邀请单/ }).click();
  const code = (await clerk.locator(".secret").textContent()) ?? "";
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto("/slip");
  await page.getByLabel("单子上的字符").fill(code);
  await page.getByLabel("起一个登录名").fill(signInName);
  await page.getByLabel("设一个密码").fill(password);
  await page.getByLabel("密码再写一遍").fill(password);
  await page.getByRole("button", { name: "开通" }).click();
  await expect(page).toHaveURL(new RegExp(`${home}$`));
  return { page, name };
}

test("a lost password is mended by two clerks, and its owner reads that it was @desk", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await becomes(page, "周敏");
  const { page: lost, name } = await joins(page, browser, "丢了手机的人");
  await page.goto(`${home}/recovery?building=10&name=${encodeURIComponent(name)}`);
  await page
    .getByRole("link", { name: /核对此人/ })
    .first()
    .click();
  await page.getByLabel("我认识本人").check();
  await page.getByRole("button", { name: "核对好了，请同事确认" }).click();
  // The one who began it is not offered to confirm it.
  await expect(page.getByText("请另一位同事用自己的账号来确认。")).toBeVisible();
  await expect(page.getByRole("button", { name: /我也核对了/ })).toHaveCount(0);

  const second = await (await browser.newContext()).newPage();
  await becomes(second, "刘芳");
  await second.goto(`${home}/recovery`);
  await second
    .getByRole("button", { name: /我也核对了/ })
    .first()
    .click();
  const code = (await second.locator(".secret").textContent()) ?? "";

  const found = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await found.goto("/slip/recovery");
  await found.getByLabel("找回单上的字符").fill(code);
  await found.getByRole("button", { name: "下一步" }).click();
  await expect(found.getByLabel("登录名")).toHaveValue("丢了手机的人");
  await found.getByLabel("新密码", { exact: true }).fill(newPassword);
  await found.getByLabel("新密码再写一遍").fill(newPassword);
  await found.getByRole("button", { name: "设好，登录" }).click();
  await expect(found).toHaveURL(/\/account$/u);
  await expect(found.getByText(/窗口帮您找回了账号/)).toBeVisible();
  await found.getByRole("button", { name: "是我办的，知道了" }).click();
  await expect(found.getByText(/窗口帮您找回了账号/)).toHaveCount(0);

  await lost.goto("/account");
  await expect(lost).toHaveURL(/\/sign-in/u);
  await lost.getByLabel("登录名").fill("丢了手机的人");
  await lost.getByLabel("密码").fill(password);
  await lost.getByRole("button", { name: "登录" }).click();
  await expect(lost.getByText("登录名或者密码不对。")).toBeVisible();
});
