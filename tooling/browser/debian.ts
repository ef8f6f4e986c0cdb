import { existsSync } from "node:fs";
import { run } from "./run.ts";

const minutes = 60_000;
const aptGet = "/usr/bin/apt-get";
const patience = [
  "-o",
  "Acquire::http::Timeout=20",
  "-o",
  "Acquire::Retries=2",
  "-o",
  "DPkg::Lock::Timeout=120",
];
const quietly = {
  DEBIAN_FRONTEND: "noninteractive",
  PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin`,
};

/** Packages can be installed by root on Debian and its kin, and by nobody else. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync(aptGet);
}

/** Installs Debian packages without asking anything. One source of packages that does not answer is no reason to stop. */
export async function installPackages(names: readonly string[]): Promise<void> {
  await run(aptGet, [...patience, "update"], { limit: 2 * minutes, env: quietly });
  const installed = await run(aptGet, [...patience, "install", "-y", "--no-install-recommends", ...names], {
    limit: 6 * minutes,
    env: quietly,
  });
  if (!installed.ok)
    process.stderr.write(`apt could not install ${names.join(", ")}:\n${installed.output.slice(-2000)}\n`);
}
