// Moves the clock of a running Yishi's own database forwards: `node move-clock.ts DATA_FOLDER DAYS [HH:MM]`, to a time of
// that day where one is named. For stories that tell of weeks; the owner alone can do it, and a server on anybody's real database refuses to start afterwards.
import pg from "pg";
import { findEmbedded } from "../embedded.ts";

const [dataFolder = "", days = "", time = ""] = process.argv.slice(2);
const running = await findEmbedded(dataFolder);
if (!running || !/^\d{1,3}$/.test(days) || !/^(?:\d{2}:\d{2})?$/.test(time))
  throw new Error("name the data folder of a running Yishi and a number of days");
const owner = new pg.Client({ connectionString: running.ownerUrl });
await owner.connect();
await owner.query(
  `select move_clock(case when $2 = '' then later
     else (date_trunc('day', later at time zone 'Asia/Shanghai') + nullif($2, '')::time) at time zone 'Asia/Shanghai' end)
   from (select yishi_now() + make_interval(days => $1) as later) l`,
  [Number(days), time],
);
await owner.end();
