import { addDays, isWorkingDay, workingDaysBetween, type Day, type Holidays } from "@yishi/domain/calendar";

/** The working day on which something was due that today is late by so many working days. */
export function dayOfBeingLate(workingDays: number, today: Day, holidays: Holidays): Day {
  let due = today;
  while (workingDaysBetween(due, today, holidays) < workingDays || !isWorkingDay(due, holidays)) {
    due = addDays(due, -1);
  }
  return due;
}
