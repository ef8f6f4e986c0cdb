import { base } from "./tooling/eslint/base.js";
import { pure } from "./tooling/eslint/pure.js";
import { pages } from "./tooling/eslint/svelte.js";

const generated = [
  "**/build/",
  "**/.svelte-kit/",
  "apps/resident/src/lib/paraglide/",
  "**/test-results/",
  "**/playwright-report/",
];
/** The page that ours are measured against is SvelteKit's own way, not the house's. */
const measuredAgainst = ["bench/empty/**/*.svelte"];

export default [
  { ignores: [...generated, ...measuredAgainst, ".data/", ".keys/"] },
  ...base,
  ...pure(["packages/domain", "packages/log", "packages/ballot"]),
  ...pages("apps/resident"),
];
