import { error, redirect } from "@sveltejs/kit";
import { slipStandings } from "@yishi/domain/slips";
import { holder } from "#lib/duty.ts";
import { mend, submit, textOf } from "#lib/forms.ts";
import { to } from "#lib/language.ts";
import { serialsOf } from "../choice.ts";
import type { Actions, PageServerLoad } from "./$types";

/** The slips of a batch or of a building, with how many stand in which way. */
export const load: PageServerLoad = async ({ locals, url }) => {
  await holder(locals.api, "slips.issue");
  const batch = numberOf(url);
  const building = (url.searchParams.get("building") ?? "").slice(0, 20);
  if (batch === null && building === "") error(404);
  const state = slipStandings.find((one) => one === url.searchParams.get("state")) ?? null;
  const everything = await locals.api.slips.list({ batch, building, standing: null });
  const kept = batch === null ? null : (await locals.api.slips.batches()).find((one) => one.number === batch);
  if (batch !== null && !kept) error(404);
  return {
    ...{ batch, building, state },
    batchId: kept?.batchId ?? null,
    slips: state ? everything.filter((slip) => slip.standing === state) : everything,
    counts: slipStandings.map((one) => ({
      state: one,
      count: everything.filter((slip) => slip.standing === one).length,
    })),
    total: everything.length,
    done: url.searchParams.get("done"),
  };
};

export const actions: Actions = {
  /** Notes which slips were handed over: those written, those of a household, or the whole batch. */
  handOut: (event) =>
    submit(event, async (form) => {
      const all = textOf(form, "all") === "yes";
      const serials = all ? null : serialsOf(textOf(form, "serials"));
      if (!all && !serials) return mend(form, "serials");
      const { handedOut } = await event.locals.api.slips.handOut({
        key: textOf(form, "key"),
        batchId: textOf(form, "batchId"),
        serials: serials && [...serials],
      });
      const query = new URLSearchParams({
        batch: String(numberOf(event.url) ?? ""),
        done: String(handedOut),
      });
      redirect(303, `${to(`/${event.params.community}/slips/list`)}?${query}`);
    }),
};

function numberOf(url: URL): number | null {
  const written = url.searchParams.get("batch") ?? "";
  return /^[1-9]\d{0,5}$/.test(written) ? Number(written) : null;
}
