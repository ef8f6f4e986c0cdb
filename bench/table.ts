import { goals, verdictOf, type Figure } from "./goals.ts";

const headings = ["goal", "what", "ours", "limit", "value", "floor", "aim", "verdict"] as const;

/** The figures as a table that a terminal shows and a page of the documentation keeps. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map(({ id, ours, limit, value }) => {
    const goal = goals[id];
    const sign = goal.more ? "≥" : "≤";
    const marks = [`${sign} ${goal.floor}`, `${sign} ${goal.aim}`] as const;
    return [id, goal.what, ours, limit, value.toFixed(2), ...marks, verdictOf(goal, value)];
  });
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  return [headings, ...lines]
    .map((line) =>
      line
        .map((word, column) => word.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

const [from, to] = ["<!-- figures: written by npm run bench -->", "<!-- end of figures -->"];

/** The page with these figures in place of the ones before. */
export function withFigures(page: string, figures: string): string {
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start < 0 || end < start) throw new Error("the page has no place for figures");
  return `${page.slice(0, start + from.length)}\n\n\`\`\`text\n${figures}\n\`\`\`\n\n${page.slice(end)}`;
}
