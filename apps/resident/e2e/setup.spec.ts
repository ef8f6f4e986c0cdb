import { expect, test, type Browser, type Page } from "@playwright/test";
import { openEmptyHouse, type EmptyHouse } from "./empty-house.ts";

const long = "老榆树下有两张石桌，八个石凳";
let house: EmptyHouse;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  house = await openEmptyHouse();
});
test.afterAll(() => house.stop());

/** Six households of two, each with a name of its own. */
const households = [..."甲乙丙丁戊己"].flatMap((family, index) => {
  const where = `${1 + (index % 2)},1,${101 + Math.floor(index / 2)}`;
  return [`${where},${family}老大,1958-04-12`, `${where},${family}小二,1986-09-30`];
});
const rollFile = (lines: readonly string[]) => ({
  name: "名册.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["楼号,单元,室号,姓名,出生日期", ...lines].join("\r\n")),
});

/** A telephone of somebody's own, without script. */
async function telephone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: house.origin,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
    locale: "zh-CN",
  });
  return context.newPage();
}

/** What the page says is missing until a first vote can be held. */
async function missing(page: Page, slug: string): Promise<readonly string[]> {
  await page.goto(`/${slug}/ready`);
  const lines = await page.locator("#needed h3").allTextContents();
  return lines.filter((line) => line.startsWith("还差")).map((line) => line.slice(2).trim());
}

/** Writes the code in, and comes to the form. */
async function writesCode(page: Page, code: string): Promise<void> {
  await page.goto("/setup");
  await page.getByLabel("终端里的安装码").fill(code);
  await page.getByRole("button", { name: "下一步" }).click();
}

async function describes(page: Page, community: string, slug: string): Promise<void> {
  const fields = {
    ...{ 市和区: "包头市青山区", 街道: "榆树街道", 社区的全名: community, 网址: slug },
    ...{ 社区电话: "0472-555 0100", 窗口在哪里: "1号楼1层", 登记员的姓名: "石登记" },
    ...{ 谁选的: "居民选举委员会", 哪天选的: "2026-01-10", 选举记录编号: "选举记录1号" },
  };
  for (const [label, words] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(words);
}

async function appoints(page: Page, slug: string, name: string, post: string): Promise<void> {
  await page.goto(`/${slug}/posts?name=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name: `选此人 ${name}` }).click();
  await page.getByLabel("什么职务").selectOption({ label: post });
  await page.getByRole("button", { name: "下一步" }).click();
  const asked = page.getByLabel("我问过本人");
  if ((await asked.count()) > 0) await asked.check();
  await page.getByLabel("谁选的或谁定的").fill("居民会议");
  await page.getByLabel("记录编号").fill("第1号决定");
  const today = (await page.getByLabel("哪天定的").getAttribute("max")) ?? "";
  await page.getByLabel("任到哪天").fill(`${Number(today.slice(0, 4)) + 2}-06-30`);
  await page.getByRole("button", { name: "登记任职" }).click();
  await expect(page.getByText(`${post}的任职登记好了。`)).toBeVisible();
}

/** Prints a slip, and reads the code on it. */
async function prints(page: Page, slug: string, name: string): Promise<string> {
  await page.goto(`/${slug}/people?name=${encodeURIComponent(name)}`);
  await page.getByRole("button", { name: /打印邀请单/ }).click();
  return (await page.locator(".secret").first().textContent()) ?? "";
}

/** Opens an account with the slip, on a telephone of their own. */
async function redeems(browser: Browser, slug: string, name: string, code: string): Promise<Page> {
  const page = await telephone(browser);
  await page.goto("/slip");
  await page.getByLabel("单子上的字符").fill(code);
  await page.getByLabel("起一个登录名").fill(name);
  await page.getByLabel("设一个密码").fill(long);
  await page.getByLabel("密码再写一遍").fill(long);
  await page.getByRole("button", { name: "开通" }).click();
  await expect(page).toHaveURL(new RegExp(`/${slug}(?:/|$)`));
  return page;
}

async function importsRoll(page: Page, slug: string, lines: readonly string[]): Promise<void> {
  await page.goto(`/${slug}/roll`);
  await page.getByLabel("名册文件").setInputFiles(rollFile(lines));
  await page.getByRole("button", { name: "先看一遍" }).click();
  await page.getByRole("button", { name: "收下" }).click();
  await expect(page.getByText("名册收下了。")).toBeVisible();
}

test("an empty house becomes a community that can vote, then a second one with the same people in both @no-script", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const slug = "yushuli";
  const registrar = await telephone(browser);

  await test.step("without a terminal the start prints no code, and the operator asks for one", async () => {
    expect(house.words()).toContain("yishi setup");
    expect(house.words()).not.toMatch(/(?:[2-9A-Z]{3} ){5}/u);
    await registrar.goto("/");
    await expect(registrar.getByRole("main")).toContainText("还没有社区");
  });

  await test.step("the code opens the form: a newer one ends the older, and a wrong one opens nothing", async () => {
    const older = await house.setupCode();
    const code = await house.setupCode();
    await writesCode(registrar, "ABC DEF GHJ KMN PQR STV");
    await expect(registrar.getByRole("alert")).toContainText("没有这个安装码");
    await writesCode(registrar, older);
    await expect(registrar.getByRole("alert")).toContainText("过期");
    await writesCode(registrar, code);
    await expect(registrar.getByLabel("网址", { exact: true })).toBeVisible();
    expect(registrar.url()).not.toContain(code.slice(0, 3));
  });

  await test.step("the registrar names the place and themself; what was written stays when the address does not do", async () => {
    await describes(registrar, "榆树里社区", "setup");
    const signs = async () => {
      await registrar.getByLabel("登录名", { exact: true }).fill("石登记");
      await registrar.getByLabel("密码", { exact: true }).fill(long);
      await registrar.getByLabel(/^密码再写一遍/).fill(long);
      await registrar.getByRole("button", { name: "开设社区" }).click();
    };
    await signs();
    await expect(registrar.getByRole("alert")).toContainText("网站自己要用的词");
    await expect(registrar.getByLabel("社区的全名", { exact: true })).toHaveValue("榆树里社区");
    await registrar.getByLabel("网址", { exact: true }).fill(slug);
    await signs();
    await expect(registrar).toHaveURL(new RegExp(`/${slug}/ready$`));
    await expect(registrar.getByRole("main")).toContainText("还差7样");
  });

  await test.step("the roll is imported", async () => {
    expect(await missing(registrar, slug)).toEqual([
      ...["居民名册", "能召集表决的人", "秘书", "审查人", "前置研究记录人", "窗口工作人员", "监票人"],
    ]);
    await registrar.getByRole("link", { name: "导入名册" }).click();
    await importsRoll(registrar, slug, households);
    expect(await missing(registrar, slug)).not.toContain("居民名册");
  });

  const people = new Map<string, Page>();
  const as = (name: string) => {
    const found = people.get(name);
    if (!found) throw new Error(`${name} has no telephone in this story`);
    return found;
  };

  await test.step("two clerks and the chair are appointed, and open their accounts", async () => {
    for (const name of ["乙老大", "丙老大"]) await appoints(registrar, slug, name, "窗口工作人员");
    expect(await missing(registrar, slug)).toContain("窗口工作人员");
    await expect(registrar.getByRole("main")).toContainText("另有2人任职了");
    for (const name of ["乙老大", "丙老大", "甲老大"])
      people.set(name, await redeems(browser, slug, name, await prints(registrar, slug, name)));
    expect(await missing(registrar, slug)).not.toContain("窗口工作人员");
    await appoints(registrar, slug, "甲老大", "主任");
    // The registrar's post has lapsed: the page still says what is missing, and no longer offers them to do it.
    expect(await missing(registrar, slug)).toEqual(["秘书", "审查人", "前置研究记录人", "监票人"]);
    await expect(registrar.getByRole("link", { name: "登记谁担任什么职务" })).toBeHidden();
  });

  await test.step("the chair appoints the others, a clerk prints their slips, and with each one thing less is missing", async () => {
    const chair = as("甲老大");
    const posts = [
      ["乙小二", "秘书", ["审查人", "前置研究记录人", "监票人"]],
      ["丁老大", "审查人", ["审查人", "前置研究记录人", "监票人"]],
      ["丁小二", "审查人", ["前置研究记录人", "监票人"]],
      ["戊老大", "前置研究记录人", ["监票人"]],
      ["己老大", "监票人", ["监票人"]],
    ] as const;
    for (const [name, post, left] of posts) {
      await appoints(chair, slug, name, post);
      people.set(name, await redeems(browser, slug, name, await prints(as("乙老大"), slug, name)));
      expect(await missing(chair, slug), name).toEqual(left);
      await expect(chair.getByRole("main")).not.toContainText("可以举行表决了");
    }
    await appoints(chair, slug, "己小二", "监票人");
    people.set("己小二", await redeems(browser, slug, "己小二", await prints(as("乙老大"), slug, "己小二")));
    expect(await missing(chair, slug)).toEqual([]);
    await expect(chair.getByRole("main")).toContainText("可以举行表决了");
  });

  await test.step("the chair enters the charter, and anyone sees that the first vote can be held", async () => {
    const chair = as("甲老大");
    await adoptsCharter(chair, slug);
    const stranger = await telephone(browser);
    await stranger.goto(`/${slug}`);
    await expect(stranger.getByRole("main")).toContainText("可以举行第一次表决了");
    await stranger.goto(`/${slug}/ready`);
    await expect(stranger.getByRole("main")).toContainText("手机投票算数");
    await stranger.goto(`/districts/${encodeURIComponent("包头市青山区")}`);
    await expect(stranger.getByRole("main")).toContainText("可以表决了");
    await expect(stranger.getByRole("main")).not.toContainText("甲老大");
  });

  await test.step("a second community: the same account, and what one is in one, one is not in the other", async () => {
    await writesCode(registrar, await house.setupCode());
    await describes(registrar, "石桥社区", "shiqiao");
    await expect(registrar.getByRole("main")).toContainText("您已经用“石登记”登录");
    await registrar.getByRole("button", { name: "开设社区" }).click();
    await expect(registrar).toHaveURL(/\/shiqiao\/ready$/);
    await expect(registrar.getByRole("link", { name: "登记谁担任什么职务" }).first()).toBeVisible();
    await importsRoll(registrar, "shiqiao", ["1,1,101,甲老大,1958-04-12", "1,1,101,庚小二,1990-02-01"]);
    const code = await prints(registrar, "shiqiao", "甲老大");
    const chair = as("甲老大");
    await chair.goto("/slip");
    await chair.getByLabel("单子上的字符").fill(code);
    await chair.getByRole("button", { name: "加入这个社区" }).click();
    await expect(chair).toHaveURL(/\/shiqiao(?:\/|$)/);
    await chair.goto("/shiqiao/posts");
    await expect(chair.getByRole("heading", { name: "登记任职" })).toBeHidden();
    await chair.goto(`/${slug}/posts`);
    await expect(chair.getByRole("heading", { name: "登记任职" })).toBeVisible();
    await registrar.goto(`/${slug}/posts`);
    await expect(registrar.getByRole("heading", { name: "登记任职" })).toBeHidden();
    await registrar.goto("/shiqiao/posts");
    await expect(registrar.getByRole("heading", { name: "登记任职" })).toBeVisible();
  });

  await test.step("a registrar from outside is refused while somebody may appoint", async () => {
    await expect(house.setupCode("--community", slug)).rejects.toThrow(/can still record posts/);
    await expect(house.setupCode("--community", "no-such-place")).rejects.toThrow(/There is no community/);
  });
});

async function adoptsCharter(chair: Page, slug: string): Promise<void> {
  await chair.goto(`/${slug}/ready`);
  await chair.getByRole("link", { name: "登记通过的章程" }).click();
  await chair.getByLabel("章程原文").fill("居民会议的表决可以在手机上投票，也可以投纸票，一样算数。");
  await chair.getByRole("radio", { name: /^算数/ }).check();
  await chair.getByRole("radio", { name: /^章程没有写/u }).check();
  await chair.getByLabel("纸面记录写的什么").fill("居民会议第1号决定");
  await chair.getByLabel("哪天通过的").fill("2026-01-20");
  await chair.getByRole("button", { name: "登记", exact: true }).click();
  await expect(chair.getByRole("main")).toContainText("居民会议第1号决定");
}
