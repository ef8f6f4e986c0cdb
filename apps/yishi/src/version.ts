import manifest from "../../../package.json" with { type: "json" };

/** The version of this release, as `/health` and `--version` answer it. */
export const { version } = manifest;
