import * as accounts from "@yishi/auth/accounts";
import { spaced } from "@yishi/auth/invitations";
import * as codes from "@yishi/auth/recoveries";
import type { Tx } from "@yishi/db/client";
import { newId } from "@yishi/db/ids";
import { lockMember } from "@yishi/db/members";
import * as store from "@yishi/db/recoveries";
import { residentById } from "@yishi/db/roll";
import { record, type Standing } from "@yishi/domain/facts";
import * as rules from "@yishi/domain/recoveries";
import { z } from "zod";
import { accept, found, refuseAtDoor } from "../accept.ts";
import { form, id } from "../inputs.ts";
import { inPost } from "../standing.ts";
import { holderProcedure, once, router } from "../trpc.ts";

export const recoveriesRouter = router({
  /** The newest recoveries at this desk; those that wait say who began them, and whether the asker may be the second. */
  list: holderProcedure("accounts.recover").query(async ({ ctx }) =>
    (await store.newest(ctx.tx)).map(({ openerId, memberId, ...line }) => ({
      ...line,
      lapsed: line.state === "opened" && line.confirmBy <= ctx.now,
      mine: openerId === ctx.asker.memberId || memberId === ctx.asker.memberId,
    })),
  ),

  /** The first clerk says whose account is to be mended, and how they know the person at the window. */
  open: holderProcedure("accounts.recover")
    .input(form({ residentId: id, proof: z.enum(rules.proofs) }))
    .mutation(
      once(async ({ ctx, input }) => {
        const resident = found(await residentById(ctx.tx, input.residentId));
        const member = await store.lockMemberOf(ctx.tx, resident.residentId);
        if (!member) throw refuseAtDoor("recovery-no-account");
        const standing: Standing = { ...inPost(ctx), subjectId: resident.residentId, channel: "desk" };
        const wanted: rules.Wanted = {
          recoveryId: newId(),
          memberId: member.memberId,
          ...(await mendable(ctx.tx, member)),
          begunLately: await store.begunLately(ctx.tx, ctx.asker.memberId),
        };
        const fact = accept(rules.open(wanted, input.proof, standing));
        for (const earlier of await store.lockUnderWay(ctx.tx, member.memberId))
          await store.save(ctx.tx, record(standing, "recovery.withdrawn", earlier, { reason: "renewed" }));
        const { recoveryId, memberId } = wanted;
        const confirmBy = new Date(ctx.now.getTime() + rules.confirmMinutes * 60_000);
        const recovery = { recoveryId, memberId, openerId: ctx.asker.memberId, confirmBy };
        await store.add(ctx.tx, { ...recovery, proof: input.proof }, fact);
        return { recoveryId };
      }),
    ),

  /** The second clerk says yes. The code of the recovery slip is in this answer and nowhere else. */
  confirm: holderProcedure("accounts.recover")
    .input(z.strictObject({ recoveryId: id }))
    .output(z.object({ name: z.string(), code: z.string(), expiresAt: z.date() }))
    .mutation(async ({ ctx, input }) => {
      // The member first and then the recovery, as whoever begins one locks them.
      const member = await lockMember(ctx.tx, found(await store.memberIdOf(ctx.tx, input.recoveryId)));
      const recovery = found(await store.lock(ctx.tx, input.recoveryId));
      const expiresAt = new Date(ctx.now.getTime() + rules.recoveryHours * 3_600_000);
      const standing: Standing = {
        ...inPost(ctx),
        ...{ subjectId: member?.residentId ?? null, channel: "desk" },
      };
      const asked = { ...recovery, ...(await mendable(ctx.tx, member)) };
      await store.save(ctx.tx, accept(rules.confirm(asked, expiresAt, standing)));
      if (!member?.accountId) throw refuseAtDoor("recovery-no-account");
      const { recoveryId } = recovery;
      const { committeeId } = ctx.community;
      const { accountId, name } = member;
      const code = await codes.issue(ctx.tx.raw, { recoveryId, accountId, committeeId, expiresAt });
      return { name, code: spaced(code), expiresAt };
    }),
});

/** Whether this desk may mend an account as it is at this moment. */
async function mendable(
  tx: Tx,
  member: { readonly memberId: string; readonly accountId: string | null } | null,
): Promise<rules.Mendable> {
  if (!member?.accountId) return { hasAccount: false, heldElsewhereAlone: false };
  const { inUse, holdsElsewhere } = await accounts.standingOf(tx.raw, member.accountId, tx.committeeId);
  const heldElsewhereAlone = holdsElsewhere && !(await store.holdsHere(tx, member.memberId));
  return { hasAccount: inUse, heldElsewhereAlone };
}
