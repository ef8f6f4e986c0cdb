import { expect, test, type Page } from "@playwright/test";
import { daysPass } from "./clock.ts";
import { becomes, proposalCalled } from "./people.ts";
import { arrives, counts, reads, votes } from "./voting.ts";

// A proposal with two questions: residents on the clause of the covenant, owners on the ground.

/** Where the two questions of the charging shed are put. */
async function questions(page: Page) {
  const clause = await proposalCalled(page, "建电动车充电棚");
  return { clause, ground: `${clause}-2` };
}

/** How many have given a ballot so far, as everybody reads it. */
async function given(page: Page, address: string): Promise<number> {
  await page.goto(address);
  const [, so = "0"] = /已有(\d+)/u.exec((await page.getByRole("main").textContent()) ?? "") ?? [];
  return Number(so);
}

test("eight people and the charging shed: two questions, each with its own ballot, in the app and on paper @phone", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const { clause, ground } = await questions(page);
  const main = page.getByRole("main");

  await test.step("a stranger reads who is asked what, and what the experts said before", async () => {
    await page.goto(clause);
    await expect(main).toContainText("这个提案分成2个表决，各投各的，各算各的");
    await expect(main).toContainText("专家意见第2条");
    await expect(main).toContainText("不同意见，周启明写");
    await expect(main).toContainText("退一米，再退就挡垃圾车。");
    await page.goto(ground);
    await expect(main).toContainText("建棚的空地是业主共有的，只有业主能定。");
    await page.goto(`${clause}/ballot`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });
  const before = { clause: await given(page, clause), ground: await given(page, ground) };

  await test.step("the retired engineer gives his household's ballot, and as an owner another one", async () => {
    const phone = await arrives(browser, "王建民");
    await votes(phone, clause, "赞成");
    await votes(phone, ground, "反对");
    await phone.goto(`${clause}/ballot`);
    await expect(phone.getByRole("main")).not.toContainText("“赞成”");
  });

  await test.step("the mediator reads the dissent on the ballot's own page, and votes", async () => {
    const phone = await arrives(browser, "李秀英");
    await phone.goto(`${clause}/ballot`);
    await expect(phone.getByRole("main")).toContainText("往东再退两米，离阳台七米以上。");
    await votes(phone, clause, "反对");
  });

  await test.step("the lady on the fifth floor votes on paper, read by two; her telephone says where, not what", async () => {
    const clerks = [await arrives(browser, "周敏"), await arrives(browser, "刘芳")] as const;
    for (const address of [clause, ground])
      for (const clerk of clerks)
        await reads(clerk, address, { door: "7-3-502", choice: "赞成", where: "窗口" });
    await expect(clerks[1].getByRole("main")).toContainText("两遍一样，这一票记下了");
    const phone = await arrives(browser, "石桂兰");
    await phone.goto(`${clause}/ballot`);
    await expect(phone.getByRole("main")).toContainText("窗口");
    await expect(phone.getByRole("main")).not.toContainText("“赞成”");
    await expect(phone.getByRole("radio")).toHaveCount(0);
  });

  await test.step("the shift worker voted days ago; nothing is asked of him again", async () => {
    const phone = await arrives(browser, "陈志强");
    await phone.goto(`${ground}/ballot`);
    await expect(phone.getByRole("radio")).toHaveCount(0);
  });

  await test.step("nobody counts before the close: not the scrutineer, and the secretary has nothing to publish", async () => {
    const scrutineer = await arrives(browser, "孙伟");
    await scrutineer.goto(`${clause}/count`);
    await expect(scrutineer.getByRole("button", { name: "交点票单" })).toHaveCount(0);
    const secretary = await arrives(browser, "韩雪梅");
    await secretary.goto(`${clause}/publish`);
    await expect(secretary.getByRole("button", { name: "公布这个结果" })).toHaveCount(0);
  });

  await test.step("everybody reads how many, and nobody how", async () => {
    expect(await given(page, clause)).toBe(before.clause + 3);
    await expect(main).toContainText("点票前，谁也看不到票数。");
    await expect(main.getByRole("row", { name: /^反对/u })).toHaveCount(0);
    expect(await given(page, ground)).toBe(before.ground + 2);
  });
});

// With the papers of the story before: the elder's two.
test("after the close both questions are counted by two, and too few took part in either @counted", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const { clause, ground } = await questions(page);
  const main = page.getByRole("main");
  daysPass(6);
  const [one, other] = [await arrives(browser, "孙伟"), await arrives(browser, "王秀珍")];

  await test.step("two who count differently are told so, and count again", async () => {
    await counts(one, clause, { desk: 119, homeBox: 70 });
    await counts(other, clause, { desk: 118, homeBox: 70 });
    await expect(other.getByRole("main")).toContainText("两位监票人的数不一样。");
    await counts(other, clause, { desk: 119, homeBox: 70 });
    for (const scrutineer of [one, other]) await counts(scrutineer, ground, { desk: 97, homeBox: 47 });
  });

  await test.step("the secretary publishes both", async () => {
    await becomes(page, "韩雪梅");
    for (const address of [clause, ground]) {
      await page.goto(`${address}/publish`);
      await page.getByRole("button", { name: "公布这个结果" }).click();
      await expect(page).toHaveURL(/\/notice$/);
    }
  });

  await page.goto(clause);
  await expect(main).toContainText("名册上有1,486户。要三分之二以上，至少991户。");
  await expect(main).toContainText("人数不够，这次不算数。");
  await page.goto(ground);
  await expect(main).toContainText("面积");
  await expect(main).toContainText("不够，这次不算数。");
});
