import { holidays } from "@yishi/api/holidays";
import { addDays, isWorkingDay, workingDaysBetween, type Day } from "@yishi/domain/calendar";
import { expect, test } from "vitest";
import { dayOfBeingLate } from "./working-days.ts";

test("whichever day it is told on, the step was due on a working day and is 12 working days late", () => {
  let today: Day = "2026-06-01";
  for (; today < "2027-06-01"; today = addDays(today, 1)) {
    const due = dayOfBeingLate(12, today, holidays);
    expect(workingDaysBetween(due, today, holidays), today).toBe(12);
    expect(isWorkingDay(due, holidays), today).toBe(true);
    // It was planned 48 days before: a step cannot have been due before there was a plan.
    expect(due > addDays(today, -48), today).toBe(true);
  }
});

test("over the week of National Day 2026, with its weekends made up for, it goes back to mid-September", () => {
  expect(dayOfBeingLate(12, "2026-10-09", holidays)).toBe("2026-09-16");
});
