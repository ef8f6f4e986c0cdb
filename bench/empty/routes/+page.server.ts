import type { ServerLoadEvent } from "@sveltejs/kit";
import { page } from "../rows.ts";

export const load = async ({ url }: ServerLoadEvent) => ({
  lines: await page(url.searchParams.get("after")),
});
