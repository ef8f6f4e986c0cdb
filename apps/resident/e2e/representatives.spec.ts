import { expect, test, type Browser, type Page } from "@playwright/test";
import { daysPass } from "./clock.ts";
import { becomes, proposalCalled } from "./people.ts";

async function arrives(browser: Browser, name: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  await becomes(page, name);
  return page;
}

test("more were for the bins than against them, and everybody reads why they were rejected @phone", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const bins = await proposalCalled(page, "加两组分类桶");
  const main = page.getByRole("main");

  await test.step("a stranger reads the arithmetic, and that those who abstained came as well", async () => {
    await page.goto(bins);
    await expect(main).toContainText("名册上有50人。要三分之二以上，至少34人。36不少于34，够了。");
    await expect(main).toContainText("到会36人，一半是18人。17不多于18，没有通过。");
    await expect(main).toContainText("赞成比反对多，为什么没通过？");
    await expect(main).toContainText("弃权的6票也到了会，也算在36里。");
    await expect(main.getByRole("table").getByRole("row")).toHaveText([
      /票/,
      /赞成.*17/s,
      /反对.*13/s,
      /弃权.*6/s,
      /废票.*0/s,
      /合计到会.*36/s,
    ]);
    await page.goto(`${bins}/notice`);
    await expect(main).toContainText("居民代表会议没有通过以下事项");
  });

  const voted = { 陈志强: "赞成", 赵丽娜: "赞成", 马国栋: "反对", 石桂兰: "弃权" } as const;
  for (const [name, choice] of Object.entries(voted)) {
    await test.step(`${name} sees how they voted, and nobody else's choice`, async () => {
      await becomes(page, name);
      await page.goto(bins);
      await expect(main).toContainText(`您投的是“${choice}”。`);
      await expect(main).not.toContainText("您家");
    });
  }

  const over = { 周敏: "papers", 刘芳: "papers", 孙伟: "count", 王秀珍: "count", 韩雪梅: "publish" } as const;
  for (const [name, work] of Object.entries(over)) {
    await test.step(`nothing is left to ${name}`, async () => {
      await becomes(page, name);
      await page.goto(`${bins}/${work}`);
      await expect(main.getByRole("button", { name: /^(记下|交点票单|公布这个结果)$/ })).toHaveCount(0);
    });
  }
});

async function votes(page: Page, address: string, choice: string): Promise<void> {
  await page.goto(`${address}/ballot`);
  await page.getByRole("radio", { name: choice }).check();
  await page.getByRole("button", { name: "看一遍，再投" }).click();
  await page.getByRole("button", { name: "投出" }).click();
  await expect(page.getByRole("status")).toContainText("您的一票已记下");
}

async function reads(clerk: Page, address: string, door: string, choice: string): Promise<void> {
  await clerk.goto(`${address}/papers`);
  await clerk.getByLabel("哪一户").fill(door);
  await clerk.getByRole("button", { name: /^找/ }).click();
  await clerk.getByRole("radio", { name: new RegExp(`^${choice}`) }).check();
  await clerk.getByRole("radio", { name: /^会场/ }).check();
  await clerk.getByRole("button", { name: /^记下/ }).click();
}

async function counts(scrutineer: Page, address: string, meeting: number): Promise<void> {
  await scrutineer.goto(`${address}/count`);
  await scrutineer.getByLabel("窗口收的纸票（张）").fill("0");
  await scrutineer.getByLabel("流动票箱的纸票（张）").fill("0");
  await scrutineer.getByLabel("会场的纸票（张）").fill(String(meeting));
  await scrutineer.getByRole("button", { name: "交点票单" }).click();
}

test("representatives meet: some vote in the app, some on paper, too few come, and the page says so @meeting", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const canteen = await proposalCalled(page, "周末供一顿热饭");
  await page.goto(canteen);
  const main = page.getByRole("main");
  await expect(main).toContainText("居民代表会议：代表和居委会成员，每人一票。");
  daysPass(7);

  const clerks = [await arrives(browser, "周敏"), await arrives(browser, "刘芳")] as const;
  await test.step("a representative and the chair vote in the app; who is neither has no ballot", async () => {
    await votes(await arrives(browser, "陈志强"), canteen, "赞成");
    await votes(await arrives(browser, "赵丽娜"), canteen, "赞成");
    const other = await arrives(browser, "王建民");
    await other.goto(`${canteen}/ballot`);
    await expect(other.getByRole("main")).toContainText("这一次的名册上没有您");
  });

  await test.step("two clerks read the papers of the meeting", async () => {
    const papers = { "7-3-502": "赞成", "3-8-203": "赞成", "3-5-402": "反对", "10-1-201": "弃权" } as const;
    for (const [door, choice] of Object.entries(papers)) {
      for (const clerk of clerks) await reads(clerk, canteen, door, choice);
      await expect(clerks[1].getByRole("main")).toContainText("两遍一样，这一票记下了");
    }
    await page.goto(canteen);
    await expect(main).toContainText("已有6人投票。至少要34人才有效，还差28人。");
  });

  await test.step("two scrutineers count after the close, and the secretary publishes", async () => {
    daysPass(2);
    const [one, other] = [await arrives(browser, "孙伟"), await arrives(browser, "王秀珍")];
    await counts(one, canteen, 4);
    await counts(other, canteen, 4);
    const secretary = await arrives(browser, "韩雪梅");
    await secretary.goto(`${canteen}/publish`);
    await secretary.getByRole("button", { name: "公布这个结果" }).click();
    await expect(secretary).toHaveURL(/\/notice$/);
    await expect(secretary.getByRole("heading", { level: 1 })).toContainText("居民代表会议");
  });

  await page.goto(canteen);
  await expect(main).toContainText("名册上有50人。要三分之二以上，至少34人。6少于34，人数不够，这次不算数。");
  await expect(main).toContainText("到会不够，票没有拆开读。");
});
