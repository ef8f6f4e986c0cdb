import globals from "globals";
import svelte from "eslint-plugin-svelte";
import typescript from "typescript-eslint";
import { tests } from "./base.js";

/** The pages: plain HTML under a strict content security policy, every word from the messages. */
export function pages(room) {
  return [
    ...svelte.configs["flat/recommended"],
    {
      files: [`${room}/**/*.svelte`, `${room}/**/*.svelte.ts`],
      languageOptions: { parserOptions: { parser: typescript.parser, projectService: false } },
    },
    { files: [`${room}/src/**/*.{js,svelte}`], languageOptions: { globals: globals.browser } },
    // Types in components are checked by svelte-check; asking for them here once more would double the time of the lint.
    { files: [`${room}/**/*.svelte`, `${room}/**/*.svelte.ts`], ...typescript.configs.disableTypeChecked },
    {
      files: [`${room}/src/**/*.svelte`],
      rules: {
        "max-lines-per-function": "off",
        "svelte/block-lang": ["error", { script: "ts" }],
        "svelte/no-at-html-tags": "error",
        "svelte/no-inline-styles": "error",
        // The site lies at the root of its address, and the links carry language and community already.
        "svelte/no-navigation-without-resolve": "off",
        "svelte/no-target-blank": "error",
        "svelte/no-top-level-browser-globals": "error",
        "svelte/valid-compile": "error",
      },
    },
    {
      files: [`${room}/src/**/*.{ts,svelte}`],
      ignores: tests,
      rules: { "yishi/no-literal-words": "error" },
    },
  ];
}
