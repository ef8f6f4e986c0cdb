/** A field by its name, with what was written there before and what is wrong with it. */
export type Shown = (name: string) => {
  readonly name: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
};
