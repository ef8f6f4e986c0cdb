import type { Kept } from "@yishi/domain/deciders";
import type { Ground, Verdict } from "@yishi/domain/proposals";
import type { Reason } from "@yishi/domain/recusals";
import { isPersona, newKey, type Teller } from "../telling/teller.ts";
import { comes, homeOf, neighbours } from "./neighbours.ts";

/** What an author writes. */
export interface Written {
  readonly title: string;
  readonly problem: string;
  readonly wish: string;
  readonly touches: string;
  readonly cost: string;
}

/** A proposal, followed by the story from its first word until it is admitted or comes to an end before. */
export interface Followed {
  readonly author: string;
  /** Its id, from the moment it was written, and its number from when it was opened. */
  id(): string;
  numbered(): { readonly year: number; readonly number: number };
  /** The author writes it; without an account they say it at the window, and the clerk writes. */
  write(): Promise<void>;
  /** Written and made public in one go. */
  open(): Promise<void>;
  /** Neighbours of the author's building put their names to it at the window. */
  supportAtDesk(count: number): Promise<void>;
  /** People with an account put their names to it, for all to see. */
  support(...names: readonly string[]): Promise<void>;
  review(name: string, verdict: Verdict, ground?: Ground, reason?: string): Promise<void>;
  /** Somebody who holds a post in it steps back, from it and from everything that follows. */
  stepBack(name: string, reason: Reason): Promise<void>;
  /** The author writes it anew after it came back, and hands it in again. */
  mend(written: Written): Promise<void>;
  /** The author does not accept that it was returned, and asks the representatives. */
  appeal(reason: string): Promise<void>;
  /** The author agrees to what was drawn from it, in the app or at the window. */
  agree(motionId: string, version: number): Promise<void>;
  withdraw(): Promise<void>;
}

const lang = "zh-CN";
const clerkName = "周敏";

interface Begun {
  readonly author: string;
  readonly written: Written;
  /** Which of the questions of who decides its author answers with yes first. */
  readonly firstYes?: Kept;
  readonly authorNamed?: boolean;
  /** The author comes to the window, account or not. */
  readonly atDesk?: boolean;
}

/** Begins to follow a proposal. */
export function follow(teller: Teller, proposal: Begun): Followed {
  const { author } = proposal;
  const hand = inTheHandOf(teller, proposal);
  let asked = 0;
  return {
    author,
    id: () => hand.id(),
    numbered: () => hand.numbered(),
    write: () => hand.write(proposal.written),
    async open() {
      await hand.write(proposal.written);
      await hand.open();
    },
    async supportAtDesk(count) {
      const clerk = await teller.as(clerkName);
      const { building } = homeOf(author);
      const all = await neighbours(clerk, { building, count: asked + count, today: teller.today });
      for (const forResident of all.slice(asked)) {
        const namePublic = (asked += 1) % 3 > 0; // not everybody wants to be named
        await clerk.proposals.cosponsor({ key: newKey(), proposalId: hand.id(), namePublic, forResident });
      }
    },
    async support(...names) {
      for (const name of names) {
        const caller = await teller.as(name);
        await caller.proposals.cosponsor({ key: newKey(), proposalId: hand.id(), namePublic: true });
      }
    },
    async review(name, verdict, ground, reason = "") {
      const reviewer = await teller.as(name);
      const said = { verdict, reason, ...(ground === undefined ? {} : { ground }) };
      await reviewer.proposals.review({ key: newKey(), proposalId: hand.id(), ...said });
    },
    async stepBack(name, reason) {
      const caller = await teller.as(name);
      await caller.recusals.stepBack({ key: newKey(), proposalId: hand.id(), reason });
    },
    async mend(written) {
      await hand.write(written);
      await hand.open();
    },
    appeal: (reason) => hand.appeal(reason),
    agree: (motionId, version) => hand.agree(motionId, version),
    async withdraw() {
      const caller = await teller.as(author);
      await caller.proposals.withdraw({ key: newKey(), proposalId: hand.id() });
    },
  };
}

/** What only the author does: in the app, or at the window through the clerk. */
function inTheHandOf(teller: Teller, begun: Begun) {
  const { author, authorNamed = true, atDesk = !isPersona(author), firstYes = "allResidents" } = begun;
  let proposalId: string | undefined;
  let opened: { readonly year: number; readonly number: number } | undefined;
  const id = () => {
    if (proposalId === undefined) throw new Error(`the proposal of ${author} has not been written yet`);
    return proposalId;
  };
  const come = () => comes(teller, author, atDesk);
  return {
    id,
    numbered() {
      if (!opened) throw new Error(`the proposal of ${author} has not been opened yet`);
      return opened;
    },
    async write(written: Written) {
      const { caller, ...forWhom } = await come();
      const before = proposalId === undefined ? {} : { proposalId };
      const said = { key: newKey(), ...written, lang, authorNamed, ...forWhom, ...before } as const;
      ({ proposalId } = await caller.proposals.write(said));
    },
    async appeal(reason: string) {
      const { caller, ...forWhom } = await come();
      await caller.appeals.file({ key: newKey(), proposalId: id(), reason, lang, ...forWhom });
    },
    async agree(motionId: string, version: number) {
      const { caller, ...forWhom } = await come();
      await caller.agreements.agree({ key: newKey(), motionId, version, ...forWhom });
    },
    async open() {
      const { caller, ...forWhom } = await come();
      await caller.decides.keep({ key: newKey(), proposalId: id(), firstYes, ...forWhom });
      const { year, number } = await caller.proposals.open({ key: newKey(), proposalId: id(), ...forWhom });
      if (year !== null && number !== null) opened = { year, number };
    },
  };
}
