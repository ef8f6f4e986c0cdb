import { error } from "@sveltejs/kit";
import { told } from "#lib/refusals.ts";
import { m } from "#lib/paraglide/messages.js";
import { namedWords } from "#lib/options.ts";
import { motionIn, numberWords } from "#lib/proposals.ts";
import { say } from "#lib/say.ts";
import { instantWords } from "#lib/when.ts";
import type { RequestHandler } from "./$types";

/** The named list as a file, for who wants to count it again in a sheet of their own. */
export const GET: RequestHandler = async ({ locals: { api }, params }) => {
  try {
    const proposal = await api.proposals.byNumber(motionIn(params.number));
    const { motion } = proposal;
    if (!motion?.countedAt) error(404);
    const rows: string[][] = [
      (["seat", "who", "buildingHead", "choice", "counts", "area", "channel", "at"] as const).map((head) =>
        m[`recounts.named.${head}`](),
      ),
    ];
    for (let after: number | null = 0; after !== null;) {
      const page: Awaited<ReturnType<typeof api.recounts.named>> = await api.recounts.named({
        motionId: motion.motionId,
        afterSeat: after,
      });
      for (const one of page.ballots)
        rows.push([
          ...[String(one.seat), one.names.join("、"), one.building],
          ...[namedWords(motion, one.choice), m[one.binding ? "recounts.named.yes" : "recounts.named.no"]()],
          ...[one.area === null ? "" : (one.area / 10_000).toFixed(2)],
          ...[
            say(`channel.${one.channel}`) ?? one.channel,
            instantWords(one.at, { year: true, weekday: false }),
          ],
        ]);
      after = page.next;
    }
    const text = `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
    const name = m["recounts.named.file"]({ number: numberWords(proposal) });
    return new Response(text, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="ballots.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (thrown) {
    const answer = told(thrown);
    if (!answer) throw thrown;
    error(answer.status, {
      message: answer.sentence ?? "",
      ...(answer.sentence && { sentence: answer.sentence }),
    });
  }
};

/** A cell that a spreadsheet reads as words: what begins like a formula is not one. */
function quoted(cell: string): string {
  const plain = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return `"${plain.replaceAll('"', '""')}"`;
}
