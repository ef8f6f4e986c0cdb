import type { Keeping } from "@yishi/domain/privacy/data-class";
import type { Periods } from "@yishi/domain/privacy/retention";
import { m } from "#lib/paraglide/messages.js";

/** How long something is kept, in words, with the numbers of this community. */
export function keepingWords(keeping: Keeping, periods: Periods): string {
  if (keeping.until !== "swept") return m[`retention.${keeping.until}`]();
  switch (keeping.what) {
    case "sessions":
      return m["retention.sessions"]();
    case "readings":
      return m["retention.readings"]({ count: String(periods.readingDays) });
    case "slips":
      return m["retention.slips"]({ count: String(periods.slipDays) });
    case "sightings":
      return m["retention.sightings"]({ count: String(periods.sightingMonths) });
    case "leftResidents":
      return m["retention.leftResidents"]({ count: String(periods.leftMonths) });
    case "idleDrafts":
      return m["retention.idleDrafts"]({ count: String(periods.draftMonths) });
    case "contestWords":
      return m["retention.contestWords"]({ count: String(periods.contestMonths) });
  }
}
