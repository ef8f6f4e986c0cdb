/** What is kept of the register of experts: what they tell, who saw their paper, who named whom. */
export const expertsClass = {
  basis: "consent",
  ground: { law: "个人信息保护法", article: "14, 25" },
  keeping: { until: "archived" },
  deletion: "ask",
  columns: {
    experts:
      "expert_id member_id status round fields former_post years motto lang confirm_by term_ends begun_at",
    expert_checks: "expert_id round checker_id as_of seen issuer at",
    expert_namings: "resident_id namer_id channel at",
    expert_fields: "field_id name lang added_by at",
  },
} as const;

/** What is kept of consultations: who asked, sat, declared, objected, and what was written and answered. */
export const consultationsClass = {
  basis: "publicTask",
  ground: { law: "居委会组织法(2018)", article: "9, 10" },
  keeping: { until: "archived" },
  deletion: "never",
  columns: {
    proposal_hazards: "proposal_id hazard marked_by at",
    consultations:
      "consultation_id proposal_id asker_id asked_as status size working_days fields buildings question why lang hash rules asked_at choose_by opinion_due response_due responder_id responded_at outside_reference",
    panel_choices: "consultation_id ordinal chooser_id asked differs reason lang at",
    panel_seats:
      "seat_id consultation_id expert_id status outside asked_at reply_by decide_by declared declared_through decider_id decision decision_lang spoke spoke_hash spoke_at spoke_through",
    panel_objections: "seat_id resident_id channel at",
    opinion_drafts: "seat_id facts advice risk unknown lang changed_at",
    opinions: "seat_id facts risk unknown lang hash filed_at",
    opinion_advice: "consultation_id number seat_id advice",
    advice_answers: "consultation_id number verdict reason lang at",
  },
} as const;
