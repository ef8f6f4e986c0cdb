import type { DataClass } from "./data-class.ts";

/** What somebody writes before it is public. */
export const draftsClass = {
  basis: "asked",
  ground: { law: "个人信息保护法", article: "13(1)(2)" },
  keeping: { until: "swept", what: "idleDrafts" },
  deletion: "self",
  columns: {
    draft_answers: "proposal_id first_yes department",
    drafts:
      "draft_id author_id revision finished_revision title problem wish touches cost author_named lang saved_at",
  },
} as const satisfies DataClass;

/** Pictures and papers that were put to something, and what became of them. */
export const filesClass = {
  basis: "publicTask",
  ground: { law: "居委会组织法(2018)", article: "9, 10" },
  keeping: { until: "archived" },
  deletion: "ask",
  columns: {
    files:
      "file_id subject_kind subject_id author_id kind says lang size width height hash added_at rule reason hider_id hidden_at panel_only",
    file_bytes: "file_id part bytes",
  },
} as const satisfies DataClass;

/** Who stands beside somebody under age (民法典 19). */
export const sponsorshipsClass = {
  basis: "publicTask",
  ground: { law: "民法典", article: "19" },
  keeping: { until: "archived" },
  deletion: "never",
  columns: {
    sponsorships: "proposal_id author_id sponsor_id state version file_ids named asked_at answered_at",
  },
} as const satisfies DataClass;
