import type { ModerationRule } from "@yishi/domain/moderation";
import { newKey, type Teller } from "../telling/teller.ts";
import { comes, homeOf, neighbours } from "./neighbours.ts";
import type { Followed } from "./proposals.ts";

type Kind = "for" | "against" | "suggestion" | "question";
type Way = "desk" | "phone" | "paper" | "visit";

/** What neighbours say of a proposal, followed by the story: each thing by the name the story gives it. */
export interface Discussion {
  /** Somebody with an account says it, by name. */
  say(as: string, name: string, kind: Kind, said: string, wish?: string): Promise<void>;
  /** A neighbour of a building, who has no part of their own in the story, tells a clerk. */
  tell(
    as: string,
    way: Way,
    from: { readonly building: string; readonly nth: number },
    kind: Kind,
    said: string,
  ): Promise<void>;
  reply(to: string, name: string, said: string): Promise<void>;
  /** The proposer answers, at the window where they have no account. */
  answer(to: string, said: string): Promise<void>;
  answerInPost(to: string, name: string, said: string): Promise<void>;
  /** The proposer takes the wording up that came with a suggestion. */
  takeUp(as: string): Promise<void>;
  hide(as: string, name: string, rule: ModerationRule, why: string): Promise<void>;
}

const lang = "zh-CN";
const clerkName = "周敏";
const agreed = true;

/** Begins to follow what is said of a proposal. */
export function discuss(teller: Teller, proposal: Followed): Discussion {
  const kept = new Map<string, string>();
  const idOf = (as: string) => {
    const viewId = kept.get(as);
    if (viewId === undefined) throw new Error(`nobody has said ${as} yet`);
    return viewId;
  };
  const proposer = () => comes(teller, proposal.author);
  return {
    async say(as, name, kind, said, wish) {
      const caller = await teller.as(name);
      const { viewId } = await caller.views.say({
        ...{ key: newKey(), proposalId: proposal.id(), kind, said, lang, namePublic: true, agreed },
        ...(wish === undefined ? {} : { amendment: { field: "wish", wording: wish } }),
      });
      kept.set(as, viewId);
    },
    async tell(as, through, { building, nth }, kind, said) {
      const clerk = await teller.as(clerkName);
      const all = await neighbours(clerk, { building, count: nth, today: teller.today });
      const { viewId } = await clerk.views.enter({
        ...{ key: newKey(), proposalId: proposal.id(), kind, said, lang, namePublic: false, agreed },
        ...{ through, forResident: all[nth - 1] ?? "" },
      });
      kept.set(as, viewId);
    },
    async reply(to, name, said) {
      const caller = await teller.as(name);
      const reply = { key: newKey(), proposalId: proposal.id(), kind: "reply", parentId: idOf(to) } as const;
      await caller.views.say({ ...reply, said, lang, namePublic: true, agreed });
    },
    async answer(to, said) {
      const { caller, ...forWhom } = await proposer();
      await caller.views.answer({ key: newKey(), viewId: idOf(to), said, lang, ...forWhom });
    },
    async answerInPost(to, name, said) {
      const caller = await teller.as(name);
      await caller.views.answerInPost({ key: newKey(), viewId: idOf(to), said, lang });
    },
    async takeUp(as) {
      const { caller, ...forWhom } = await proposer();
      await caller.amendments.accept({ key: newKey(), viewId: idOf(as), ...forWhom });
    },
    async hide(as, name, rule, why) {
      const caller = await teller.as(name);
      await caller.moderation.hide({ key: newKey(), viewId: idOf(as), rule, why });
    },
  };
}

/** The building of somebody of the story, as a place from which a neighbour calls. */
export function besides(name: string, nth: number) {
  return { building: homeOf(name).building, nth };
}
