import { expect, test, type Browser, type Page } from "@playwright/test";
import { daysPass } from "./clock.ts";
import { answersWhoDecides, becomes } from "./people.ts";

const home = "/qingnianlu";
const password = "青年路上有六棵老榆树";
/** Six households of two, each with a name of its own. */
const households = [..."甲乙丙丁戊己"].map((family, index) => ({
  building: 1 + (index % 2),
  door: 101 + Math.floor(index / 2),
  elder: `${family}老大`,
  younger: `${family}小二`,
}));

function rollFile(firstBirthday: string) {
  const lines = households.flatMap(({ building, door, elder, younger }, index) => [
    `${building},1,${door},${elder},${index === 0 ? firstBirthday : "1958-04-12"}`,
    `${building},1,${door},${younger},1986-09-30`,
  ]);
  const text = ["楼号,单元,室号,姓名,出生日期", ...lines].join("\r\n");
  return { name: "青年路名册.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
}

async function appoints(registrar: Page, name: string, post: string): Promise<void> {
  await registrar.goto(`${home}/posts?name=${encodeURIComponent(name)}`);
  await registrar.getByRole("link", { name: `选此人 ${name}` }).click();
  await registrar.getByLabel("什么职务").selectOption({ label: post });
  await registrar.getByRole("button", { name: "下一步" }).click();
  const asked = registrar.getByLabel("我问过本人");
  if ((await asked.count()) > 0) await asked.check();
  await registrar.getByLabel("谁选的或谁定的").fill("居民会议");
  await registrar.getByLabel("记录编号").fill("第1号决定");
  const year = Number(
    await registrar
      .getByLabel("哪天定的")
      .getAttribute("max")
      .then((day) => day?.slice(0, 4)),
  );
  await registrar.getByLabel("任到哪天").fill(`${year + 2}-06-30`);
  await registrar.getByRole("button", { name: "登记任职" }).click();
  await expect(registrar.getByText(`${post}的任职登记好了。`)).toBeVisible();
}

const signInNames = new WeakMap<Page, string>();

/** Opens a page; who was away for weeks signs in again, and comes back to it. */
async function opens(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const name = signInNames.get(page);
  if (!page.url().includes("/sign-in") || name === undefined) return;
  await page.getByLabel("登录名").fill(name);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
}

/** Prints a slip, hands it over, and opens an account with it on a telephone of their own. */
async function joins(registrar: Page, browser: Browser, name: string): Promise<Page> {
  await registrar.goto(`${home}/people?name=${encodeURIComponent(name)}`);
  await registrar.getByRole("button", { name: /打印邀请单/ }).click();
  const code = (await registrar.locator(".secret").textContent()) ?? "";
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto("/slip");
  await page.getByLabel("单子上的字符").fill(code);
  signInNames.set(page, `青年路${name}`);
  await page.getByLabel("起一个登录名").fill(`青年路${name}`);
  await page.getByLabel("设一个密码").fill(password);
  await page.getByLabel("密码再写一遍").fill(password);
  await page.getByRole("button", { name: "开通" }).click();
  await expect(page).toHaveURL(new RegExp(`${home}$`));
  return page;
}

/** Reads one signed paper, as one of the two clerks. */
async function reads(clerk: Page, address: string, door: string, choice: string): Promise<void> {
  await opens(clerk, `${address}/papers`);
  await clerk.getByLabel("哪一户").fill(door);
  await clerk.getByRole("button", { name: /^找/ }).click();
  await clerk.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
  await clerk.getByRole("radio", { name: /^窗口/ }).check();
  await clerk.getByRole("button", { name: /^记下/ }).click();
}

async function counts(scrutineer: Page, address: string, desk: number): Promise<void> {
  await opens(scrutineer, `${address}/count`);
  await scrutineer.getByLabel("窗口收的纸票（张）").fill(String(desk));
  await scrutineer.getByLabel("流动票箱的纸票（张）").fill("0");
  await scrutineer.getByLabel("会场的纸票（张）").fill("0");
  await scrutineer.getByRole("button", { name: "交点票单" }).click();
}

test("a community begins, and one proposal becomes its first decision, without script @weeks", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);

  await test.step("the registrar reads a roll: first with a fault, then right", async () => {
    await becomes(page, "郭建平");
    await page.goto(`${home}/roll`);
    await page.getByLabel("名册文件").setInputFiles(rollFile("1958-02-30"));
    await page.getByRole("button", { name: "先看一遍" }).click();
    await expect(page.getByRole("main")).toContainText("1958-02-30");
    await expect(page.getByRole("button", { name: "收下" })).toBeHidden();
    await page.goto(`${home}/roll`);
    await page.getByLabel("名册文件").setInputFiles(rollFile("1958-02-28"));
    await page.getByRole("button", { name: "先看一遍" }).click();
    await expect(page.getByRole("main")).toContainText("12人，6户，2栋楼");
    // Who came in by another story goes, which asks once more; on an empty roll nobody goes and nothing is asked.
    const sure = page.getByRole("checkbox", { name: /看过了，就是这样/ });
    if ((await sure.count()) > 0) await sure.check();
    await page.getByRole("button", { name: "收下" }).click();
    await expect(page.getByRole("main")).toContainText("名册收下了。");
    await page.goto(`${home}/roll`);
    await expect(page.getByRole("main")).toContainText("6户");
  });

  const posts = {
    甲老大: "审查人",
    乙老大: "审查人",
    丙老大: "窗口工作人员",
    丁老大: "窗口工作人员",
    戊老大: "监票人",
    己老大: "监票人",
    甲小二: "前置研究记录人",
    乙小二: "秘书",
    丙小二: "副主任",
  } as const;
  const people = new Map<string, Page>();
  const as = (name: string) => {
    const found = people.get(name);
    if (!found) throw new Error(`${name} has no telephone in this story`);
    return found;
  };

  await test.step("posts are given, slips are printed and used", async () => {
    for (const [name, post] of Object.entries(posts)) {
      await appoints(page, name, post);
      people.set(name, await joins(page, browser, name));
    }
    await appoints(page, "乙老大", "居委会委员");
    for (const name of ["丁小二", "戊小二", "己小二"]) people.set(name, await joins(page, browser, name));
  });

  let address = "";
  await test.step("a resident proposes, a neighbour co-signs", async () => {
    const author = as("丁小二");
    await author.goto(`${home}/proposals/new`);
    await author.getByLabel("用一句话说是什么事").fill("老榆树下放两张石桌");
    await author.getByRole("button", { name: "开始写" }).click();
    await author.getByLabel("现在有什么难处").fill("老人下棋没有桌子，蹲在路边，车来车往。");
    await author.getByLabel("您想怎么办").fill("在老榆树下放两张石桌。");
    await author.getByLabel("会影响到谁").fill("两栋楼的居民");
    await author.getByLabel("大概花多少钱").fill("大约2000元");
    await author.getByRole("radio", { name: /^公开姓名/ }).check();
    await author.getByRole("button", { name: "存下来，再看一遍" }).click();
    await answersWhoDecides(author);
    await author.getByRole("button", { name: "交出去，请邻居附议" }).click();
    await expect(author.getByText("丁小二提出")).toBeVisible();
    address = new URL(author.url()).pathname;
    const neighbour = as("戊小二");
    await neighbour.goto(address);
    await neighbour.getByRole("radio", { name: /^不公开/ }).check();
    await neighbour.getByRole("button", { name: "我附议" }).click();
    await expect(neighbour.getByRole("main")).toContainText("等待审查");
  });

  await test.step("two reviewers admit it, one of them not from the committee", async () => {
    for (const name of ["乙老大", "甲老大"]) {
      const reviewer = as(name);
      await reviewer.goto(home);
      await reviewer.getByRole("link", { name: "我来审查" }).click();
      await reviewer.getByRole("radio", { name: /^受理/ }).check();
      await reviewer.getByRole("button", { name: "记下我的审查" }).click();
    }
    await expect(as("甲老大").getByRole("main")).toContainText("已受理");
  });

  await test.step("the motion is drafted, studied and scheduled with its notice", async () => {
    const secretary = as("乙小二");
    await secretary.goto(`${address}/motion`);
    await secretary.getByRole("radio", { name: /^居民会议，每户一票/ }).check();
    await secretary.getByLabel("问题").fill("老榆树下放两张石桌，您同意吗？");
    await secretary.getByLabel("决定的原话").fill("在老榆树下放两张石桌，配八个石凳，不占路。");
    await secretary.getByLabel("花多少钱（元）").fill("2000");
    await secretary.getByLabel("钱从哪里来").fill("社区工作经费");
    await secretary.getByLabel("谁来办").fill("丙小二");
    await secretary.getByLabel("哪天办完").fill("2029-06-30");
    await secretary.getByLabel("没通过会怎样").fill("树下照旧。");
    await secretary.getByRole("button", { name: "定下这一稿" }).click();
    const author = as("丁小二");
    await author.goto(`${address}/agreement`);
    await author.getByRole("button", { name: "同意这一稿" }).click();
    await expect(author.getByRole("main")).toContainText("提案人同意这一稿。");
    const branch = as("甲小二");
    await branch.goto(`${address}/study`);
    const today =
      (await branch.getByLabel("哪天研究的").inputValue()) || new Date().toISOString().slice(0, 10);
    await branch.getByLabel("哪天研究的").fill(today);
    await branch.getByLabel("记录编号").fill("支部会议记录第3号");
    await branch.getByRole("button", { name: "登记" }).click();
    const convener = as("丙小二");
    await convener.goto(`${address}/schedule`);
    await expect(convener.getByRole("main")).toContainText("名册上有6户。至少4户投票才有效。");
    const earliest = await convener.getByLabel("哪天开始").inputValue();
    const tooEarly = new Date(Date.parse(`${earliest}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    await convener.getByLabel("哪天开始").fill(tooEarly);
    await convener.locator("form").evaluate((form) => form.setAttribute("novalidate", ""));
    await convener.getByRole("button", { name: "发通知，定下时间" }).click();
    await expect(convener.getByRole("main")).toContainText("要提前10天通知。");
    await convener.goto(`${address}/schedule`);
    await convener.getByRole("button", { name: "发通知，定下时间" }).click();
    await expect(convener.getByRole("main")).toContainText("等待表决");
  });

  await test.step("it cannot be voted on before its day; then papers are read twice", async () => {
    await as("戊小二").goto(`${address}/ballot`);
    await expect(as("戊小二").getByRole("main")).toContainText("现在不能投票");
    daysPass(12);
    const doors = households.slice(0, 5).map(({ building, door }) => `${building}-1-${door}`);
    for (const [index, door] of doors.entries()) {
      const choice = index < 3 ? "赞成" : index === 3 ? "反对" : "废票";
      await reads(as("丙老大"), address, door, choice);
      await expect(as("丙老大").getByRole("main")).toContainText("第一遍记下了");
      await reads(as("丁老大"), address, door, choice);
      await expect(as("丁老大").getByRole("main")).toContainText("两遍一样，这一票记下了");
    }
    await page.goto(address);
    await expect(page.getByRole("main")).toContainText("已有5户投票。至少要4户，够了。");
    await expect(page.getByRole("main")).not.toContainText("赞成3");
  });

  await test.step("a household votes in the app, which is advisory here: no charter lets it count", async () => {
    const elector = as("己小二");
    await opens(elector, `${address}/ballot`);
    await expect(elector.getByRole("main")).toContainText("只征求意见");
    await elector.getByRole("radio", { name: "赞成" }).check();
    await elector.getByRole("button", { name: "看一遍，再投" }).click();
    await elector.getByRole("button", { name: "投出" }).click();
    await expect(elector.getByRole("status")).toContainText("已记下");
  });

  await test.step("two scrutineers count, after the close and not before", async () => {
    await opens(as("戊老大"), `${address}/count`);
    await expect(as("戊老大").getByRole("main")).toContainText("投票还没有截止，不能点票");
    daysPass(7);
    await counts(as("戊老大"), address, 5);
    await expect(as("戊老大").getByRole("main")).toContainText("等另一位监票人来点");
    await counts(as("己老大"), address, 4);
    await expect(as("己老大").getByRole("main")).toContainText("两位监票人的数不一样");
    await counts(as("己老大"), address, 5);
    await page.goto(address);
    const main = page.getByRole("main");
    await expect(main).toContainText("名册上有6户。要三分之二以上，至少4户。5不少于4，够了。");
    await expect(main).toContainText("到会5户。赞成要超过一半，至少3户。3不少于3，通过。");
    await expect(main).toContainText("另有1票在网上表达意见，不计入结果。");
  });

  await test.step("it is published, takes effect after its notice, and is carried out", async () => {
    const secretary = as("乙小二");
    await opens(secretary, `${address}/publish`);
    await secretary.getByRole("button", { name: "公布这个结果" }).click();
    await page.goto(address);
    await expect(page.getByRole("main")).toContainText("已通过，正在公示");
    await page.getByRole("link", { name: "打印公告" }).click();
    await expect(page.getByRole("article")).toContainText("居民会议");
    daysPass(8);
    const convener = as("丙小二");
    await opens(convener, `${address}/milestones`);
    await convener.getByLabel("做什么").first().fill("买石桌");
    await convener.getByLabel("谁负责").first().fill("丙小二");
    await convener.getByLabel("哪天做完").first().fill("2029-03-31");
    await convener.getByRole("button", { name: "定下这些步骤" }).click();
    await page.goto(address);
    await expect(page.getByRole("main")).toContainText("正在落实");
    await expect(page.getByRole("main")).toContainText("买石桌");
  });
});
