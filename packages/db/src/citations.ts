import type { AnsweredAdvice } from "@yishi/domain/consultations/citations";
import type { Tx } from "./client.ts";

/** Every advice on a proposal that was answered, in the order of its numbers. */
export async function answeredAdvice(tx: Tx, proposalId: string): Promise<readonly AnsweredAdvice[]> {
  const { rows } = await tx.raw.query<AnsweredAdvice>(
    `select w.consultation_id as "consultationId", w.number, w.verdict from advice_answers w
     join consultations c on c.committee_id = w.committee_id and c.consultation_id = w.consultation_id
     where c.committee_id = $1 and c.proposal_id = $2 order by w.number`,
    [tx.committeeId, proposalId],
  );
  return rows;
}

/** Keeps on which advice a version of a motion says it stands. */
export async function keepCited(
  tx: Tx,
  version: { readonly motionId: string; readonly version: number },
  cited: readonly AnsweredAdvice[],
): Promise<void> {
  await tx.raw.query(
    `insert into motion_citations (committee_id, motion_id, version, consultation_id, number)
     select $1, $2, $3, x."consultationId", x.number from jsonb_to_recordset($4) as x ("consultationId" uuid, number int)`,
    [tx.committeeId, version.motionId, version.version, JSON.stringify(cited)],
  );
}

/** The numbers of the advice that a version of a motion cites, in their order. */
export async function citedOf(tx: Tx, motionId: string, version: number): Promise<readonly number[]> {
  const { rows } = await tx.raw.query<{ number: number }>({
    name: "citations.citedOf",
    text: `select number from motion_citations where committee_id = $1 and motion_id = $2 and version = $3 order by number`,
    values: [tx.committeeId, motionId, version],
  });
  return rows.map(({ number }) => number);
}
