import { addDays, instantAt, type Day, type Instant, type TimeOfDay } from "@yishi/domain/calendar";

/** Something that happened, so many days before the story is told, at a time of day. */
export interface Scene {
  readonly daysAgo: number;
  readonly time: TimeOfDay;
  readonly happen: () => Promise<unknown>;
}

/** What happened of one matter, in its order; the teller weaves chapters together by the clock. */
export interface Chapter {
  readonly title: string;
  readonly english: string;
  readonly scenes: readonly Scene[];
}

/** Writes down what happened, and when. */
export function on(daysAgo: number, time: TimeOfDay, happen: () => Promise<unknown>): Scene {
  return { daysAgo, time, happen };
}

/** When a scene happened, seen from the day on which it is told. */
export function instantOf(scene: Pick<Scene, "daysAgo" | "time">, today: Day): Instant {
  return instantAt(addDays(today, -scene.daysAgo), scene.time);
}

/** The scenes of all chapters in the order in which they happened. No two of them at once: the clock only goes forwards. */
export function inOrder(chapters: readonly Chapter[], today: Day) {
  const scenes = chapters
    .flatMap((chapter) => chapter.scenes.map((scene) => ({ chapter, scene, at: instantOf(scene, today) })))
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  for (const [index, { chapter, at }] of scenes.entries()) {
    const before = scenes[index - 1];
    if (before?.at.getTime() === at.getTime())
      throw new Error(`${before.chapter.english} and ${chapter.english} happen at once: ${at.toISOString()}`);
  }
  return scenes;
}
