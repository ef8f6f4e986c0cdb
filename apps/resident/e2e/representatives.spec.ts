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
    await expect(main.getByRole("table").first().getByRole("row")).toHaveText([
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

/** Somebody who takes the list at the door enters whoever of a building comes, one after another, until so many are there. */
async function enters(clerk: Page, meeting: string, wanted: number): Promise<void> {
  await clerk.goto(`${meeting}/attendance`);
  const main = clerk.getByRole("main");
  for (let there = 0; there < wanted; there += 1) {
    await main.getByRole("button", { name: /到了$/ }).first().click();
    await expect(main).toContainText(`现到${there + 1}人`);
  }
}

/** A counter writes what they saw. */
async function handsIn(counter: Page, motion: string, seen: readonly number[]): Promise<void> {
  await counter.goto(`${motion}/hands`);
  const fields = ["赞成，举手的（个）", "反对，举手的（个）", "弃权，举手的（个）", "一次也没举手的（个）"];
  for (const [at, field] of fields.entries()) await counter.getByLabel(field).fill(String(seen[at] ?? 0));
  await counter.getByRole("button", { name: "交我点的数" }).click();
}

async function counts(scrutineer: Page, address: string): Promise<void> {
  await scrutineer.goto(`${address}/count`);
  for (const place of ["窗口收的纸票（张）", "流动票箱的纸票（张）", "会场的纸票（张）"])
    await scrutineer.getByLabel(place).fill("0");
  await scrutineer.getByRole("button", { name: "交点票单" }).click();
}

test("representatives meet: too few at first, then 36 of 50; hands are counted by two, and 17 do not carry it @meeting", async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const canteen = await proposalCalled(page, "周末供一顿热饭");
  await page.goto(canteen);
  const main = page.getByRole("main");
  await expect(main).toContainText("居民代表会议：代表和居委会成员，每人一票。");
  await expect(main).toContainText("开会时表决：");
  await page.getByRole("link", { name: /^看会议/ }).click();
  await expect(main).toContainText("名册上50人，至少要34人到会。");
  const meeting = new URL(page.url()).pathname;
  daysPass(6, "19:10");

  const clerk = await arrives(browser, "周敏");
  const chair = await arrives(browser, "赵丽娜");
  const opens = () => chair.getByRole("button", { name: "开始表决" });
  await test.step("33 come, one too few: the page says so, and nobody can open the vote", async () => {
    await enters(clerk, meeting, 33);
    await chair.goto(meeting);
    await expect(chair.getByRole("main")).toContainText("现到33人，还差1人，不能表决。");
    await expect(opens()).toHaveCount(0);
  });

  await test.step("a 34th comes and is struck again while the chair reads the question: it is refused, with the figures", async () => {
    const list = clerk.getByRole("main");
    await list.getByRole("button", { name: /到了$/ }).first().click();
    await expect(list).toContainText("现到34人");
    await chair.goto(meeting);
    await expect(opens()).toBeVisible();
    await list.getByRole("button", { name: "登错了，划掉" }).first().click();
    await expect(list).toContainText("现到33人");
    await opens().click();
    await expect(chair.getByRole("alert")).toContainText("现到33，还差1。人数不够，不能表决。");
  });

  await test.step("36 are there, and the chair opens the vote", async () => {
    const list = clerk.getByRole("main");
    for (const there of [34, 35, 36]) {
      await list.getByRole("button", { name: /到了$/ }).first().click();
      await expect(list).toContainText(`现到${there}人`);
    }
    await chair.goto(meeting);
    await opens().click();
    await expect(chair.getByRole("main")).toContainText("当时到会36人");
    await expect(chair.getByRole("main")).toContainText("两位监票人正在点举手。");
  });

  const [one, other] = [await arrives(browser, "孙伟"), await arrives(browser, "王秀珍")];
  await test.step("two counters count, each by themselves: once they differ, and then they see the same", async () => {
    await one.goto(meeting);
    await one.getByRole("link", { name: "点举手" }).click();
    await expect(one.getByRole("main")).toContainText("可以举手的有36人。");
    await handsIn(one, canteen, [17, 13, 4, 1]);
    await expect(one.getByRole("alert")).toContainText("可以举手的有36，您写的加起来是35。");
    await handsIn(one, canteen, [17, 13, 4, 2]);
    await expect(one.getByRole("status")).toContainText("等另一位监票人来点");
    await handsIn(other, canteen, [16, 14, 4, 2]);
    await expect(other.getByRole("main")).toContainText("两个人点的不一样");
    await handsIn(other, canteen, [17, 13, 4, 2]);
    await handsIn(one, canteen, [17, 13, 4, 2]);
    await expect(one).toHaveURL(/\/meetings\/[^/]+#votes$/u);
    await expect(one.getByRole("main")).toContainText("举手的有36人，两位监票人点的一样。");
    await expect(one.getByRole("main")).not.toContainText("赞成17");
  });

  await test.step("who raised a hand has voted; who is no representative has no ballot", async () => {
    const known = await arrives(browser, "石桂兰");
    await known.goto(canteen);
    await expect(known.getByRole("main")).toContainText("在会场投的");
    const none = await arrives(browser, "王建民");
    await none.goto(`${canteen}/ballot`);
    await expect(none.getByRole("main")).toContainText("这一次的名册上没有您");
  });

  await test.step("two scrutineers count after the close, and the secretary publishes", async () => {
    daysPass(2);
    for (const scrutineer of [one, other]) await counts(scrutineer, canteen);
    const secretary = await arrives(browser, "韩雪梅");
    await secretary.goto(`${canteen}/publish`);
    await secretary.getByRole("button", { name: "公布这个结果" }).click();
    await expect(secretary).toHaveURL(/\/notice$/);
    await expect(secretary.getByRole("main")).toContainText("会上举手36人。");
  });

  await page.goto(canteen);
  await expect(main).toContainText("名册上有50人。要三分之二以上，至少34人。36不少于34，够了。");
  await expect(main).toContainText("到会36人，一半是18人。17不多于18，没有通过。");
  await expect(main).toContainText("举手36。相加36。");
  await page.goto(meeting);
  await expect(main).toContainText("表决没有通过。赞成17，反对13，弃权6。");
});
