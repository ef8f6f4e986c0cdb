/** What owners of one door have to do with: the seats that were frozen for them, and the heads that they are now. */
export interface Component<Seat, Head> {
  readonly seats: readonly Seat[];
  readonly heads: readonly Head[];
}

/**
 * The seats and heads that hang together with a door: a seat is linked with a head by any unit that both have, so that
 * where an owner of several units was wrong on the roll all of theirs is put right at once, and nobody else's.
 */
export function componentOf<
  Seat extends { readonly doors: readonly string[] },
  Head extends { readonly doors: readonly string[] },
>(door: string, seats: readonly Seat[], heads: readonly Head[]): Component<Seat, Head> {
  const reached = new Set([door]);
  const touches = ({ doors }: { readonly doors: readonly string[] }) => doors.some((one) => reached.has(one));
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const one of [...seats, ...heads])
      if (touches(one)) for (const other of one.doors) reached.add(other);
  }
  return { seats: seats.filter(touches), heads: heads.filter(touches) };
}

/** The seats to strike and the heads to add: those that are on both sides with the very same units stay as they are. */
export function differing<
  Seat extends { readonly units: readonly string[] },
  Head extends { readonly units: readonly string[] },
>({ seats, heads }: Component<Seat, Head>): Component<Seat, Head> {
  const key = ({ units }: { readonly units: readonly string[] }) => units.toSorted().join();
  const frozen = new Set(seats.map(key));
  const now = new Set(heads.map(key));
  return {
    seats: seats.filter((one) => !now.has(key(one))),
    heads: heads.filter((one) => !frozen.has(key(one))),
  };
}
