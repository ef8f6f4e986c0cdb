import * as store from "@yishi/db/citations";
import type { Tx } from "@yishi/db/client";
import { cite } from "@yishi/domain/consultations/citations";
import { z } from "zod";
import { accept } from "./accept.ts";

/** The numbers of advice that a motion cites, as they come in; none where it cites none. */
export const citedNumbers = z.array(z.int().min(1).max(999)).max(108).default([]);

/**
 * What a motion cites of the advice on its proposal: for the hash of its version, and to be kept with it. A version
 * that cites nothing has the hash of its words alone.
 */
export async function citing(tx: Tx, proposalId: string, numbers: readonly number[]) {
  const cited = accept(cite(await store.answeredAdvice(tx, proposalId), numbers));
  const hashed = cited.length > 0 ? { cited: cited.map(({ number }) => number) } : {};
  return {
    hashed,
    keep: (version: { readonly motionId: string; readonly version: number }) =>
      store.keepCited(tx, version, cited),
  };
}
