import { expect, test, type Page } from "@playwright/test";
import { answersWhoDecides, becomes, proposalCalled } from "./people.ts";

const radioSquare = (page: Page, name: string) => page.getByRole("radio", { name });

/** From the home page to the receipt; on the way the choice is read once more and changed. */
async function votesWithinAMinute(page: Page, name: string): Promise<void> {
  await becomes(page, name);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await page.getByRole("main").getByRole("link", { name: "我要投票" }).first().click();
  await expect(page.getByRole("group", { name: /周末装修/ })).toBeVisible();
  for (const choice of ["赞成", "反对", "弃权"]) await expect(radioSquare(page, choice)).not.toBeChecked();
  await radioSquare(page, "反对").check();
  await page.getByRole("button", { name: "看一遍，再投" }).click();
  await expect(page.getByText("您选的是“反对”。")).toBeVisible();
  expect(page.url()).not.toContain("against");
  await page.getByRole("button", { name: "改一下" }).click();
  await expect(radioSquare(page, "反对")).toBeChecked();
  await radioSquare(page, "赞成").check();
  await page.getByRole("button", { name: "看一遍，再投" }).click();
  await page.getByRole("button", { name: "投出" }).click();
  await expect(page.getByRole("status")).toContainText("您家的一票已记下");
  const body = page.getByRole("main");
  for (const choice of ["赞成", "反对"]) await expect(body).not.toContainText(choice);
  await page.reload();
  await expect(page.getByRole("status")).toContainText("点票前，谁也看不到投了什么");
}

test("a newcomer votes for his household within a minute @phone", async ({ page }) => {
  await votesWithinAMinute(page, "陈志强");
  await page.goto("/ganghuali");
  await expect(page.getByRole("main").getByRole("heading", { name: /请您投票.*周末装修/u })).toBeHidden();
});

test("of three hours a resident chooses one, reads it once more, and it is in @phone", async ({ page }) => {
  await becomes(page, "王秀珍");
  const lamps = await proposalCalled(page, "院里的路灯几点关");
  await page.goto(`${lamps}/ballot`);
  const main = page.getByRole("main");
  for (const option of ["晚上十点", "夜里十二点", "亮到天亮", "弃权"])
    await expect(main.getByRole("radio", { name: option })).not.toBeChecked();
  await main.getByRole("radio", { name: "夜里十二点" }).check();
  await page.getByRole("button", { name: "看一遍，再投" }).click();
  await expect(main).toContainText("您选的是“夜里十二点”。");
  await page.getByRole("button", { name: "投出" }).click();
  await expect(page.getByRole("status")).toContainText("您家的一票已记下");
  await expect(main).not.toContainText("夜里十二点");
  await page.goto(lamps);
  await expect(main).toContainText("点票前，谁也看不到票数。");
});

test("a woman of 78 votes on an old phone without script @no-script", async ({ page }) => {
  await votesWithinAMinute(page, "石桂兰");
});

test("a ballot without a choice is asked for again, and nothing is cast @phone", async ({
  page,
  request,
}) => {
  await becomes(page, "李秀英");
  await page.getByRole("main").getByRole("link", { name: "我要投票" }).first().click();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await request.post(`${page.url()}?/read`, {
    headers: { cookie, "sec-fetch-site": "same-origin", accept: "text/html" },
    form: { choice: "maybe" },
  });
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("请选一样：赞成、反对，或者弃权。");
  await page.reload();
  await expect(page.getByRole("button", { name: "看一遍，再投" })).toBeVisible();
});

/** Writes a proposal as far as the public page and answers with its address. */
async function proposes(page: Page, title: string): Promise<string> {
  await page.goto("/ganghuali/proposals/new");
  await page.getByLabel("用一句话说是什么事").fill(title);
  await page.getByRole("button", { name: "开始写" }).click();
  await page.getByLabel("现在有什么难处").fill("晚上路灯太暗，台阶看不清。上个月有两位老人摔了跤。");
  await page.getByLabel("您想怎么办").fill("换两盏亮一点的灯。");
  await page.getByLabel("会影响到谁").fill("8号楼");
  await page.getByLabel("大概花多少钱").fill("大约300元");
  await page.getByRole("radio", { name: /只写几号楼/ }).check();
  await page.getByRole("button", { name: "存下来，再看一遍" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await answersWhoDecides(page);
  await page.getByRole("button", { name: "交出去，请邻居附议" }).click();
  await expect(page).toHaveURL(/\/ganghuali\/proposals\/\d{4}-\d+$/);
  return new URL(page.url()).pathname;
}

for (const [how, tag] of [
  ["with script", "@phone"],
  ["without script", "@no-script"],
] as const) {
  test(`a resident proposes and a neighbour co-signs, ${how} ${tag}`, async ({ page, browser }) => {
    const title = how === "with script" ? "8号楼门口换亮一点的灯" : "8号楼后门换亮一点的灯";
    await becomes(page, "王建民");
    const address = await proposes(page, title);
    await expect(page.getByText("8号楼的居民提出")).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("王建民");
    await expect(page.getByText("这是您提的，请邻居来附议。")).toBeVisible();

    const neighbour = await browser.newPage({ javaScriptEnabled: tag === "@phone" });
    await neighbour.goto(address);
    await neighbour.getByRole("link", { name: "登录以后附议" }).click();
    await expect(neighbour).toHaveURL(/\/sign-in\?next=/);
    await becomes(neighbour, "李秀英");
    await neighbour.goto(address);
    await neighbour.getByRole("radio", { name: /^公开/ }).check();
    await neighbour.getByRole("button", { name: "我附议" }).click();
    await expect(neighbour.getByText("您已经附议。")).toBeVisible();
    await expect(neighbour.getByText("已有1人附议")).toBeVisible();
    await expect(neighbour.getByText("李秀英（6号楼）")).toBeVisible();
    await expect(neighbour.getByRole("button", { name: "我附议" })).toBeHidden();
    await neighbour.close();
  });
}

test("what is missing is said beside its field, and what was written stays @no-script", async ({ page }) => {
  await becomes(page, "李秀英");
  await page.goto("/ganghuali/proposals/new");
  await page.getByLabel("用一句话说是什么事").fill("换一盏亮的灯");
  await page.getByRole("button", { name: "开始写" }).click();
  await page.getByLabel("用一句话说是什么事").fill("灯");
  await page.getByLabel("现在有什么难处").fill("太暗");
  await page.getByLabel("您想怎么办").fill("换一盏亮的灯");
  await page.getByLabel("会影响到谁").fill("6号楼");
  await page.getByLabel("大概花多少钱").fill("不知道");
  await page.getByRole("radio", { name: /公开姓名/ }).check();
  await page.getByRole("button", { name: "存下来，再看一遍" }).click();
  await expect(page.getByRole("alert")).toContainText("还差2样，没有交出去");
  await expect(page).toHaveTitle(/^有误：/);
  const title = page.getByLabel("用一句话说是什么事");
  await expect(title).toHaveValue("灯");
  await expect(title).toHaveAttribute("aria-invalid", "true");
  await expect(title).toHaveAccessibleDescription(/至少4个字/);
  await page.getByRole("alert").getByRole("link").first().click();
  await expect(page).toHaveURL(/#title$/);
});

test("words that look like markup are words @phone", async ({ page }) => {
  const marked = `<img src=x onerror=alert(1)>别乱停`;
  await becomes(page, "王建民");
  await page.goto("/ganghuali/proposals/new");
  await page.getByLabel("用一句话说是什么事").fill(marked);
  await page.getByRole("button", { name: "开始写" }).click();
  await page.getByLabel("现在有什么难处").fill("<script>alert(1)</script> 车停在通道上。");
  await page.getByLabel("您想怎么办").fill("[点这里](javascript:alert(1))");
  await page.getByLabel("会影响到谁").fill("' OR 1=1--");
  await page.getByLabel("大概花多少钱").fill("不花钱");
  await page.getByRole("radio", { name: /只写几号楼/ }).check();
  let asked = false;
  page.on("dialog", (dialog) => {
    asked = true;
    void dialog.dismiss();
  });
  await page.getByRole("button", { name: "存下来，再看一遍" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(marked);
  await expect(page.locator("main img, main script")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "点这里" })).toHaveCount(0);
  expect(asked).toBe(false);
  await page.getByRole("button", { name: "不提了" }).click();
});

test("the result explains its arithmetic in words, and passed is not more than half of the ballots but of those present @phone", async ({
  page,
}) => {
  await page.goto(await proposalCalled(page, "消防通道"));
  const main = page.getByRole("main");
  await expect(main).toContainText("名册上有1,486户。要三分之二以上，至少991户。1,012不少于991，够了。");
  await expect(main).toContainText("到会1,012户，一半是506户。640多于506，通过。");
  const cells = main.getByRole("table").first().getByRole("row");
  await expect(cells).toHaveText([
    /票/,
    /赞成.*640/s,
    /反对.*251/s,
    /弃权.*108/s,
    /废票.*13/s,
    /合计到会.*1,012/s,
  ]);
  await expect(main.getByText("迟12个工作日").first()).toBeVisible();
});

test("nobody finds what is not public: a draft, a number that was never given, another community's page @phone", async ({
  page,
}) => {
  for (const path of [
    "/ganghuali/proposals/2019-1",
    "/ganghuali/proposals/0-0",
    "/ganghuali/proposals/drafts/00000000-0000-4000-8000-000000000000",
    "/nowhere",
    "/ganghuali/proposals?after=yesterday",
  ]) {
    const status = (await page.goto(path))?.status();
    expect.soft(status === 404 || page.url().includes("/sign-in"), path).toBe(true);
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有这一页");
});

test("English stands beside every page under /en, and leads on in English @desk", async ({ page }) => {
  await page.goto("/en/ganghuali");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page
    .getByRole("navigation", { name: "Main columns" })
    .or(page.locator("header nav"))
    .getByRole("link", { name: "Proposals" })
    .click();
  await expect(page).toHaveURL(/\/en\/ganghuali\/proposals$/);
  // However many are newer by now, it stands among what was decided.
  await page.goto("/en/ganghuali/proposals?state=decided");
  await page
    .getByRole("main")
    .getByRole("link", { name: /消防通道/ })
    .click();
  await expect(page.getByRole("main")).toContainText("640 is more than 506: passed.");
  await page.getByRole("link", { name: "中文" }).click();
  await expect(page).toHaveURL(/^[^/]*\/\/[^/]+\/ganghuali\/proposals\/\d+-\d+$/);
});
