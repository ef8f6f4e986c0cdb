// Moves the clock of a running Yishi's own database forwards: `node move-clock.ts DATA_FOLDER DAYS`. For stories that
// tell of weeks; the owner alone can do it, and a server on anybody's real database refuses to start afterwards.
import pg from "pg";
import { findEmbedded } from "../embedded.ts";

const [dataFolder = "", days = ""] = process.argv.slice(2);
const running = await findEmbedded(dataFolder);
if (!running || !/^\d{1,3}$/.test(days))
  throw new Error("name the data folder of a running Yishi and a number of days");
const owner = new pg.Client({ connectionString: running.ownerUrl });
await owner.connect();
await owner.query("select move_clock(yishi_now() + make_interval(days => $1))", [Number(days)]);
await owner.end();
