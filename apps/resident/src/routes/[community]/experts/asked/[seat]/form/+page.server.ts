import type { PageServerLoad } from "./$types";
import { seatOf } from "../seat.ts";

export const load: PageServerLoad = async (event) => ({ seat: await seatOf(event) });
