import { expect, test, type Page } from "@playwright/test";
import { answersWhoDecides, becomes, proposalCalled } from "./people.ts";

// Thirteen people: who wrote it, ten who put their names to it, and two who sent it back and then took it up.

const title = "喂猫的碗收到一处";
const supporters = [
  ...["石桂兰", "陈志强", "王建民", "赵丽娜", "马国栋"],
  ...["韩雪梅", "孙伟", "周敏", "刘芳", "高德胜"],
] as const;

async function proposes(author: Page): Promise<string> {
  await author.goto("/ganghuali/proposals/new");
  await author.getByLabel("用一句话说是什么事").fill(title);
  await author.getByRole("button", { name: "开始写" }).click();
  await author.getByLabel("现在有什么难处").fill("喂猫的碗摆了一路，招来老鼠。喂猫的那位太自私了。");
  await author.getByLabel("您想怎么办").fill("把碗收到2号楼后面一处，每天冲洗。");
  await author.getByLabel("会影响到谁").fill("2号楼的住户，喂猫的邻居");
  await author.getByLabel("大概花多少钱").fill("不花钱");
  await author.getByRole("radio", { name: /^公开姓名/ }).check();
  await author.getByRole("button", { name: "存下来，再看一遍" }).click();
  await answersWhoDecides(author);
  await author.getByRole("button", { name: "交出去，请邻居附议" }).click();
  await expect(author).toHaveURL(/\/ganghuali\/proposals\/\d{4}-\d+$/);
  return new URL(author.url()).pathname;
}

async function supports(page: Page, address: string, name: string): Promise<void> {
  await becomes(page, name);
  await page.goto(address);
  await page.getByRole("radio", { name: /^公开/ }).check();
  await page.getByRole("button", { name: "我附议" }).click();
  await expect(page.getByText("您已经附议。")).toBeVisible();
}

async function sendsBack(reviewer: Page, address: string, reason: string): Promise<void> {
  await reviewer.goto(`${address}/review`);
  await reviewer.getByRole("radio", { name: /^退回/ }).check();
  await reviewer.getByRole("radio", { name: "针对个人，伤人名誉" }).check();
  await reviewer.getByLabel("写给提出人的话").fill(reason);
  await reviewer.getByRole("button", { name: "记下我的审查" }).click();
}

async function takesUp(reviewer: Page, address: string): Promise<void> {
  await reviewer.goto(`${address}/review`);
  await reviewer.getByRole("radio", { name: /^受理/ }).check();
  await reviewer.getByRole("button", { name: "记下我的审查" }).click();
}

test("a proposal comes back for its wording, is mended, and is taken up with the support it had @phone", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const author = await browser.newPage();
  await becomes(author, "王秀珍");
  const address = await proposes(author);

  await test.step("ten neighbours put their names to it", async () => {
    const page = await browser.newPage();
    for (const name of supporters) await supports(page, address, name);
    await expect(page.getByRole("main")).toContainText("等待审查");
    await page.close();
  });

  const [first, second] = [await browser.newPage(), await browser.newPage()];
  await becomes(first, "刘建军");
  await becomes(second, "李秀英");

  await test.step("one reviewer alone decides nothing; with the second it goes back, with both reasons in public", async () => {
    await sendsBack(first, address, "“太自私了”说的是人，不是事，请改一改。");
    await expect(first.getByRole("main")).toContainText("等待审查");
    await sendsBack(second, address, "留下老鼠和碗的事就行。");
    const stranger = await browser.newPage();
    await stranger.goto(address);
    const main = stranger.getByRole("main");
    await expect(main).toContainText("退给提出人修改");
    await expect(main).toContainText("攻击个人");
    await expect(main).toContainText("说的是人，不是事");
    await stranger.close();
  });

  await test.step("the author mends it: the number and the ten names stay", async () => {
    await author.goto(address);
    await author.getByRole("link", { name: "改好再交" }).click();
    await author.getByRole("link", { name: "改一改" }).click();
    await author
      .getByLabel("现在有什么难处")
      .fill("喂猫的碗摆了一路，剩饭招来老鼠。喂猫是好事，地方要定下来。");
    await author.getByRole("button", { name: "存下来，再看一遍" }).click();
    await author.getByRole("button", { name: "改好了，再交审查" }).click();
    await expect(author).toHaveURL(new RegExp(`${address}$`));
    await expect(author.getByRole("main")).toContainText("等待审查");
    await expect(author.getByRole("main")).toContainText("已有10人附议");
    await expect(author.getByRole("main")).not.toContainText("太自私了。");
  });

  await test.step("both reviewers take it up", async () => {
    await takesUp(first, address);
    await takesUp(second, address);
    const main = second.getByRole("main");
    await expect(main).toContainText("已经受理，等着写表决稿");
    await expect(main).toContainText("两人审查，退回修改");
    await expect(main).toContainText("改好，再交审查");
    await expect(main).toContainText("两人审查，受理");
  });
});

test("who reads the dance's proposal learns that it came back once, and who decides it @desk", async ({
  page,
}) => {
  await page.goto(await proposalCalled(page, "晚十点后广场舞"));
  const main = page.getByRole("main");
  await expect(main).toContainText("两人审查，退回修改");
  await expect(main).toContainText("这件事由居民会议决定");
  await expect(main).not.toContainText("一点公德也没有");
});
