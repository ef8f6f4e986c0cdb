import type { Tx } from "@yishi/db/client";
import { kinshipsOf, residentsOfHousehold } from "@yishi/db/kinships";
import { passedResolution } from "@yishi/db/posts";
import { addMonths, dayOf, startOf, type Day, type Instant } from "@yishi/domain/calendar";
import { refuse } from "@yishi/domain/outcome";
import { records, type RecordKind } from "@yishi/domain/posts";
import { hasMediationTerm } from "@yishi/domain/posts/organisations";
import type { Post } from "@yishi/domain/roles";
import { limits } from "@yishi/domain/texts";
import { z } from "zod";
import { day, line } from "./inputs.ts";
import { mediationTermYears, termYears } from "./rules.ts";

/** What an appointment rests on, as it is written in a form; on paper where nothing else is said. */
export const appointmentRecord = {
  record: z.enum(records).default("paper"),
  appointedBy: line(limits.reference),
  appointedOn: day,
  reference: line(limits.reference),
};

interface Written {
  readonly record: RecordKind;
  readonly appointedBy: string;
  readonly appointedOn: Day;
  readonly reference: string;
}

/** Reads the record: a day that has been, and for a resolution of this platform one that was passed and published. */
export async function recordOf(tx: Tx, written: Written) {
  const { record, appointedBy, appointedOn, reference } = written;
  if (appointedOn > dayOf(tx.now)) return refuse("day-in-the-future", { day: appointedOn });
  if (record !== "resolution") return { record, appointedBy, appointedOn, reference, resolutionId: null };
  const [, year, number] = /^(20\d{2}|21\d{2})-([1-9]\d{0,5})$/.exec(reference) ?? [];
  const passed = year && number ? await passedResolution(tx, Number(year), Number(number)) : null;
  if (!passed) return refuse("resolution-unknown");
  const publishedOn = dayOf(passed.publishedAt);
  return { record, appointedBy, appointedOn: publishedOn, reference, resolutionId: passed.resolutionId };
}

/** A term as it is written: from now or a later day, until a day's first moment, or as long as the rule book lets it be. */
export function termOf(
  now: Instant,
  written: { readonly post: Post; readonly fromDay?: Day | undefined; readonly untilDay?: Day },
) {
  const today = dayOf(now);
  const { post, fromDay = today, untilDay } = written;
  if (fromDay < today) return refuse("term-begins-in-the-past", { day: fromDay });
  const years = hasMediationTerm(post) ? mediationTermYears : termYears;
  const termEnds = startOf(addMonths(fromDay, 12 * years));
  return {
    fromAt: fromDay === today ? now : startOf(fromDay),
    untilAt: untilDay ? startOf(untilDay) : termEnds,
    termEnds,
  };
}

/** Of those who serve, the ones behind the same door as a resident, and the ones declared to be near kin of theirs. */
export async function kinOfHolders(
  tx: Tx,
  resident: { readonly residentId: string; readonly householdId: string },
  serving: readonly { readonly memberId: string; readonly residentId: string | null }[],
) {
  const { residentId, householdId } = resident;
  const home = new Set(await residentsOfHousehold(tx, householdId));
  const kin = new Set((await kinshipsOf(tx, residentId)).flatMap((one) => [one.residentId, one.otherId]));
  const membersAmong = (residents: ReadonlySet<string>) =>
    new Set(
      serving
        .filter((one) => one.residentId && one.residentId !== residentId && residents.has(one.residentId))
        .map((one) => one.memberId),
    );
  return { household: membersAmong(home), declared: membersAmong(kin) };
}
