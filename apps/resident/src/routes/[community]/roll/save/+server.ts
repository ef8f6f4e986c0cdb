import { error } from "@sveltejs/kit";
import { oneOf } from "#lib/forms.ts";
import { told } from "#lib/refusals.ts";
import type { RequestHandler } from "./$types";

const types = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

/** The whole roll as a file. It is a POST: that it was taken is written down. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const kind = oneOf(await request.formData(), "kind", ["xlsx", "csv"] as const);
  if (!kind) error(400);
  try {
    const { fileName, base64 } = await locals.api.roll.export({ kind });
    return new Response(Buffer.from(base64, "base64"), {
      headers: {
        "content-type": types[kind],
        "content-disposition": `attachment; filename="roll.${kind}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
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
