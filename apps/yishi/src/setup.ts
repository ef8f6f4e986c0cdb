import { reasonOf } from "@yishi/api/accept";
import { openDoor, type Door } from "@yishi/api/door";
import { findEmbedded } from "@yishi/db/embedded";
import { StartProblem } from "@yishi/db/embedded/problem";
import { reachDatabase } from "./database.ts";
import type { Progress } from "./progress.ts";
import type { Settings } from "./settings.ts";

/** Prints a set-up code: for a further community, or for a registrar of the one that is named. */
export async function setup(
  settings: Settings,
  community: string | undefined,
  progress: Pick<Progress, "say">,
): Promise<void> {
  const { database } = settings;
  const running = database.kind === "embedded" ? await findEmbedded(database.dataFolder) : undefined;
  const reached = running ? { ...running, release: () => Promise.resolve() } : await reachDatabase(settings);
  try {
    const link = await withDoor(reached.serverUrl, (door) => door.setupLink(community ?? null));
    progress.say(linkWords(settings.origin, link));
  } catch (thrown) {
    throw problemOf(thrown, community ?? "") ?? thrown;
  } finally {
    await reached.release();
  }
}

/**
 * What a start says where no community lives yet: the set-up code, on a terminal and nowhere else. Where the words go
 * into a file or a journal, it says how to come by one.
 */
export async function firstLink(
  settings: Pick<Settings, "demo" | "origin">,
  serverUrl: string,
  isTerminal: boolean,
): Promise<string | null> {
  if (settings.demo) return null;
  return withDoor(serverUrl, async (door) => {
    const communities = await door.caller({ sessionToken: null, slug: null }).communities.all();
    if (communities.length > 0) return null;
    return isTerminal ? linkWords(settings.origin, await door.setupLink(null)) : noTerminal;
  });
}

/** Where the code is written in, and until when it is good. No address ever holds it: addresses are kept in histories and logs. */
function linkWords(origin: string, link: { readonly code: string; readonly expiresAt: Date }): string {
  const until = new Intl.DateTimeFormat("zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Asia/Shanghai",
  }).format(link.expiresAt);
  return [
    "",
    `  开设社区  Set up a community: ${origin}/setup`,
    `  安装码  Set-up code: ${link.code}`,
    `  只能用一次，到 ${until} 为止。请当面交给登记员。`,
    "  It works once, for one day. Hand it to the registrar in person.",
  ].join("\n");
}

const noTerminal = [
  "",
  "  还没有社区。请在终端里运行 yishi setup，取安装码。",
  "  No community lives here yet. Run `yishi setup` on a terminal for a set-up code.",
].join("\n");

async function withDoor<T>(databaseUrl: string, work: (door: Door) => Promise<T>): Promise<T> {
  const door = await openDoor({ databaseUrl, demo: false, poolSize: 2 });
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}

function problemOf(thrown: unknown, slug: string): StartProblem | null {
  const code = reasonOf(thrown).refusal?.refused;
  if (code === "somebody-may-appoint") {
    return new StartProblem(
      `“${slug}”还有人能登记任职，不用另外登记登记员。`,
      `Somebody in "${slug}" can still record posts, so no registrar is entered from outside.`,
    );
  }
  if (code !== "not-found") return null;
  return new StartProblem(`没有网址是“${slug}”的社区。`, `There is no community at the address "${slug}".`);
}
