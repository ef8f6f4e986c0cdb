import { expect, test } from "vitest";
import { classOf, dataClasses, register } from "./register.ts";
import { retained } from "./retention.ts";

test("the order in which a resident reads the classes names each of them once", () => {
  expect([...dataClasses].sort()).toEqual(Object.keys(register).sort());
});

test("no column belongs to two classes, unless it is the key of a place that several people share", () => {
  const seen = new Map<string, string>();
  for (const name of dataClasses)
    for (const [table, columns] of Object.entries(classOf(name).columns))
      for (const column of columns.split(" ")) {
        const place = `${table}.${column}`;
        expect([place, seen.get(place)]).toEqual([place, undefined]);
        seen.set(place, name);
      }
  expect(seen.size).toBeGreaterThan(100);
});

test("every timer belongs to a class, and what cannot go has a law behind it", () => {
  const timers = dataClasses.flatMap((name) => {
    const { keeping } = classOf(name);
    return keeping.until === "swept" ? [keeping.what] : [];
  });
  expect(timers.toSorted()).toEqual([...retained].sort());
  for (const name of dataClasses) {
    const { ground } = classOf(name);
    expect([name, ground.law !== "" && ground.article !== ""]).toEqual([name, true]);
  }
});
