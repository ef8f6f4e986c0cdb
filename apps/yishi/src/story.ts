import { personas } from "@yishi/api/personas";
import { isEmpty } from "./database.ts";
import type { Progress } from "./progress.ts";

const storyRoom = "@yishi/demo/story";

type Tell = (given: {
  readonly ownerUrl: string;
  readonly serverUrl: string;
  readonly report: (line: string) => void;
}) => Promise<unknown>;

/** Tells the demo story in a database where no community lives yet, and says whether it did. */
export async function tellWhereEmpty(
  logins: { readonly ownerUrl: string; readonly serverUrl: string },
  progress: Progress,
): Promise<boolean> {
  if (!(await isEmpty(logins.ownerUrl))) return false;
  const room: unknown = await import(storyRoom);
  if (!tells(room)) throw new TypeError(`${storyRoom} tells no story`);
  const { tellStory } = room;
  await progress.step("讲述演示故事", "Telling the demo story", (report) => tellStory({ ...logins, report }));
  return true;
}

function tells(room: unknown): room is { readonly tellStory: Tell } {
  return (
    typeof room === "object" && room !== null && "tellStory" in room && typeof room.tellStory === "function"
  );
}

/** Where and as whom one may sign in without a password, to try the demo. */
export function signIns(origin: string): string {
  const names = Map.groupBy(personas, (persona) => persona.slug);
  const lines = [...names].map(
    ([slug, people]) => `    /${slug}  ${people.map((one) => one.name).join("、")}`,
  );
  return [`  演示身份，一键登录  Sign in as anyone of the story: ${origin}/demo`, ...lines].join("\n");
}
