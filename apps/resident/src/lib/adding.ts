import { fail, type ActionFailure, type RequestEvent } from "@sveltejs/kit";
import type { SubjectKind } from "@yishi/domain/files";
import { mend, textOf, valuesOf, type Unaccepted } from "#lib/forms.ts";
import { getLocale } from "#lib/paraglide/runtime.js";
import { told } from "#lib/refusals.ts";

/** Hangs the file of a form on a thing; what is wrong with the file is said beside its field. */
export async function addFile(
  { locals }: Pick<RequestEvent, "locals">,
  form: FormData,
  thing: { readonly kind: SubjectKind; readonly subjectId: string; readonly forResident?: string },
): Promise<ActionFailure<Unaccepted> | null> {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return mend(form, "file");
  try {
    await locals.api.files.add({
      ...{ key: textOf(form, "key"), ...thing, says: textOf(form, "says"), lang: getLocale() },
      panelOnly: textOf(form, "panelOnly") === "yes",
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    return null;
  } catch (thrown) {
    const answer = told(thrown);
    const ofFile = answer?.code?.startsWith("file") || answer?.code === "paper-acts";
    if (!answer?.sentence || !ofFile) throw thrown;
    const wrong: Unaccepted["wrong"] = { file: answer.sentence };
    return fail(answer.status, { values: valuesOf(form), wrong, refusal: null });
  }
}
