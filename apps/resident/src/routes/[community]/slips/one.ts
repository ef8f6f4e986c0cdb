import type { Caller } from "@yishi/api/door";
import { textOf } from "#lib/forms.ts";

/** Makes one slip: for a resident, or for somebody who serves here and lives elsewhere. */
export async function oneSlip(api: Caller, form: FormData) {
  const memberId = textOf(form, "memberId");
  return memberId
    ? api.guests.issueSlip({ memberId })
    : api.slips.issue({ residentId: textOf(form, "residentId") });
}
