/**
 * Aborted when the operator calls the work off: Ctrl-C, a request to end, or a closed terminal. npm passes Ctrl-C on
 * as well, so the same press may arrive twice; a second press a second later ends at once.
 */
export function callOff(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const receive = () => {
    if (first === 0) {
      first = Date.now();
      controller.abort(new CalledOff());
    } else if (Date.now() - first > 1_000) {
      process.exit(130);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, receive);
  if (process.env["npm_lifecycle_event"]) endWithShell(receive);
  return controller.signal;
}

/** The operator called it off; nothing is wrong. */
export class CalledOff extends Error {
  override readonly name = "CalledOff";
}

/** npm's shell does not hand SIGTERM on to us; but when it is gone, whoever started us is. */
function endWithShell(end: () => void): void {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}
