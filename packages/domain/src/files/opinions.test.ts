import { describe, expect, test } from "vitest";
import { statuses } from "../consultations.ts";
import { seatStatuses, spoken } from "../consultations/panels.ts";
import { mayReadFile, type Subject } from "../files.ts";
import { opinionIsPublic, opinionTakesFiles, requestTakesFiles } from "./opinions.ts";

describe("the files of an opinion", () => {
  test("are added while its expert sits and the panel writes, and never later", () => {
    const taking = statuses.flatMap((status) =>
      seatStatuses.flatMap((one) =>
        [null, ...spoken].flatMap((spoke) =>
          opinionTakesFiles({ status: one, spoke }, status) ? [[status, one, spoke]] : [],
        ),
      ),
    );
    expect(taking).toEqual([["studying", "sitting", null]]);
    expect(statuses.filter(requestTakesFiles)).toEqual(["choosing", "studying"]);
  });

  test("are public once it was filed, as the opinion or as a dissent", () => {
    expect([null, ...spoken].filter((spoke) => opinionIsPublic({ spoke }))).toEqual(["opinion", "dissent"]);
  });

  test("for the panel alone stay with the panel, also when the opinion is public", () => {
    const subject: Subject = {
      ...{ kind: "opinion", id: "seat", ownerId: "wang", isPublic: true, readers: ["chen"], takes: false },
    };
    const readers = (panelOnly: boolean, isPublic: boolean) =>
      ["wang", "chen", "neighbour", null].map((one) =>
        mayReadFile({ ...subject, isPublic }, { panelOnly }, one),
      );
    expect(readers(true, true)).toEqual([true, true, false, false]);
    expect(readers(false, true)).toEqual([true, true, true, true]);
    expect(readers(false, false)).toEqual([true, true, false, false]);
  });
});
