import type { Tx } from "@yishi/db/client";

/** The database ends a transaction in which nothing happens for ten seconds; reading a large file may take longer. */
export async function awake<Read>(tx: Tx, reading: Promise<Read>): Promise<Read> {
  const beat = setInterval(() => {
    // Whether the connection is lost shows in the next statement, which is awaited.
    tx.raw.query("select").catch(() => undefined);
  }, 3_000);
  try {
    return await reading;
  } finally {
    clearInterval(beat);
  }
}
