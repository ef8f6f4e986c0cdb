/** The posts of a community (decisions: "Posts"). A post is held by a member from one instant until another. */
export const posts = [
  "chair",
  "viceChair",
  "committeeMember",
  "secretary",
  "representative",
  "groupLeader",
  "householdRepresentative",
  "reviewer",
  "scrutineer",
  "secondReader",
  "financePerson",
  "branchRecorder",
  "supervisor",
  "expert",
  "mediator",
  "mediationSecretary",
  "deskClerk",
  "stationClerk",
  "streetOfficer",
  "registrar",
] as const;

export type Post = (typeof posts)[number];

/** Which posts may take which act. What a rule then says of the act is another question. */
export const acts = {
  "roll.import": ["registrar", "secretary"],
  "roll.change": ["registrar", "secretary", "deskClerk"],
  "roll.export": ["registrar", "secretary"],
  "roll.answerContests": ["registrar", "secretary"],
  "roll.search": ["registrar", "chair", "secretary", "deskClerk"],
  "owners.import": ["registrar", "secretary"],
  "owners.see": ["registrar", "chair", "secretary"],
  "slips.issue": ["registrar", "deskClerk"],
  "accounts.recover": ["deskClerk"],
  "posts.appoint": ["registrar", "chair", "viceChair"],
  "posts.end": ["registrar", "chair", "viceChair", "supervisor"],
  "recusals.ask": ["supervisor"],
  "charter.adopt": ["chair", "secretary"],
  "rules.change": ["chair", "secretary"],
  "desk.actFor": ["deskClerk"],
  "petitions.check": ["chair", "viceChair", "committeeMember", "secretary"],
  "petitions.answer": ["chair", "viceChair"],
  "experts.check": ["chair", "viceChair", "committeeMember", "supervisor"],
  "experts.fields": ["chair", "viceChair", "secretary"],
  "consultations.choose": ["chair", "viceChair", "secretary"],
  "consultations.decide": ["supervisor"],
  "consultations.respond": ["chair", "viceChair", "secretary"],
  "meetings.call": ["chair", "viceChair", "groupLeader"],
  "meetings.attend": ["chair", "viceChair", "secretary", "deskClerk", "groupLeader"],
  "meetings.enter": ["deskClerk"],
  "meetings.vote": ["chair", "viceChair", "groupLeader"],
  "meetings.names": ["chair", "viceChair", "committeeMember", "secretary", "supervisor"],
  "meetings.minute": ["chair", "viceChair", "secretary", "groupLeader"],
  "views.answer": ["chair", "viceChair", "committeeMember", "secretary"],
  "views.moderate": ["supervisor"],
  "proposals.review": ["reviewer"],
  "appeals.record": ["chair", "secretary"],
  "mergers.suggest": ["reviewer", "chair", "viceChair", "committeeMember", "secretary"],
  "motions.draft": ["chair", "viceChair", "secretary"],
  "motions.recordPriorStudy": ["branchRecorder"],
  "motions.schedule": ["chair", "viceChair"],
  "challenges.answer": ["registrar", "secretary"],
  "challenges.confirm": ["supervisor"],
  "ballots.transcribe": ["deskClerk"],
  "ballots.count": ["scrutineer"],
  "ballots.names": ["scrutineer", "supervisor"],
  "resolutions.publish": ["secretary"],
  "objections.answer": ["chair", "secretary"],
  "objections.courtCase": ["secretary"],
  "resolutions.carryOut": ["chair", "viceChair", "secretary"],
  "acceptances.standIn": ["supervisor"],
} as const satisfies Record<string, readonly Post[]>;

export type Act = keyof typeof acts;

/** The posts that work at a window, on a computer that others use after them. */
export const deskPosts: ReadonlySet<Post> = new Set(["registrar", "deskClerk", "stationClerk"]);

/** The posts that make their holder one of the residents' committee. */
export const committeePosts: ReadonlySet<Post> = new Set(["chair", "viceChair", "committeeMember"]);

/** A post as it is held: power from its first instant, none from its last. */
export interface Tenure {
  readonly post: Post;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** The posts that give power now: an expired post gives none from the very second it ends. */
export function postsHeld(tenures: readonly Tenure[], now: Date): ReadonlySet<Post> {
  return new Set(tenures.filter((held) => held.fromAt <= now && now < held.untilAt).map((held) => held.post));
}

/** Whether one of these posts may take this act. */
export function mayTake(act: Act, held: ReadonlySet<Post>): boolean {
  const allowed: readonly Post[] = acts[act];
  return allowed.some((post) => held.has(post));
}
