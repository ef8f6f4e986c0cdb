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
