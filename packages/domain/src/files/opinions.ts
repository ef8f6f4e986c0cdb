import type { Status } from "../consultations.ts";
import type { PanelSeat } from "../consultations/panels.ts";

/**
 * Whether an opinion takes files where it stands: while its expert sits, the panel writes, and they have not spoken. What
 * was signed covers the files that hang on it, so none comes later.
 */
export function opinionTakesFiles(seat: Pick<PanelSeat, "status" | "spoke">, status: Status): boolean {
  return status === "studying" && seat.status === "sitting" && seat.spoke === null;
}

/** Whether everybody may read what hangs on an opinion: once it was filed, be it the opinion or a dissent. */
export function opinionIsPublic({ spoke }: Pick<PanelSeat, "spoke">): boolean {
  return spoke === "opinion" || spoke === "dissent";
}

/** Whether papers can be put to what experts are asked: until the last of them has spoken. */
export function requestTakesFiles(status: Status): boolean {
  return status === "choosing" || status === "studying";
}
