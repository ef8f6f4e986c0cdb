import { expect, test, type Page } from "@playwright/test";
import { answers, becomes, proposalCalled } from "./people.ts";

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** A file of a roll as somebody keeps it, with a heading above it and a column that is not needed. */
function rollFile(name: string, ...people: readonly string[]) {
  const head = ["青年路社区居民名册", "楼号,单元,室号,姓名,出生日期,电话"];
  return { name, mimeType: "text/csv", buffer: Buffer.from([...head, ...people].join("\r\n")) };
}

test("a registrar imports the first roll, prints a slip and records a post @desk", async ({ page }) => {
  await becomes(page, "郭建平");
  await page.goto("/qingnianlu/work");
  await page.getByRole("link", { name: "导入名册" }).click();
  const wrong = rollFile(
    "名册.csv",
    "1,1,101,韩冬梅,1961-13-02,",
    "1,1,,韩大海,1959-03-04,",
    "2,1,301,150203196001011234,1960-01-01,",
  );
  await page.getByLabel("名册文件").setInputFiles(wrong);
  await press(page, "先看一遍");
  await expect(page.getByRole("alert")).toContainText("有3处要改");
  const rows = page.getByRole("alert").getByRole("row");
  await expect(rows.nth(1)).toContainText("第3行出生日期1961-13-02");
  await expect(rows.nth(3)).toContainText("不要写证件号");
  await expect(page.getByRole("alert")).not.toContainText("150203196001011234");

  const right = rollFile(
    "名册二.csv",
    "1号楼,1单元,101,韩冬梅,1961.3.2,0472-555 0301",
    "1号楼,1单元,101,韩大海,1959-03-04,",
    "2号楼,1单元,301,白春燕,1974年5月6日,",
  );
  await page.getByLabel("名册文件").setInputFiles(right);
  await press(page, "先看一遍");
  await expect(page.getByRole("main")).toContainText("文件名册二.csv：3人，2户，2栋楼。");
  await expect(page.getByRole("main")).toContainText("没有用到的栏，一个字也不留：电话。");
  await expect(page.getByRole("row", { name: /韩冬梅 1-1-101 1961-03-02/ })).toBeVisible();
  await press(page, "收下");
  await expect(page.getByRole("status")).toHaveText("名册收下了。");
  await expect(page.getByRole("definition").first()).toHaveText("3人");

  await page.goto("/qingnianlu/people");
  await page.getByLabel("楼号").fill("2号楼");
  await press(page, "找");
  await press(page, "打印邀请单 白春燕");
  await expect(heading(page)).toContainText("白春燕的邀请单");
  const slip = page.getByRole("article");
  await expect(slip).toContainText(/[0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{3}/);
  await expect(slip.getByRole("img")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(slip).toBeVisible();
  await expect(heading(page)).toBeHidden();
  await page.emulateMedia({ media: null });

  await page.goto("/qingnianlu/posts");
  await page.getByLabel("姓名，或者姓").fill("韩");
  await press(page, "找");
  await page.getByRole("link", { name: "选此人 韩冬梅" }).click();
  await page.getByLabel("什么职务").selectOption("秘书");
  await press(page, "下一步");
  await page.getByLabel("谁选的或谁定的").fill("居民会议");
  await page.getByLabel("记录编号").fill("居民会议记录第1号");
  await page.getByLabel("任到哪天").fill("2099-01-01");
  await press(page, "登记任职");
  await expect(page.getByRole("alert")).toContainText("任期太长了");
  await expect(page.getByLabel("谁选的或谁定的")).toHaveValue("居民会议");
  const year = new Date().getFullYear();
  await page.getByLabel("任到哪天").fill(`${year + 3}-01-01`);
  await press(page, "登记任职");
  await expect(page.getByRole("status")).toHaveText("秘书的任职登记好了。");
  await expect(page.getByRole("heading", { name: /秘书\s*韩冬梅/ })).toBeVisible();
});

/** Keys a door and answers whether the paper of that household can still be read. */
async function keysDoor(page: Page, door: string): Promise<boolean> {
  await expect(page.getByLabel(/哪一户/)).toBeFocused();
  await page.keyboard.type(door);
  await page.keyboard.press("Enter");
  await page.waitForURL(/door=/);
  return page.getByRole("button", { name: "记下" }).isVisible();
}

/** Reads a paper by keys alone, from the choice that has the focus to the button. */
async function readsPaper(page: Page, choice: string, channel: string): Promise<void> {
  await expect(page.getByRole("radio", { name: "赞成" })).toBeFocused();
  await page.getByRole("radio", { name: choice }).press("Space");
  await page.getByRole("radio", { name: channel }).press("Space");
  await page.keyboard.press("Enter");
  await page.waitForURL(/last=/);
}

test("two clerks read signed papers, the second without seeing the first @desk", async ({ browser }) => {
  const [first, second] = [await browser.newPage(), await browser.newPage()];
  await becomes(first, "周敏");
  await becomes(second, "刘芳");
  const papers = `${await proposalCalled(first, "周末装修")}/papers`;
  const open: string[] = [];
  for (let floor = 1; open.length < 2 && floor < 7; floor += 1) {
    for (const flat of ["01", "02"]) {
      await first.goto(papers);
      if (open.length < 2 && (await keysDoor(first, `7 2 ${floor}${flat}`))) open.push(`7-2-${floor}${flat}`);
    }
  }
  const [agreed = "", disputed = ""] = open;

  await first.goto(papers);
  await keysDoor(first, agreed);
  await expect(first.getByText("这是第一遍。")).toBeVisible();
  await readsPaper(first, "反对", "流动票箱");
  await expect(first.getByRole("status")).toContainText(`刚才${agreed}：第一遍记下了`);
  await keysDoor(first, disputed);
  await expect(first.getByRole("radio", { name: "流动票箱" })).toBeChecked();
  await readsPaper(first, "赞成", "流动票箱");

  await second.goto(papers);
  await second.getByRole("main").getByRole("link", { name: agreed }).click();
  await expect(second.getByText("这是第二遍。")).toBeVisible();
  for (const choice of ["赞成", "反对", "弃权", "废票"])
    await expect(second.getByRole("radio", { name: choice })).not.toBeChecked();
  await readsPaper(second, "反对", "流动票箱");
  await expect(second.getByRole("status")).toContainText("两遍一样，这一票记下了");
  await keysDoor(second, disputed);
  await readsPaper(second, "弃权", "流动票箱");
  await expect(second.getByRole("alert")).toContainText("两个人读的不一样，还没有记下");
  await keysDoor(second, agreed);
  await expect(second.getByRole("main")).toContainText("已经投过了");
  await expect(second.getByRole("button", { name: "记下" })).toBeHidden();
  await first.goto(`${papers}?door=${encodeURIComponent("哪里")}`);
  await expect(first.getByRole("alert")).toContainText("没看懂“哪里”");
});

async function handsIn(page: Page, desk: string): Promise<void> {
  await page.getByLabel("窗口收的纸票").fill(desk);
  await page.getByLabel("流动票箱的纸票").fill("12");
  await page.getByLabel("会场的纸票").fill("0");
  await press(page, "交点票单");
}

test("two scrutineers count until they agree, and the secretary publishes @phone", async ({ browser }) => {
  const [one, other, secretary] = [await browser.newPage(), await browser.newPage(), await browser.newPage()];
  await becomes(one, "孙伟");
  await becomes(other, "王秀珍");
  await becomes(secretary, "韩雪梅");
  const proposal = await proposalCalled(one, "打扫一小时");
  await one.goto(`${proposal}/count`);
  await press(one, "交点票单");
  await expect(one.getByLabel("窗口收的纸票")).toBeFocused();
  await handsIn(one, "三十");
  await expect(one.getByRole("alert")).toContainText("请写窗口收了几张");
  await expect(one.getByLabel("流动票箱的纸票")).toHaveValue("12");
  await handsIn(one, "30");
  await expect(one.getByRole("status")).toContainText("收下了，等另一位监票人来点");

  await other.goto(`${proposal}/count`);
  await expect(other.getByRole("main")).not.toContainText("30");
  await handsIn(other, "31");
  await expect(other.getByRole("heading", { name: "两张点票单不一样" })).toBeVisible();
  await secretary.goto(`${proposal}/publish`);
  await expect(secretary.getByRole("heading", { name: "这一步现在不能办" })).toBeVisible();
  await handsIn(other, "30");
  await expect(other).toHaveURL(new RegExp(`${proposal}$`));

  await secretary.goto(`${proposal}/publish`);
  await expect(secretary.getByRole("main")).toContainText(/应到[\d,]+，投票[\d,]+。至少要[\d,]+。/);
  await press(secretary, "公布这个结果");
  await expect(secretary).toHaveURL(/\/notice$/);
  await secretary.goto(`${proposal}/publish`);
  await expect(secretary.getByRole("main")).toContainText("结果已经公布了，不能再公布一次。");
});

test("the second of two reviewers takes a proposal up; returning it needs a ground @desk", async ({
  browser,
}) => {
  const [one, other] = [await browser.newPage(), await browser.newPage()];
  await becomes(one, "刘建军");
  await becomes(other, "李秀英");
  const proposal = await proposalCalled(one, "收废品的喇叭");
  await one.goto(`${proposal}/review`);
  await expect(one.getByRole("main")).toContainText("您已经审查过这一稿了");
  await expect(one.getByRole("button", { name: "记下我的审查" })).toBeHidden();
  await other.goto(`${proposal}/review`);
  await other.getByRole("radio", { name: /^退回/ }).check();
  await press(other, "记下我的审查");
  await expect(other.getByRole("alert")).toContainText("退回要选一条依据");
  await expect(other.getByRole("radio", { name: /^退回/ })).toBeChecked();
  await other.getByRole("radio", { name: /^受理/ }).check();
  await press(other, "记下我的审查");
  await expect(other.getByRole("main")).toContainText("已受理");
});

test("a motion is drafted, studied and scheduled within its bounds @desk", async ({ browser }) => {
  const [chair, branch] = [await browser.newPage(), await browser.newPage()];
  await becomes(chair, "赵丽娜");
  await becomes(branch, "高德胜");
  const proposal = await proposalCalled(chair, "晚十点后广场舞");
  await chair.goto(`${proposal}/motion`);
  await chair.getByLabel("问题", { exact: true }).fill("公约增加“晚十点后广场舞不放音响”，您同意吗？");
  await chair.getByLabel("决定的原话").fill("公约增加一条：晚上十点到早上六点，广场舞不放音响。");
  await chair.getByRole("radio", { name: /每户一票/ }).check();
  await chair.getByLabel("花多少钱（元）").fill("大概两百");
  await chair.getByLabel("钱从哪里来").fill("社区工作经费");
  await chair.getByLabel("谁来办").fill("郝丽萍（居委会委员）");
  await chair.getByLabel("哪天办完").fill("2027-06-30");
  await chair.getByLabel("没通过会怎样").fill("公约不改，照旧互相商量。");
  await press(chair, "定下这一稿");
  await expect(chair.getByRole("alert")).toContainText("请写一个整数");
  await chair.getByLabel("花多少钱（元）").fill("0");
  await press(chair, "定下这一稿");
  await expect(chair.getByRole("main")).toContainText("定了表决稿");

  await branch.goto(`${proposal}/study`);
  await branch.getByLabel("记录编号").fill("支部会议记录第9号");
  await press(branch, "登记");
  await expect(branch).toHaveURL(new RegExp(`${proposal}$`));

  await chair.goto(`${proposal}/schedule`);
  await expect(chair.getByRole("main")).toContainText("提案人还没有说同不同意");
  const author = await browser.newPage();
  await becomes(author, "陈志强");
  await author.goto("/ganghuali");
  await expect(author.getByRole("main")).toContainText("说同不同意表决稿");
  await author.goto(`${proposal}/agreement`);
  await press(author, "同意这一稿");
  await expect(author.getByRole("main")).toContainText("提案人同意这一稿。");

  await chair.goto(`${proposal}/schedule`);
  await expect(chair.getByRole("main")).toContainText("要提前10天通知");
  const earliest = await chair.getByLabel("哪天开始").inputValue();
  await chair.getByLabel("哪天截止").fill(earliest);
  await press(chair, "发通知，定下时间");
  await expect(chair.getByRole("alert")).toContainText("投票时间要在3天到15天之间");
  const last = new Date(Date.parse(earliest) + 6 * 86_400_000).toISOString().slice(0, 10);
  await chair.getByLabel("哪天截止").fill(last);
  await press(chair, "发通知，定下时间");
  await expect(chair.getByRole("main")).toContainText("等待表决");
});

test("a clerk writes a proposal for a neighbour and reads it back @desk", async ({ page }) => {
  await becomes(page, "周敏");
  await page.goto("/ganghuali/people?building=7&name=石桂兰");
  await page.getByRole("link", { name: /替此人办\s*石桂兰/ }).click();
  await expect(page.getByText("正在替")).toBeVisible();
  await expect(page.getByText("经办：周敏")).toBeVisible();
  await page.getByLabel("用一句话说是什么事").fill("7号楼门口装一个扶手");
  await page.getByLabel("现在有什么难处").fill("台阶有三级，下雨天滑，上去没有地方扶。");
  await page.getByLabel("您想怎么办").fill("在门口装一个结实的扶手。");
  await page.getByLabel("影响到谁").fill("7号楼的老人");
  await page.getByLabel("大概花多少钱").fill("不知道");
  await page.getByRole("radio").filter({ visible: true }).last().check();
  await press(page, "写好了，念给本人听");
  await expect(page.getByRole("heading", { name: "念给本人听" })).toBeVisible();
  await press(page, "回去改");
  await expect(page.getByLabel("大概花多少钱")).toHaveValue("不知道");
  await page.getByLabel("大概花多少钱").fill("三百元左右");
  await press(page, "写好了，念给本人听");
  await expect(page.getByRole("main")).toContainText("三百元左右");
  await press(page, "本人同意，公开");
  await expect(page.getByRole("main")).toContainText("请先答这一题");
  await answers(page, 8);
  await press(page, "本人同意，公开");
  await expect(heading(page)).toContainText("7号楼门口装一个扶手");
  await expect(page.getByRole("main")).toContainText("征集附议");
  await expect(page.getByRole("main")).toContainText("本小组的会议决定");
});

test("a step that is late says so until its day is recorded @desk", async ({ page }) => {
  await becomes(page, "韩雪梅");
  await page.goto(`${await proposalCalled(page, "消防通道划线")}/milestones`);
  await expect(page.getByText(/^迟\d+个工作日$/).first()).toBeVisible();
  const open = page.getByRole("button", { name: /^记下做完了/ });
  const before = await open.count();
  await open.last().click();
  await expect(open).toHaveCount(before - 1);
});

test("pages of a post tell everyone else why they are not for them @phone", async ({ page }) => {
  await page.goto("/ganghuali/people");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await becomes(page, "陈志强");
  const proposal = await proposalCalled(page, "周末装修");
  for (const path of [
    "/ganghuali/people",
    `${proposal}/papers`,
    `${proposal}/count`,
    `${proposal}/schedule`,
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(403);
    await expect(page.getByRole("main"), path).toContainText("您现在没有这个职务");
  }
  await page.goto("/ganghuali/posts");
  await expect(page.getByRole("heading", { name: /监票人\s*孙伟/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "登记任职" })).toBeHidden();
});
