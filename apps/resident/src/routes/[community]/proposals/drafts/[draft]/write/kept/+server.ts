import { json } from "@sveltejs/kit";
import { timeOf } from "@yishi/domain/calendar";
import { to } from "#lib/language.ts";
import { m } from "#lib/paraglide/messages.js";
import { stageWords } from "#lib/proposal-lines.ts";
import { numberWords, proposalPath } from "#lib/proposals.ts";
import { told } from "#lib/refusals.ts";
import type { RequestHandler } from "./$types";
import { writingIn } from "../../../../written.ts";

/** Keeps what is being written, for the script of the page: when it was kept, and what neighbours proposed alike. */
export const POST: RequestHandler = async ({ locals: { api }, params, request }) => {
  try {
    const writing = writingIn(await request.formData(), params.draft);
    const { revision, savedAt } = await api.drafts.save(writing);
    const { proposals } = await api.search.similar({ title: writing.title });
    return json({
      revision,
      saved: m["draft.write.keptAt"]({ time: timeOf(savedAt) }),
      similar: proposals.map((one) => ({
        ...{ title: one.title ?? "", lang: one.lang, state: `${numberWords(one)} ${stageWords(one.stage)}` },
        path: to(proposalPath(params.community, one)),
        link: one.stage === "seekingSupport" ? m["draft.similar.support"]() : m["draft.similar.see"](),
      })),
    });
  } catch (thrown) {
    const answer = told(thrown);
    if (!answer) throw thrown;
    return json({ refused: answer.sentence ?? m["refused.anything"]() }, { status: answer.status });
  }
};
