import type { Instant } from "@yishi/domain/calendar";
import pg from "pg";

/** The one clock of the database in the hands of the teller, who signs in as its owner for this alone. */
export interface Clock {
  /** Moves the clock, which goes forwards only once something has happened. */
  moveTo(at: Instant): Promise<void>;
  /** Sets the clock right: from here on it shows the real time. */
  setRight(): Promise<void>;
  close(): Promise<void>;
}

/** Takes the clock of a database into the hand. */
export async function takeClock(ownerUrl: string): Promise<Clock> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  return {
    async moveTo(at) {
      await owner.query("select move_clock($1)", [at]);
    },
    // Not move_clock(now): a microsecond would be left over, and a clock that is not quite right is not right.
    async setRight() {
      const { rowCount } = await owner.query("update yishi_clock set ahead = '0' where ahead <= '0'");
      if (rowCount !== 1) throw new Error("the story went past the present");
    },
    close: () => owner.end(),
  };
}
