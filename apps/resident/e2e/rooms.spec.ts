import { expect, test, type Page } from "@playwright/test";
import { openEmptyHouse } from "./empty-house.ts";
import { examineRooms } from "./examine.ts";
import { becomes, proposalCalled } from "./people.ts";

// Axe is put into the page by the test; the policy that keeps strangers' script out would keep it out as well.
test.use({ bypassCSP: true });

let base = "";
test.beforeEach(({ baseURL }) => void (base = baseURL ?? ""));

test("every page on which a community says how it governs itself is sound, and every page of one that begins @phone", async ({
  page,
}) => {
  test.setTimeout(600_000);
  await examineRooms(page, base, [
    "/districts",
    `/districts/${encodeURIComponent("昆都仑区")}`,
    "/privacy",
    "/setup",
    "/ganghuali/privacy",
    "/ganghuali/rules",
    "/ganghuali/rules/meeting.residents.noticeDays",
    "/ganghuali/covenant",
    "/ganghuali/covenant/1",
    "/ganghuali/covenant/compare?from=1&to=2",
    "/ganghuali/ready",
    "/ganghuali/owners",
    "/qingnianlu/ready",
    "/qingnianlu/posts",
    "/qingnianlu/charter",
    "/qingnianlu/rules",
  ]);
});

test("every page on which residents see what is kept about them is sound @phone", async ({ page }) => {
  test.setTimeout(600_000);
  await becomes(page, "陈志强");
  await examineRooms(page, base, [
    "/ganghuali/me",
    "/ganghuali/me/copy",
    "/ganghuali/me/close",
    "/ganghuali/owners",
    "/account",
  ]);
});

test("every page of a house that is being set up is sound, from the code to what is missing @phone", async ({
  page,
}) => {
  test.setTimeout(600_000);
  const house = await openEmptyHouse();
  const at = (path: string) => house.origin + path;
  const examineHere = (paths: readonly string[]) => examineRooms(page, house.origin, paths);
  try {
    await examineHere(["/districts", "/setup"]);
    await page.goto(at("/setup"));
    await page.getByLabel("终端里的安装码").fill(await house.setupCode());
    await page.getByRole("button", { name: "下一步" }).click();
    await expect(page.getByLabel("网址", { exact: true })).toBeVisible();
    await examineHere(["/setup"]);
    await page.goto(at("/setup"));
    const written = {
      ...{ 市和区: "包头市青山区", 街道: "榆树街道", 社区的全名: "榆树里社区", 网址: "yushuli" },
      ...{ 社区电话: "0472-555 0100", 窗口在哪里: "1号楼1层", 登记员的姓名: "石登记" },
      ...{ 谁选的: "居民选举委员会", 哪天选的: "2026-01-10", 选举记录编号: "选举记录1号", 登录名: "石登记" },
    };
    for (const [label, words] of Object.entries(written))
      await page.getByLabel(label, { exact: true }).fill(words);
    for (const label of [/^密码$/, /^密码再写一遍/])
      await page.getByLabel(label).fill("老榆树下有两张石桌，八个石凳");
    await page.getByRole("button", { name: "开设社区" }).click();
    await expect(page).toHaveURL(/\/yushuli\/ready$/);
    await examineHere([
      ...["/yushuli", "/yushuli/ready", "/yushuli/roll", "/yushuli/posts", "/yushuli/slips"],
      ...["/yushuli/owners", "/yushuli/contests", "/yushuli/people", "/yushuli/work", "/yushuli/me"],
    ]);
  } finally {
    await house.stop();
  }
});

/** Where a link of a page leads. */
async function linked(page: Page, path: string, name: RegExp | string): Promise<string> {
  await page.goto(path);
  const href = await page.getByRole("main").getByRole("link", { name }).first().getAttribute("href");
  return new URL(href ?? "", page.url()).href.slice(base.length);
}

const named = (name: string) => `name=${encodeURIComponent(name)}`;

test("every page of the posts, the charter and the rules is sound for the chair and the supervisor @desk", async ({
  page,
}) => {
  test.setTimeout(600_000);
  const recusal = `${await proposalCalled(page, "晚十点后广场舞")}/recusal`;
  await becomes(page, "赵丽娜");
  const found = `/ganghuali/posts?${named("陈志强")}`;
  const chosen = await linked(page, found, /^选此人/);
  const ending = await linked(page, "/ganghuali/posts", /^登记任期提前结束/);
  await examineRooms(page, base, [
    found,
    chosen,
    `${chosen.split("#")[0] ?? ""}&post=supervisor`,
    ending,
    recusal,
    "/ganghuali/charter",
    "/ganghuali/rules/meeting.residents.noticeDays",
  ]);
  await becomes(page, "孙伟");
  await examineRooms(page, base, ["/ganghuali/posts", "/ganghuali/work", recusal]);
});

test("every page of a meeting is sound, from its notice to what was resolved @desk", async ({ page }) => {
  test.setTimeout(600_000);
  await becomes(page, "赵丽娜");
  const called = (words: string) => linked(page, "/ganghuali/meetings", words);
  const lamps = await called("商量楼道灯和窗口值班");
  const snow = await called("商量冬天扫雪");
  const evening = await called("准备居民会议");
  const parking = await called("定院里冬天怎么停车");
  await examineRooms(page, base, [
    ...["/ganghuali/meetings", "/ganghuali/meetings/new", lamps, `${lamps}/minutes`, `${lamps}/names`],
    ...[snow, `${snow}/draft`, evening, `${evening}/attendance`, `${evening}/list`],
    ...[parking, `${parking}/change`, `${parking}/notice`],
  ]);
});

test("every page of the roll is sound for the secretary: people, households, files and what is wrong in them @desk", async ({
  page,
}) => {
  test.setTimeout(600_000);
  await becomes(page, "韩雪梅");
  const found = `/ganghuali/roll/people?${named("石桂兰")}`;
  const person = await linked(page, found, /^打开/);
  const household = await linked(page, person, /分户、并户/);
  const sends = async (...lines: readonly string[]) => {
    await page.goto("/ganghuali/roll");
    await page.getByLabel("名册文件").setInputFiles({
      name: "名册.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["楼号,单元,室号,姓名,出生日期", ...lines].join("\r\n")),
    });
    await page.getByRole("button", { name: "先看一遍" }).click();
    await expect(page).toHaveURL(/\/roll\/files\//);
    await expect(page.getByRole("heading", { name: /处要改|收不收/ })).toBeVisible();
    return page.url().slice(base.length);
  };
  const wrong = await sends("5,1,301,贺文斌,1958-02-30", "5,1,302,,1958-02-28");
  await examineRooms(page, base, [wrong]);
  const right = await sends("5,1,301,贺文斌,1958-02-28");
  await examineRooms(page, base, [
    right,
    `${right}?list=removed`,
    "/ganghuali/roll",
    found,
    "/ganghuali/roll/people/new",
    person,
    household,
    "/ganghuali/owners?building=5",
    "/ganghuali/contests",
    "/ganghuali/covenant",
  ]);
});

test("every page of the window is sound: slips, a resident's data, an account given back @desk", async ({
  page,
}) => {
  test.setTimeout(600_000);
  await becomes(page, "周敏");
  const list = "/ganghuali/slips/list?batch=1";
  const person = await linked(page, `/ganghuali/people?${named("石桂兰")}`, /^替此人办/);
  const checked = await linked(page, `/ganghuali/recovery?${named("石桂兰")}`, /^核对此人/);
  await page.goto(list);
  const slip = await page
    .getByRole("main")
    .locator('a[href*="/slips/"]:not([href*="/slips/list"]):not([href*="/slips/new"])')
    .first()
    .getAttribute("href");
  expect(slip).not.toBeNull();
  await examineRooms(page, base, [slip ?? "", checked, person, `${person}/data`, `${person}/data/copy`]);
});
