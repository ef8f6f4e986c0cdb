/** What changes a frozen roll, and how the roll itself says that it is to be changed. */
export const changes = ["added", "struck", "corrected"] as const;
export type Change = (typeof changes)[number];
