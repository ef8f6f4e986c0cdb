import { AxeBuilder } from "@axe-core/playwright";
import { expect, type BrowserContext, type Page } from "@playwright/test";

/** Elder mode is seen in the dark: both change how things look and neither changes what is there. */
const looks = [
  { name: "standard", cookies: {}, languages: ["", "/en"] },
  { name: "elder", cookies: { size: "elder", theme: "dark" }, languages: ["", "/en"] },
] as const;

/** Each look once and each language once: between them nothing on a page goes unseen, in half the time. */
const pairs = [
  { ...looks[0], languages: [""] },
  { ...looks[1], languages: ["/en"] },
] as const;
/** `SWEEP=all` looks at every page in every language and look; without it the rooms are seen in pairs. */
const all = process.env["SWEEP"] === "all";

async function dress(
  context: BrowserContext,
  origin: string,
  cookies: Readonly<Record<string, string>>,
): Promise<void> {
  await context.clearCookies({ name: /^(size|theme)$/ });
  const set = Object.entries(cookies).map(([name, value]) => ({ name, value, url: origin }));
  if (set.length > 0) await context.addCookies(set);
}

/** Nothing for axe to say, nothing wider than the screen, one h1, and every size no smaller than the house's. */
export async function examine(page: Page, path: string, look: (typeof looks)[number]["name"]): Promise<void> {
  const response = await page.goto(path);
  expect.soft(response?.status(), path).toBe(200);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const said = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect.soft(said, `${path} ${look}`).toEqual([]);
  const measured = await page.evaluate(() => {
    const visible = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (one) => one.checkVisibility() && !one.closest(".unseen, svg, .skip"),
    );
    const texts = visible.filter((one) =>
      [...one.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? "").trim() !== ""),
    );
    const pressed = visible.filter(
      (one) =>
        (one.matches("button, select, input:not([type=hidden]), summary") ||
          (one.matches("a[href]") &&
            one.parentElement?.matches("p:not(.actions), dd, label, td") !== true)) &&
        !one.matches("label input"),
    );
    return {
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      headings: document.querySelectorAll("h1").length,
      smallest: Math.min(...texts.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))),
      short: pressed
        .map((one) => ({
          height: one.getBoundingClientRect().height,
          words: one.textContent.trim().slice(0, 20),
        }))
        .filter(({ height }) => height > 0),
    };
  });
  const target = look === "elder" ? 60 : 44;
  expect.soft(measured.overflow, `${path} ${look} is wider than the screen`).toBeLessThanOrEqual(0);
  expect.soft(measured.headings, `${path} has one h1`).toBe(1);
  expect
    .soft(measured.smallest, `${path} ${look} smallest words`)
    .toBeGreaterThanOrEqual(look === "elder" ? 20 : 16);
  expect
    .soft(
      measured.short.filter(({ height }) => height < target - 0.5),
      `${path} ${look} targets`,
    )
    .toEqual([]);
}

/** Examines each of these pages of a house in each look and language. */
export async function examineAll(page: Page, origin: string, paths: readonly string[]): Promise<void> {
  await examineIn(page, { origin, paths, looks });
}

/** Examines each of these pages in each look and in each language, though not in every one of both. */
export async function examineRooms(page: Page, origin: string, paths: readonly string[]): Promise<void> {
  await examineIn(page, { origin, paths, looks: all ? looks : pairs });
}

interface Sweep {
  readonly origin: string;
  readonly paths: readonly string[];
  readonly looks: typeof looks | typeof pairs;
}

async function examineIn(page: Page, { origin, paths, looks: seen }: Sweep): Promise<void> {
  for (const look of seen) {
    await dress(page.context(), origin, look.cookies);
    for (const path of paths) {
      for (const language of look.languages) {
        await examine(page, `${origin}${language}${path === "/" && language ? "" : path}`, look.name);
      }
    }
  }
}
