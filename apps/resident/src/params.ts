import { defineParams } from "@sveltejs/kit/params";
import { documents } from "@yishi/domain/charters";

/** What parts of an address may be, where it is not any word: `/ganghuali/charter`, `/ganghuali/covenant/2`. */
export const params = defineParams({
  document: (written) => documents.find((document) => document === written),
  ordinal: (written) => (/^[1-9]\d{0,4}$/.test(written) ? Number(written) : undefined),
});
