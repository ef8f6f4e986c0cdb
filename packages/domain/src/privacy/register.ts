import { consultationsClass, expertsClass } from "./experts.ts";
import { meetingsClass } from "./meetings.ts";
import { draftsClass, filesClass, sponsorshipsClass } from "./papers.ts";
import { petitionsClass } from "./petitions.ts";
import type { DataClass } from "./data-class.ts";

const pipl = (article: string) => ({ law: "个人信息保护法", article });
const committees = (article: string) => ({ law: "居委会组织法(2018)", article });

/**
 * Everything that is kept about residents, as data. A test walks the catalogue of the database: a column that stands
 * neither here nor among those that speak of no person makes it fail.
 */
export const register = {
  rollEntry: {
    basis: "legalDuty",
    ground: committees("8, 9"),
    keeping: { until: "swept", what: "leftResidents" },
    deletion: "ask",
    columns: {
      residents: "resident_id household_id name born residence lived_since joined_on left_on",
      households: "household_id building stairwell door part residents_group grid",
      roll_entries:
        "entry_id kind resident_id household_id from_household_id on_day reference before_name before_born before_residence before_lived_since before_group before_grid at",
    },
  },
  membership: {
    basis: "asked",
    ground: pipl("13(1)(2)"),
    keeping: { until: "closing" },
    deletion: "self",
    columns: { members: "member_id account_id resident_id name serves_as joined_at left_at" },
  },
  account: {
    basis: "asked",
    ground: pipl("13(1)(2)"),
    keeping: { until: "closing" },
    deletion: "self",
    columns: {
      "auth.accounts": "account_id name password_hash created_at disabled_at",
      "auth.memberships": "account_id committee_id",
      "auth.recoveries":
        "recovery_id code_hash account_id committee_id issued_at expires_at used_at revoked_at seen_at",
      recoveries:
        "recovery_id member_id proof state opener_id opened_at confirm_by confirmer_id confirmed_at",
    },
  },
  sessions: {
    basis: "asked",
    ground: pipl("13(1)(2)"),
    keeping: { until: "swept", what: "sessions" },
    deletion: "self",
    columns: {
      "auth.sessions":
        "session_id secret_hash account_id created_at expires_at device browser last_used_on short",
      "auth.throttles": "key points expire",
    },
  },
  slips: {
    basis: "asked",
    ground: pipl("13(1)(2)"),
    keeping: { until: "swept", what: "slips" },
    deletion: "timer",
    columns: {
      "auth.invitations":
        "invitation_id code_hash committee_id member_id issued_at expires_at used_at revoked_at",
      slips: "slip_id batch_id serial member_id state reason printed_at expires_at",
      slip_batches: "batch_id number maker_id form_key slips printed_at",
    },
  },
  drafts: draftsClass,
  proposals: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      proposals: "proposal_id author_id author_named",
      appeals: "proposal_id reason lang filed_at decide_by",
      mergers: "why reason",
      motion_texts: "motion_id version question text lang hash written_at",
      merger_versions: "merger_id version title problem wish touches cost lang hash written_at",
      proposal_versions:
        "proposal_id version title problem wish touches cost lang hash written_at erased_at erased_ground",
    },
  },
  files: filesClass,
  sponsorships: sponsorshipsClass,
  cosponsors: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      cosponsors: "proposal_id resident_id name_public channel at",
      support_answers: "proposal_id resident_id supports channel at",
    },
  },
  followings: {
    basis: "asked",
    ground: pipl("13(1)(2)"),
    keeping: { until: "tookBack" },
    deletion: "self",
    columns: { followings: "proposal_id member_id following looked_at" },
  },
  petitions: petitionsClass,
  experts: expertsClass,
  consultations: consultationsClass,
  meetings: meetingsClass,
  views: {
    basis: "consent",
    ground: pipl("14, 25"),
    keeping: { until: "tookBack" },
    deletion: "self",
    columns: {
      views:
        "view_id proposal_id parent_id kind status version author_id member_id role building name_public channel said_at edited_at answer_due",
      view_versions: "view_id version text wording lang hash written_at erased_at erased_ground",
      amendments: "view_id proposal_id version field state became_version reason decided_at",
    },
  },
  moderations: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      moderations:
        "view_id rule reason moderator_id hidden_at appeal appealed_at appeal_due decider_id decision outcome decided_at",
    },
  },
  seats: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      seats: "motion_id seat kind household_id building area_square_centimetres",
      seat_holders: "motion_id seat resident_id recused change",
      seat_changes: "motion_id change what seat resident_id challenge_id at",
      seat_units: "motion_id seat unit_id",
      ballots: "motion_id seat binding choice channel actor_id second_clerk_id resident_id key at",
      paper_readings: "motion_id seat choice channel clerk_id at",
      box_rounds: "round_id motion_id carrier_id second_carrier_id carried_on",
      box_visits: "round_id motion_id seat",
      hand_readings: "motion_id counter_id agreed opposed withheld unraised at",
      hand_openings: "motion_id member_id present at",
    },
  },
  posts: {
    basis: "legalDuty",
    ground: committees("8, 9"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      posts:
        "post_id member_id post appointed_by appointed_on reference from_at until_at record resolution_id ended ended_by ended_reference",
      recusals: "proposal_id member_id post reason asked_by at",
    },
  },
  kinships: {
    basis: "legalDuty",
    ground: { law: "民法典", article: "1045" },
    keeping: { until: "archived" },
    deletion: "never",
    columns: { kinships: "kinship_id resident_id other_id relation declared_on struck_at" },
  },
  outcomes: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "ask",
    columns: {
      challenges:
        "challenge_id motion_id resident_id unit_id ground words lang channel filed_at due_at status verdict of_resident_id of_unit_id answer answer_lang proposed_by proposed_at differs answered_by answered_at erased_at erased_ground",
      objections:
        "objection_id motion_id resident_id member_id as_supervisor building ground code text lang status channel filed_at due_on answered_at answered_by answer answer_lang erased_at erased_ground",
      acceptances:
        "acceptance_id motion_id round resident_id member_id role accepted missing lang channel at erased_at erased_ground",
      recounts:
        "recount_id motion_id kind claim seat resident_id member_id text lang channel status asked_at due_on done_at wrong same turns erased_at erased_ground",
      follow_ups: "motion_id round resident_id score words lang channel at erased_at erased_ground",
    },
  },
  acts: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      reviews: "proposal_id version reviewer_id from_committee verdict ground first_yes reason at",
      appeal_decisions: "recorder_id",
      count_sheets: "motion_id scrutineer_id desk home_box meeting at",
      recount_findings: "recount_id scrutineer_id holds desk home_box meeting at",
      motions: "convener_id",
      motion_versions: "carried_out_by",
      resolutions: "publisher_id",
      milestones: "responsible",
    },
  },
  units: {
    basis: "legalDuty",
    ground: { law: "民法典", article: "278" },
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      units: "unit_id building stairwell door area_square_centimetres area_source from_on until_on",
      unit_owners: "unit_id ordinal name kind number resident_id",
    },
  },
  consents: {
    basis: "legalDuty",
    ground: pipl("14, 15, 25"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: { consents: "consent_id resident_id purpose object_id given words channel actor_id at" },
  },
  contests: {
    basis: "legalDuty",
    ground: pipl("46, 47, 50"),
    keeping: { until: "swept", what: "contestWords" },
    deletion: "timer",
    columns: {
      contests:
        "contest_id resident_id asks about wrong wanted lang status channel filed_at due_on answered_at answered_by answer erased_at erased_ground",
    },
  },
  sightings: {
    basis: "legalDuty",
    ground: pipl("51, 54"),
    keeping: { until: "swept", what: "sightings" },
    deletion: "timer",
    columns: { sightings: "sighting_id resident_id member_id post what at" },
  },
  imports: {
    basis: "legalDuty",
    ground: committees("8, 9"),
    keeping: { until: "swept", what: "readings" },
    deletion: "timer",
    columns: {
      roll_imports:
        "import_id member_id file_name file_hash roll_hash lines notes ignored counts read_at applied_at",
      owner_imports: "import_id member_id file_name file_hash register_hash units read_at applied_at",
    },
  },
  facts: {
    basis: "publicTask",
    ground: committees("9, 10"),
    keeping: { until: "archived" },
    deletion: "never",
    columns: {
      facts: "fact_id kind object_id actor_id subject_id channel at body",
      submissions: "actor_id key procedure request_hash answer at",
    },
  },
} as const satisfies Readonly<Record<string, DataClass>>;

export type DataClassName = keyof typeof register;

/** The names of the classes, in the order in which a resident reads them. */
export const dataClasses: readonly DataClassName[] = [
  "rollEntry",
  "membership",
  "account",
  "sessions",
  "slips",
  "drafts",
  "proposals",
  "files",
  "sponsorships",
  "cosponsors",
  "followings",
  "petitions",
  "experts",
  "consultations",
  "meetings",
  "views",
  "moderations",
  "seats",
  "units",
  "posts",
  "kinships",
  "outcomes",
  "acts",
  "consents",
  "contests",
  "sightings",
  "imports",
  "facts",
];

/** A class in the form that they all have. */
export function classOf(name: DataClassName): DataClass {
  return register[name];
}
