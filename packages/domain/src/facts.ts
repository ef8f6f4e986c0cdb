import type { Instant } from "./calendar.ts";

/** Channels are equal: each act says through which it came (invariant 9). */
export const channels = ["app", "desk", "phone", "paper", "visit", "meeting", "homeBox"] as const;
export type Channel = (typeof channels)[number];

/** Who did it (the actor, whose post permits), for whom (the subject, whom the rules judge), through what, and when. */
export interface Standing {
  readonly actorId: string;
  readonly subjectId: string | null;
  readonly channel: Channel;
  readonly at: Instant;
}

/** A fact: what was done, in the past tense. Its body holds ids, states, numbers and hashes, never free text. */
export interface Recorded<Kind extends string, Body> extends Standing {
  readonly kind: Kind;
  readonly objectId: string;
  readonly body: Body;
}

export type AnyFact = Recorded<string, object>;

/** Makes a fact of an object out of who stood where. */
export function record<const Kind extends string, const Body>(
  standing: Standing,
  kind: Kind,
  objectId: string,
  body: Body,
): Recorded<Kind, Body> {
  const { actorId, subjectId, channel, at } = standing;
  return { kind, objectId, actorId, subjectId, channel, at, body };
}
