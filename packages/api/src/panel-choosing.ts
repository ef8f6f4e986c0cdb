import type { Tx } from "@yishi/db/client";
import type { ConsultationLine } from "@yishi/db/consultations";
import { register } from "@yishi/db/experts";
import { knownOf, seatsOf, type SeatLine } from "@yishi/db/panels";
import { isOutside, likely, type Hint } from "@yishi/domain/consultations/conflicts";
import { live, suggest } from "@yishi/domain/consultations/panels";
import { canBeAsked } from "@yishi/domain/experts";

/** Who can be asked onto a panel now, what is so of each, and whom the rules propose. */
export async function candidatesFor(tx: Tx, consultation: ConsultationLine) {
  const seats = await seatsOf(tx, consultation.consultationId);
  const asked = new Set(seats.map(({ expertId }) => expertId));
  const lines = (await register(tx, ["active"])).filter(
    (one) => canBeAsked(one, tx.now) && !asked.has(one.expertId),
  );
  const known = await hintsOf(
    tx,
    consultation,
    lines.map(({ expertId }) => expertId),
  );
  const candidates = lines.flatMap((line) => {
    const about = known.get(line.expertId);
    // Whoever made the proposal does not advise on it.
    if (!about || about.isProposer) return [];
    const { load, lastAsked, outside, hints } = about;
    const matches = line.fields.some((field) => consultation.fields.includes(field));
    return [{ ...line, matches, load, lastAsked, outside, mayConflict: hints.length > 0 }];
  });
  const coming = live(seats, tx.now);
  const places = Math.max(0, consultation.size - coming.length);
  const hasOutside = coming.some(({ outside }) => outside);
  return { seats, candidates, places, suggested: suggest(candidates, { places, hasOutside }) };
}

/** What is known of these experts that may be a conflict with a proposal. */
export async function hintsOf(
  tx: Tx,
  { proposalId, buildings }: Pick<ConsultationLine, "proposalId" | "buildings">,
  expertIds: readonly string[],
) {
  const known = await knownOf(tx, { proposalId, buildings, expertIds });
  return new Map(
    known.map((one) => {
      const { expertId, load, lastAsked } = one;
      const hints: readonly Hint[] = likely({ ...one, buildings });
      return [
        expertId,
        { hints, load, lastAsked, outside: isOutside({ ...one, buildings }), isProposer: one.isProposer },
      ];
    }),
  );
}

/** How many experts there are for a panel: who sits or may come to, and who could be asked still. */
export function countAvailable(
  found: { readonly seats: readonly SeatLine[]; readonly candidates: readonly unknown[] },
  now: Date,
): number {
  return live(found.seats, now).length + found.candidates.length;
}
