// The fences of ARCHITECTURE.md: which room may import which. tooling/fences.test.ts breaks each of them once.

/** The line. A room imports itself and the rooms named here, and nothing else of the house. */
const line = {
  "packages/domain": [],
  "packages/log": [],
  "packages/ballot": [],
  "packages/db": ["packages/domain"],
  "packages/auth": ["packages/db", "packages/domain"],
  "packages/api": ["packages/auth", "packages/db", "packages/domain", "packages/log", "packages/ballot"],
  "packages/verify": ["packages/domain", "packages/log", "packages/ballot"],
  "packages/demo": ["packages/api", "packages/domain"],
  "apps/resident": ["packages/api", "packages/domain", "packages/log", "packages/ballot"],
  tooling: [],
};

const rooms = "^(packages|apps)/[^/]+/";
const pureRooms = "^packages/(domain|log|ballot)/src/";
const tests = "[.]test[.]ts$|/testing/|/e2e/|^drills/|^tooling/|^[^/]+$|[.]config[.](ts|js)$";

/** What only a build makes, or only SvelteKit knows. */
const generated =
  "^[$]app/|^[$]service-worker$|/[$]types$|^#lib/paraglide/|^@yishi/resident/handler$|^svelte/internal";

const onTheLine = Object.entries(line).map(([room, mayImport]) => ({
  name: `line: ${room}`,
  comment: `${room} imports ${mayImport.join(", ") || "no other room"}; an arrow never goes left.`,
  severity: "error",
  from: { path: `^${room}/` },
  to: { path: rooms, pathNot: [room, ...mayImport].map((allowed) => `^${allowed}/`) },
}));

export default {
  forbidden: [
    ...onTheLine,
    {
      name: "nobody imports apps/yishi",
      comment: "The operator's command composes the rooms; what others need of it belongs into a room.",
      severity: "error",
      from: { pathNot: "^apps/yishi/" },
      to: { path: "^apps/yishi/" },
    },
    {
      name: "no tools at run time",
      comment: "Tools configure rooms; what runs for residents does not contain them.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: tests },
      to: { path: "^tooling/" },
    },
    {
      name: "pure rooms touch no host",
      comment: "They run in server, browser and verifier alike.",
      severity: "error",
      from: { path: pureRooms, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "domain depends on nothing",
      severity: "error",
      from: { path: "^packages/domain/src/", pathNot: tests },
      to: { pathNot: "^packages/domain/src/" },
    },
    {
      name: "rooms by their names",
      comment:
        "Another room is imported by its name (@yishi/domain/calendar), never by a path through the folders.",
      severity: "error",
      from: { path: "^(packages|apps|tooling)/([^/]+)/" },
      to: { path: "^(packages|apps|tooling)/", pathNot: "^$1/$2/", dependencyTypes: ["local"] },
    },
    { name: "no cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "everything resolves",
      comment: "A misspelt path, or a room or package that package.json doesn't name.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: generated },
    },
    {
      name: "declared only",
      comment: "package.json names every package that the room imports.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no development packages at run time",
      comment:
        "The web app is built, and carries its development packages in the build; every other room is not.",
      severity: "error",
      from: { path: "^(packages/[^/]+|apps/yishi)/src/", pathNot: tests },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no drawers",
      comment: "A file is named after what it is about.",
      severity: "error",
      from: {},
      to: { path: "/(utils|util|helpers|helper|common|misc)[./]", pathNot: "node_modules" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(build|[.]svelte-kit|paraglide|test-results|playwright-report)/|^[.][a-z]" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["svelte", "types", "import", "node", "default"],
      extensions: [".ts", ".svelte.ts", ".js", ".mjs", ".svelte", ".json", ".d.ts"],
    },
  },
};
