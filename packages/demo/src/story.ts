import { timeOf, type Instant } from "@yishi/domain/calendar";
import { chaptersOf } from "./chapters.ts";
import { inOrder } from "./telling/scenes.ts";
import { openTeller } from "./telling/teller.ts";

/**
 * Tells the story of the demo in an empty database, through the one door and with its clock: it begins months ago
 * and ends now. What is told half is recognised by its clock, which still shows the past.
 */
export async function tellStory(given: {
  readonly ownerUrl: string;
  readonly serverUrl: string;
  readonly report: (line: string) => void;
  readonly now?: Instant;
}): Promise<void> {
  const now = given.now ?? new Date();
  const teller = await openTeller({ ...given, now });
  try {
    for (const { chapter, scene, at } of inOrder(chaptersOf(teller), teller.today)) {
      given.report(`${teller.day(scene.daysAgo)} ${timeOf(at)}  ${chapter.title}  ${chapter.english}`);
      await teller.moveTo(at);
      await scene.happen();
    }
    await teller.endInPresent();
  } finally {
    await teller.close();
  }
}
