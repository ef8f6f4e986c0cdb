/** Somebody who is given a post: a resident of the roll, or somebody who serves here and lives elsewhere. */
export interface Person {
  readonly id: string;
  readonly kind: "resident" | "guest";
  readonly name: string | null;
  /** The door of a resident; of who lives elsewhere, where they work. */
  readonly place: string;
}
