/** What is kept of petitions: who asked for a meeting, and who signed. */
export const petitionsClass = {
  basis: "legalDuty",
  ground: { law: "居委会组织法(2018)", article: "10" },
  keeping: { until: "archived" },
  deletion: "never",
  columns: {
    petitions:
      "petition_id author_id meeting proposal_id status year number title asks lang hash opened_at window_ends bases rules met_by due_on meeting_on ground answer answer_lang answered_by answered_at erased_at erased_ground",
    petition_signatures: "petition_id resident_id household_id representative channel at",
  },
} as const;
