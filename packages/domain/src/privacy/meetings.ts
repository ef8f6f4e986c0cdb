/** What is kept of meetings: who was called and came, what was said, corrected and signed. */
export const meetingsClass = {
  basis: "legalDuty",
  ground: { law: "居委会组织法(2018)", article: "9, 10, 11" },
  keeping: { until: "archived" },
  deletion: "never",
  columns: {
    meeting_seats: "meeting_id seat household_id building",
    meeting_holders: "meeting_id seat holder_id resident_id member_id",
    meeting_attendance: "meeting_id seat holder_id present channel at",
    minute_entries:
      "meeting_id item version said resolution agreed opposed withheld carried_out_by due_on lang hash written_at erased_at erased_ground",
    minute_corrections:
      "correction_id meeting_id item asker_id wrong lang status asked_at answered_by answered_at reason reason_lang version erased_at erased_ground",
    meetings: "convener_id",
    minute_signatures: "meeting_id signed_as member_id hash at",
    minute_supplements: "meeting_id ordinal member_id text lang hash at",
  },
} as const;
