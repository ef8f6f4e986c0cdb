import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { becomes, proposalCalled } from "./people.ts";

/** A line of the sheet that a supervisor saves. */
interface Line {
  readonly choice: string;
  readonly squareMetres: number;
}

/** The cells of a line of a sheet, in which every cell stands between quotation marks. */
function cells(line: string): readonly string[] {
  return line.slice(1, -1).split('","');
}

/** The named list as a sheet, and read as one. */
async function saved(page: Page): Promise<readonly Line[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "存成表格，自己再算" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const [head = "", ...lines] = text.slice(1).trim().split("\r\n");
  const columns = cells(head);
  return lines.map((line) => {
    const row = cells(line);
    return {
      choice: row[columns.indexOf("投了什么")] ?? "",
      squareMetres: Number(row[columns.indexOf("面积（平方米）")]),
    };
  });
}

test("over a lift neighbours are heard, and nothing there can be taken for a decision @desk", async ({
  page,
}) => {
  const lift = await proposalCalled(page, "5号楼加装电梯");
  await page.goto(lift);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("征求意见（非表决）");
  await expect(main).toContainText("由业主共同决定");
  await expect(main.getByRole("link", { name: "我要投票" })).toHaveCount(0);
  await page.goto(`${lift}/views`);
  await expect(main).toContainText("至少要40位、3240平方米参加");
  await becomes(page, "陈志强");
  expect((await page.goto(`${lift}/ballot`))?.status()).toBe(404);
});

test("owners were for it by heads and not by area, and an accountant who trusts nothing counts it herself @desk", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const parking = await proposalCalled(page, "南侧的草地改成三个车位");
  const main = page.getByRole("main");

  await test.step("everybody reads both sums, and that both are needed", async () => {
    await page.goto(parking);
    await expect(main).toContainText("没有通过");
    await expect(main).toContainText("人数和面积都要够，才算数。");
    await expect(main).toContainText("68");
    await expect(main).toContainText("4,168.4平方米");
    await expect(main).toContainText("一张不差。");
    await page.goto(`${parking}/notice`);
    await expect(main).toContainText("没有通过");
  });

  await test.step("who voted what is for nobody else: not for a neighbour, not for the chair", async () => {
    for (const name of ["陈志强", "赵丽娜"]) {
      await becomes(page, name);
      expect((await page.goto(`${parking}/ballots`))?.status()).toBe(404);
    }
  });

  await test.step("the supervisor saves the list and adds it up: the same figures", async () => {
    await becomes(page, "孙伟");
    await page.goto(`${parking}/ballots`);
    await expect(main.getByRole("table").getByRole("row")).toHaveCount(91);
    const lines = await saved(page);
    const of = (choice: string) => lines.filter((line) => line.choice === choice);
    const area = (choice: string) => of(choice).reduce((sum, { squareMetres }) => sum + squareMetres, 0);
    expect([of("赞成").length, of("反对").length]).toEqual([68, 22]);
    expect([area("赞成").toFixed(2), area("反对").toFixed(2)]).toEqual(["4168.40", "1563.32"]);
    expect(of("赞成").length * 4).toBeGreaterThanOrEqual(lines.length * 3);
    expect(area("赞成") * 4).toBeLessThan((area("赞成") + area("反对")) * 3);
  });
});
