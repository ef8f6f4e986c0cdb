import type { House } from "./house.ts";

/** What lies in the database of a house about a proposal, as its owner sees it. */
export function at({ base }: House) {
  const all = async <Row extends object>(statement: string, proposalId: string) =>
    (await base.owner.query<Row>(statement, [proposalId])).rows;
  return {
    answersOf: async (proposalId: string) =>
      (await all("select from draft_answers where proposal_id = $1", proposalId)).length,
    async authorOf(proposalId: string) {
      const [row] = await all<{ id: string }>(
        "select author_id as id from proposals where proposal_id = $1",
        proposalId,
      );
      return row?.id ?? "";
    },
    factsOf: async (proposalId: string) =>
      (
        await all<{ kind: string }>("select kind from facts where object_id = $1 order by at", proposalId)
      ).map(({ kind }) => kind),
    /** The names of what each fact's body tells. */
    factBodies: async (proposalId: string) =>
      (
        await all<{ names: string }>(
          "select (select string_agg(k, ' ' order by k) from jsonb_object_keys(body) k) as names from facts where object_id = $1 order by at",
          proposalId,
        )
      ).map(({ names }) => names),
    /** As if it had been opened before anybody was asked who decides. */
    async forget(proposalId: string) {
      await base.owner.query("alter table proposals disable trigger new_fact");
      await base.owner.query("update proposals set first_yes = null where proposal_id = $1", [proposalId]);
      await base.owner.query("alter table proposals enable trigger new_fact");
    },
  };
}
