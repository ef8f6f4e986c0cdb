#!/usr/bin/env node
import { parseArgs } from "node:util";
import { UnfitDatabase } from "@yishi/db/client";
import { StartProblem } from "@yishi/db/embedded/problem";
import { asOwner } from "./database.ts";
import { defectWords } from "./defects.ts";
import { dev } from "./dev.ts";
import { dump } from "./dump.ts";
import { helpFor, isCommand, overview, type CommandName } from "./help.ts";
import { progressOn } from "./progress.ts";
import { restore } from "./restore.ts";
import { readSettings } from "./settings.ts";
import { setup } from "./setup.ts";
import { CalledOff } from "./signals.ts";
import { start } from "./start.ts";
import { tellWhereEmpty } from "./story.ts";
import { migrate } from "@yishi/db/migrate";
import { version } from "./version.ts";

// 1. What was asked. 2. What it does. 3. How it ends: 0 done, 1 something to mend, 2 not understood, 130 called off.

interface Asked {
  readonly command: CommandName;
  readonly file: string | undefined;
  /** The address of the community that lacks a registrar; set-up alone knows it. */
  readonly community: string | undefined;
}

class Misunderstood extends Error {
  override readonly name = "Misunderstood";
}

/** Reads the words of the command line; help and version are answered on the spot. */
function asked(words: readonly string[]): Asked | string {
  const { values, positionals } = parse(words);
  const [name, file, ...more] = positionals;
  if (values.version) return `${version}\n`;
  if (name === undefined) return overview();
  if (!isCommand(name)) throw new Misunderstood(`没有 ${name} 这个命令。  There is no command ${name}.`);
  if (values.help) return helpFor(name);
  if (more.length > 0 || (file !== undefined && name !== "restore")) {
    throw new Misunderstood(
      `看不懂“${positionals.slice(1).join(" ")}”。  "${positionals.slice(1).join(" ")}" is not understood.`,
    );
  }
  if (values.out !== undefined && name !== "dump")
    throw new Misunderstood("--out 只用于 dump。  --out belongs to dump.");
  if (values.community !== undefined && name !== "setup")
    throw new Misunderstood("--community 只用于 setup。  --community belongs to setup.");
  return { command: name, file: values.out ?? file, community: values.community };
}

function parse(words: readonly string[]) {
  try {
    const options = {
      help: { type: "boolean", short: "h" },
      version: { type: "boolean" },
      out: { type: "string" },
      community: { type: "string" },
    } as const;
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (cause) {
    throw new Misunderstood(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function carryOut({ command, file, community }: Asked): Promise<void> {
  const settings = readSettings(process.env);
  // What a dump writes to the standard output must not be mixed with words.
  const progress = progressOn(process.stderr);
  switch (command) {
    case "start":
      return start(settings, progressOn(process.stdout));
    case "dev":
      return dev(settings, progressOn(process.stdout));
    case "migrate":
      return asOwner(settings, async (logins) => {
        const applied = await progress.step("更新数据表", "Bringing the tables up to date", (report) =>
          migrate({ ...logins, report }),
        );
        progress.say(
          applied.length > 0
            ? applied.map((name) => `    ${name}`).join("\n")
            : "    已是最新  Nothing to do",
        );
      });
    case "demo":
      return asOwner(settings, async (logins) => {
        await migrate(logins);
        const told = await tellWhereEmpty(logins, progress);
        if (!told)
          progress.say(
            "数据库里已经有社区，什么也没有改。  A community lives here already; nothing was changed.",
          );
      });
    case "setup":
      return setup(settings, community, progressOn(process.stdout));
    case "dump":
      return dump(settings, file);
    case "restore":
      return restore(settings, file);
  }
}

try {
  const request = asked(process.argv.slice(2));
  if (typeof request === "string") process.stdout.write(request);
  else await carryOut(request);
  process.exit(0);
} catch (error) {
  process.exit(tellEnd(error));
}

/** An operator is told what to mend; only a defect of ours shows its stack. */
function tellEnd(error: unknown): number {
  if (error instanceof CalledOff) return 130;
  if (error instanceof Misunderstood) {
    process.stderr.write(`${error.message}\nyishi --help\n`);
    return 2;
  }
  const isTheirs = error instanceof StartProblem || error instanceof UnfitDatabase;
  process.stderr.write(`\n${isTheirs ? error.message : defectWords(error)}\n`);
  return 1;
}
