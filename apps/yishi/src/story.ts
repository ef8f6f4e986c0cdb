import { personas } from "@yishi/api/personas";
import { migrate } from "@yishi/db/migrate";
import { isEmpty, isHalfTold, makeEmpty } from "./database.ts";
import type { Progress } from "./progress.ts";

interface Logins {
  readonly ownerUrl: string;
  readonly serverUrl: string;
}

type Tell = (given: Logins & { readonly report: (line: string) => void }) => Promise<void>;

/**
 * Tells the demo story in a database where no community lives yet, and says whether it did. A telling that was cut
 * off is begun again from nothing: nobody was ever served from half a story.
 */
export async function tellWhereEmpty(
  logins: Logins,
  progress: Progress,
  { calledOff, tell = tellWhole }: { readonly calledOff?: AbortSignal; readonly tell?: Tell } = {},
): Promise<boolean> {
  if (await isHalfTold(logins.ownerUrl)) {
    progress.say("  上次演示故事没有讲完，从头再讲  The story was cut off before; it is told anew");
    await makeEmpty(logins.ownerUrl);
    await migrate(logins);
  }
  if (!(await isEmpty(logins.ownerUrl))) return false;
  await progress.step("讲述演示故事", "Telling the demo story", (note) => {
    const report = (line: string) => {
      calledOff?.throwIfAborted();
      note(line);
    };
    return tell({ ...logins, report });
  });
  return true;
}

/** Loaded only when it is told: most starts find it told. */
async function tellWhole(given: Parameters<Tell>[0]): Promise<void> {
  const { tellStory } = await import("@yishi/demo/story");
  await tellStory(given);
}

/** Where and as whom one may sign in without a password, to try the demo. */
export function signIns(origin: string): string {
  const names = Map.groupBy(personas, (persona) => persona.slug);
  const lines = [...names].map(
    ([slug, people]) => `    /${slug}  ${people.map((one) => one.name).join("、")}`,
  );
  return [`  演示身份，一键登录  Sign in as anyone of the story: ${origin}/demo`, ...lines].join("\n");
}
