import type { Day, Holidays } from "@yishi/domain/calendar";
import { addDays, startOf } from "@yishi/domain/calendar";
import chineseDays from "chinese-days";

/** The years that the published table covers; past its end days are provisional. */
const covered: { readonly from: Day; readonly until: Day } = { from: "2023-01-01", until: "2026-12-31" };

/** The yearly table of holidays and make-up working days, as the State Council published it. */
export const holidays: Holidays = table();

function table(): Holidays {
  const off = new Set<Day>();
  const work = new Set<Day>();
  for (let day = covered.from; day <= covered.until; day = addDays(day, 1)) {
    const weekday = (startOf(day).getUTCDay() + 1) % 7; // startOf is 16:00 UTC of the day before
    const weekend = weekday === 0 || weekday === 6;
    const works = chineseDays.isWorkday(day);
    if (!works && !weekend) off.add(day);
    if (works && weekend) work.add(day);
  }
  return { coveredUntil: covered.until, off, work };
}
