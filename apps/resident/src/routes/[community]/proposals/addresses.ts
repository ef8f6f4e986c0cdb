import { electorates } from "@yishi/domain/electorates";

/** What the list can be narrowed to, in the order in which the page offers it. */
export const listStates = [
  "support",
  "review",
  "vote",
  "decided",
  "advisory",
  "rejected",
  "withdrawn",
] as const;
export type ListState = (typeof listStates)[number];

/** The state in an address; anything else is every state. */
export function stateIn(text: string | null): ListState | undefined {
  return listStates.find((state) => state === text);
}

/** Who votes, as the list can be narrowed to it. */
export const listElectorates = electorates;

/** What is looked for and what the list is narrowed to, as it stands in an address. */
export interface Asked {
  readonly words: string;
  readonly state: ListState | undefined;
  readonly building: string;
  readonly electorate: (typeof listElectorates)[number] | undefined;
}

/** How much of what is typed is taken. */
export const longest = 60;

/** Reads it from an address; what is none of the choices is none. */
export function askedIn(search: URLSearchParams): Asked {
  return {
    words: [...(search.get("words") ?? "").trim()].slice(0, longest).join(""),
    state: stateIn(search.get("state")),
    building: (search.get("building") ?? "").trim().slice(0, 20),
    electorate: listElectorates.find((one) => one === search.get("electorate")),
  };
}

/** Whether it takes a search; the plain list and its states do not. */
export function isSearch({ words, building, electorate }: Asked): boolean {
  return words !== "" || building !== "" || electorate !== undefined;
}

/** The same in an address, so that it can be passed on and is kept from page to page. */
export function askedWords(asked: Asked, after?: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked, after })) if (value) search.set(name, String(value));
  return search.size > 0 ? `?${search.toString()}` : "";
}

/** Where a page of the list begins: after this proposal, by when it was opened. */
export interface After {
  readonly openedAt: Date;
  readonly proposalId: string;
}

/** As it stands in an address. */
export function afterWords({ openedAt, proposalId }: After): string {
  return `${openedAt.getTime()}_${proposalId}`;
}

/** Reads it from an address; nothing where it is none. */
export function afterIn(text: string): After | null {
  const [, milliseconds, proposalId] = /^(\d{1,14})_([0-9a-f-]{36})$/.exec(text) ?? [];
  if (milliseconds === undefined || proposalId === undefined) return null;
  return { openedAt: new Date(Number(milliseconds)), proposalId };
}
