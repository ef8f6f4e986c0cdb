import js from "@eslint/js";
import globals from "globals";
import typescript from "typescript-eslint";
import { yishi } from "./rules/plugin.js";

export const tests = ["**/*.test.ts", "**/testing/**", "**/e2e/**", "drills/**"];

/** Files whose framework asks for a default export. */
const defaultExports = [".dependency-cruiser.mjs", "**/*.config.{js,ts}", "tooling/test/vitest-report.ts"];

/** Ways to write that no room needs; each message says what to do instead. */
export const restrictedSyntax = [
  { selector: "TSEnumDeclaration", message: "No enums: a union of literals." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from the file that says it." },
  {
    selector:
      "AssignmentExpression[left.property.name=/^(innerHTML|outerHTML)$/], CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe)$/]",
    message: "Text is never made into markup.",
  },
];

/** What holds for every file in every room. */
export const base = [
  js.configs.recommended,
  ...typescript.configs.recommendedTypeChecked,
  {
    plugins: { yishi },
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, extraFileExtensions: [".svelte"] },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "yishi/disable-with-reason": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      // Cleaning what people send names the characters that cannot be seen.
      "no-control-regex": "off",
      "no-misleading-character-class": ["error", { allowEscape: true }],
      "no-else-return": ["error", { allowElseIf: false }],
      "no-eval": "error",
      "no-new-func": "error",
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      "no-restricted-properties": [
        "error",
        { object: "sql", property: "raw", message: "Values travel as parameters, never as SQL." },
        { object: "document", property: "write", message: "Text is never made into markup." },
      ],
      "no-restricted-syntax": ["error", ...restrictedSyntax],
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx", "hack"], location: "start" }],
      "object-shorthand": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { minimumDescriptionLength: 10 }],
      // "never" still allows `as const`; any other assertion is switched off in its line, with the reason.
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      // A function of a fixed asynchronous shape (a procedure, a load) may have nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowNever: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  // Only the operator's command and the tools speak on the terminal; a room's words go through the log's list of fields.
  { files: ["packages/**", "apps/resident/src/**"], ignores: tests, rules: { "no-console": "error" } },
  {
    files: ["packages/{domain,api}/src/**/*.ts"],
    ignores: tests,
    rules: { "yishi/exported-function-has-docstring": "error" },
  },
  // A story or a table of cases may be as long as it needs.
  { files: tests, rules: { "max-lines-per-function": "off" } },
  { files: defaultExports, rules: { "no-restricted-exports": "off" } },
  { files: ["**/*.{js,mjs}"], ...typescript.configs.disableTypeChecked },
];
