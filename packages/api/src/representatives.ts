import type { Tx } from "@yishi/db/client";
import { meetingOfRepresentatives } from "@yishi/db/meetings/hands";
import { tooFewRepresentatives } from "@yishi/domain/electorates";
import { setting, type RuleBook } from "@yishi/domain/rulebook";
import { accept } from "./accept.ts";

/** Lets the representatives' meeting be called, and its vote be announced, only where enough of it are representatives. */
export async function onlyOfRepresentatives(tx: Tx, book: RuleBook): Promise<void> {
  accept(tooFewRepresentatives(await meetingOfRepresentatives(tx), setting(book, "meeting.reps.share")));
}
