/** So long a form waits for what it began; a page that says how far it is answers instead of it then. */
const patienceMilliseconds = 1_500;

/**
 * Waits a moment for something long. What is over by then has its answer or its refusal; what is not goes on by itself:
 * its transaction is made whole or not at all, and the door has told of a defect before it threw it.
 */
export async function begun(work: Promise<unknown>): Promise<void> {
  let patience: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    patience = setTimeout(resolve, patienceMilliseconds);
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, waited]);
  } finally {
    clearTimeout(patience);
  }
}
