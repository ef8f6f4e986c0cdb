import { expect, test, type Browser, type Page } from "@playwright/test";
import { daysPass } from "./clock.ts";
import { becomes, proposalCalled } from "./people.ts";
import { picture } from "./pictures.ts";

const home = "/ganghuali";

async function arrives(browser: Browser, name: string, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await becomes(page, name);
  return page;
}

/** Presses the button of a form, and waits until its answer is there. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const answered = page.waitForEvent("framenavigated");
  await page.getByRole("main").getByRole("button", { name }).first().click();
  await answered;
}
const main = (page: Page) => page.getByRole("main");

/** Somebody of the register who comes to the desk: the page of their entry. */
async function atDesk(clerk: Page, name: string): Promise<void> {
  await clerk.goto(`${home}/people?name=${encodeURIComponent(name)}`);
  await clerk
    .getByRole("link", { name: new RegExp(`${name}$`) })
    .first()
    .click();
  await clerk.getByRole("link", { name: "老专家的登记" }).click();
}

/** The page on which somebody answers who was asked about this proposal. */
async function ownSeat(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/experts`);
  await main(page).getByRole("link", { name: "请您看一件提案" }).click();
}

/** Says yes and answers six questions, one on each page: no to all but those named. */
async function declares(page: Page, yes: readonly string[] = []): Promise<void> {
  await press(page, /^愿意$/);
  for (const question of [
    "有关的楼里，有您的家吗？",
    "您有近亲属和这件事有关吗？",
    "您和有关单位有合同吗？",
    "您在里面有投资吗？",
    "三年里，您给有关单位干过活吗？",
    "您有没有公开说过赞成或反对？",
  ]) {
    const asked = page.getByRole("group", { name: question });
    await asked.getByRole("radio", { name: yes.includes(question) ? "有" : "没有", exact: true }).check();
    await press(page, "下一题");
  }
  await press(page, "愿意参加，申报这些");
  await expect(main(page)).toContainText("您的申报收到了。");
}

async function decides(supervisor: Page, name: string, sits: boolean, why: string): Promise<void> {
  await supervisor.goto(`${home}/experts/declarations`);
  const part = supervisor.getByRole("region", { name });
  await part.getByRole("radio", { name: sits ? "参加" : "回避", exact: true }).check();
  await part.getByLabel(/写一句为什么/).fill(why);
  const answered = supervisor.waitForEvent("framenavigated");
  await part.getByRole("button", { name: "就这样定" }).click();
  await answered;
}

/** Writes one page of an opinion and goes on with this button. */
async function writes(page: Page, words: string, button = "下一题"): Promise<void> {
  await main(page).getByRole("textbox").fill(words);
  await press(page, button);
}

async function drafts(chair: Page, address: string): Promise<void> {
  await chair.goto(`${address}/motion`);
  await chair.getByLabel("问题").fill("3号楼前放两把长椅，您同意吗？");
  await chair.getByLabel("决定的原话").fill("在3号楼前的树下放两把带靠背的长椅，离消防车道两米。");
  await chair.getByRole("radio", { name: /^居委会，每位成员一票/ }).check();
  await chair.getByLabel("花多少钱").fill("1600");
  await chair.getByLabel("钱从哪里来").fill("居委会办公经费。");
  await chair.getByLabel("谁来办").fill("马国栋");
  const year = new Date().getFullYear() + 1;
  await chair.getByLabel("哪天办完").fill(`${year}-10-31`);
  await chair.getByLabel("没通过会怎样").fill("不放长椅，树下照旧。");
}

async function studies(recorder: Page, address: string): Promise<void> {
  await recorder.goto(`${address}/study`);
  await recorder.getByLabel("记录编号").fill("支部会议记录第31号");
  await press(recorder, "登记");
}

/** Whose proposal it is says at the window that they agree to the words. */
async function agreesAtDesk(clerk: Page, author: string): Promise<void> {
  await clerk.goto(`${home}/people?name=${encodeURIComponent(author)}`);
  await clerk
    .getByRole("link", { name: new RegExp(`${author}$`) })
    .first()
    .click();
  await clerk.getByRole("link", { name: /说同不同意表决稿.*3号楼前放两把长椅/su }).click();
  await press(clerk, "同意这一稿");
  await expect(main(clerk)).toContainText("提案人同意这一稿。");
}

async function schedules(chair: Page, address: string): Promise<void> {
  await chair.goto(`${address}/schedule`);
  await press(chair, "发通知，定下时间");
}

test("from the question to the ballot: experts are asked, one steps back, one dissents, all is answered and cited @experts", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const chair = await arrives(browser, "赵丽娜");
  const fire = await arrives(browser, "高德胜", false);
  const law = await arrives(browser, "李秀英", false);
  const heat = await arrives(browser, "王建民", false);
  const supervisor = await arrives(browser, "孙伟");
  const clerk = await arrives(browser, "周敏", false);
  const stranger = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const benches = await proposalCalled(chair, "3号楼前放两把长椅");

  await test.step("a motion is drawn and studied, and the chair asks whether it touches fire", async () => {
    await drafts(chair, benches);
    await expect(chair.getByText("依据哪几条专家意见")).toHaveCount(0);
    await press(chair, "定下这一稿");
    await studies(fire, benches);
    await chair.goto(`${benches}/experts/request`);
    await chair.getByLabel("问专家什么").fill("长椅放在树下，消防车还过得去吗？");
    await chair.getByLabel("为什么要懂行的人看").fill("树下挨着消防车道，要懂消防的人看。");
    const fields = chair.getByRole("group", { name: "要懂哪一行" });
    await fields.getByRole("checkbox", { name: "消防" }).check();
    await chair
      .getByRole("group", { name: /这件事碰到下面哪些/ })
      .getByRole("checkbox", { name: "消防" })
      .check();
    await chair.getByLabel(/有关的楼/).fill("3");
    await press(chair, "请专家看");
    await expect(main(chair)).toContainText("正在请人");
    await main(chair).getByText("加图纸、照片").click();
    await chair
      .getByLabel("照片或PDF")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture(120) });
    await chair.getByLabel("用一句话说上面有什么").fill("3号楼前的树下，长椅放在这里");
    await press(chair, "加上");
    await stranger.goto(`${benches}/experts`);
    await expect(main(stranger).getByRole("img", { name: "3号楼前的树下，长椅放在这里" })).toBeVisible();
  });

  const refused = async () => {
    await chair.goto(`${benches}/schedule`);
    await expect(main(chair)).toContainText("专家还在看，答复完了才能表决。");
    await expect(chair.getByRole("button", { name: "发通知，定下时间" })).toHaveCount(0);
  };
  await test.step("the vote is refused as long as they look", refused);

  await test.step("the chair chooses: whom the list proposes, and one other with a reason", async () => {
    await chair.goto(`${benches}/experts/choose`);
    const who = chair.getByRole("group", { name: "请谁" });
    await expect(who.getByRole("checkbox", { name: /^高德胜 · 推荐/ })).toBeChecked();
    for (const box of await who.getByRole("checkbox").all()) await box.uncheck();
    for (const name of ["高德胜", "李秀英", "王建民"])
      await who.getByRole("checkbox", { name: new RegExp(`^${name}`) }).check();
    await chair.getByLabel(/换了人，为什么/).fill("树下还有供暖的井盖，也要人看。");
    await press(chair, "请他们");
  });

  await test.step("each declares without seeing the others; one has kin there, and the supervisor decides", async () => {
    for (const page of [fire, law, heat]) {
      await ownSeat(page, benches);
      for (const name of ["高德胜", "李秀英", "王建民"]) await expect(main(page)).not.toContainText(name);
      await declares(page, page === heat ? ["您有近亲属和这件事有关吗？"] : []);
    }
    await decides(supervisor, "高德胜", true, "申报没有冲突。");
    await decides(supervisor, "李秀英", true, "申报没有冲突。");
    await decides(supervisor, "王建民", false, "近亲属住3号楼，回避。");
  });

  await test.step("another is chosen, and answers at the desk", async () => {
    await chair.goto(`${benches}/experts/choose`);
    const who = chair.getByRole("group", { name: "请谁" });
    for (const box of await who.getByRole("checkbox").all()) await box.uncheck();
    await who.getByRole("checkbox", { name: /^乌兰其木格/ }).check();
    await chair.getByLabel(/换了人，为什么/).fill("她天天从那里过，认得每一棵树。");
    await press(chair, "请他们");
    await atDesk(clerk, "乌兰其木格");
    await clerk.getByRole("link", { name: /3号楼前放两把长椅/ }).click();
    await declares(clerk);
    await decides(supervisor, "乌兰其木格", true, "申报没有冲突。");
  });

  await test.step("a resident at the desk may still object to one of them", async () => {
    await clerk.goto(`${home}/people?name=${encodeURIComponent("石桂兰")}`);
    await clerk
      .getByRole("link", { name: /石桂兰$/ })
      .first()
      .click();
    await clerk.getByRole("link", { name: "替居民提" }).click();
    await press(clerk, /居民要求这位回避\s*李秀英/u);
    await expect(clerk.getByRole("status")).toContainText("记下了。谁提的不公开。");
    await expect(async () => {
      await stranger.goto(`${benches}/experts`);
      await expect(main(stranger)).toContainText("有1位居民要求回避", { timeout: 500 });
    }).toPass();
    await expect(main(stranger)).not.toContainText("石桂兰");
  });

  await test.step("one question a page, without script: an empty page is asked again, and not knowing is an answer", async () => {
    await ownSeat(fire, benches);
    await fire.getByRole("link", { name: "写意见" }).click();
    await writes(fire, "");
    await expect(main(fire)).toContainText("请写一句，或者按“我不知道”。");
    await writes(fire, "量了树下到车道：一米八。云梯车要四米。");
    await writes(fire, "长椅离消防车道两米以上。", "再写一条");
    await writes(fire, "椅脚固定在地上。", "写好了，没有别的");
    await press(fire, "我不知道");
    await writes(fire, "树根在地下多深，我不知道。");
    const details = main(fire).getByText("加一件");
    for (const [says, confined] of [
      ["树下量尺子的地方", false],
      ["一楼那户的窗台", true],
    ] as const) {
      await details.click();
      await fire
        .getByLabel("照片或PDF")
        .setInputFiles({ name: "b.png", mimeType: "image/png", buffer: picture(90) });
      await fire.getByLabel("用一句话说上面有什么").fill(says);
      if (confined) await fire.getByLabel(/只给一起看的专家看/).check();
      await press(fire, "加上");
      await expect(fire.getByRole("status")).toContainText("加上了。");
    }
    await ownSeat(law, benches);
    await expect(main(law).getByRole("img", { name: "一楼那户的窗台" })).toBeVisible();
    await stranger.goto(`${benches}/experts`);
    await expect(main(stranger)).not.toContainText("树下量尺子的地方");
    await fire.getByRole("link", { name: "下一题" }).click();
    await expect(main(fire)).toContainText("我不知道。");
    await press(fire, "签名，公开");
    await expect(main(fire)).toContainText("您写过了，谢谢。");
  });

  await test.step("what was signed is public with its picture, but not the one from a home", async () => {
    // What a stranger reads may be a second old.
    await expect(async () => {
      await stranger.goto(`${benches}/experts`);
      await expect(main(stranger).getByRole("img", { name: "树下量尺子的地方" })).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await expect(main(stranger)).not.toContainText("一楼那户的窗台");
    await expect(stranger.getByRole("button", { name: "读给我听" }).first()).toBeVisible();
    await expect(main(fire).getByRole("button", { name: "读给我听" })).toHaveCount(0);
  });

  await test.step("one dissents, and one signs at the desk", async () => {
    await ownSeat(law, benches);
    await law.getByRole("link", { name: "我不同意，另写一份" }).click();
    await writes(law, "同去看过，树下还要走轮椅。");
    await writes(law, "只放一把长椅，另一把放到花坛边。", "写好了，没有别的");
    await writes(law, "不多花钱。");
    await press(law, "我不知道");
    await law.getByRole("link", { name: "没有，下一题" }).click();
    await press(law, "签名，公开");
    await atDesk(clerk, "乌兰其木格");
    await clerk.getByRole("link", { name: /3号楼前放两把长椅/ }).click();
    await press(clerk, "我同意，签名");
  });

  await test.step("the vote is still refused, and each advice is answered", async () => {
    await refused();
    await chair.goto(`${benches}/experts/respond`);
    for (const [number, verdict, reason] of [
      [1, "采纳", "写进表决稿：离车道两米。"],
      [2, "不采纳", "树下的砖不能打孔。"],
      [3, "部分采纳", "先放两把，挡了轮椅再挪。"],
    ] as const) {
      const one = chair.locator(".one", {
        has: chair.getByRole("heading", { name: `专家意见第${number}条` }),
      });
      await one.getByRole("radio", { name: verdict, exact: true }).check();
      await one.getByLabel("为什么").fill(reason);
    }
    await press(chair, "答复，公开");
    await expect(main(chair)).toContainText("居委会答复了");
  });

  await test.step("the motion cites what was adopted, and can cite nothing else", async () => {
    await drafts(chair, benches);
    const cited = chair.getByRole("group", { name: "依据哪几条专家意见" });
    await expect(cited.getByRole("checkbox")).toHaveCount(2);
    await expect(cited.getByRole("checkbox", { name: /专家意见第1条/ })).toBeChecked();
    await cited.getByRole("checkbox", { name: /专家意见第3条/ }).check();
    await press(chair, "定下这一稿");
    await expect(main(chair)).toContainText("依据专家意见第1、3条");
    await studies(fire, benches);
    await agreesAtDesk(clerk, "陈淑芬");
    await schedules(chair, benches);
    await stranger.goto(`${benches}/notice`);
    await expect(main(stranger)).toContainText("依据专家意见第1、3条");
  });

  await test.step("on the ballot page stand the advice, the dissent and the answers, without script", async () => {
    const voter = await arrives(browser, "刘建军", false);
    const choice = voter.getByRole("radio", { name: "赞成" });
    // The notice is as long as the rules say.
    for (let days = 0; days < 14 && (await choice.count()) === 0; days += 1) {
      daysPass(1);
      await voter.goto(`${benches}/ballot`);
    }
    await expect(choice).toBeVisible();
    await expect(main(voter)).toContainText("依据专家意见第1、3条");
    for (const words of [
      "专家意见，高德胜写",
      "不同意见，李秀英写",
      "长椅离消防车道两米以上。",
      "只放一把长椅，另一把放到花坛边。",
      "写进表决稿：离车道两米。",
      "树下的砖不能打孔。",
      "先放两把，挡了轮椅再挪。",
      "签名：高德胜、乌兰其木格",
    ])
      await expect(main(voter)).toContainText(words);
    await main(voter).getByRole("link", { name: "专家意见第3条" }).click();
    await expect(voter.locator("#advice-3")).toBeInViewport();
    const heading = (name: string) =>
      voter.getByRole("heading", { name }).evaluate((one) => getComputedStyle(one).fontSize);
    expect(await heading("不同意见，李秀英写")).toBe(await heading("专家意见，高德胜写"));
  });
});
