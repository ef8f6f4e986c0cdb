import type { Instant } from "@yishi/domain/calendar";
import pg from "pg";

/** What the teller does as the owner of the database: the one clock, and what else time would do. */
export interface Clock {
  /** Moves the clock, which goes forwards only once something has happened. */
  moveTo(at: Instant): Promise<void>;
  /**
   * Lets the database see how much there is in it. It looks by itself within a minute; months pass here in seconds,
   * and until it has looked it searches a whole roll as if a few people stood on it.
   */
  lookAround(): Promise<void>;
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
    async lookAround() {
      await owner.query("analyze");
    },
    // Not move_clock(now): a microsecond would be left over, and a clock that is not quite right is not right.
    async setRight() {
      const { rowCount } = await owner.query("update yishi_clock set ahead = '0' where ahead <= '0'");
      if (rowCount !== 1) throw new Error("the story went past the present");
    },
    close: () => owner.end(),
  };
}
