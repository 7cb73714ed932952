/** A limit in time for what waits. */

/**
 * Aborts with `signal`, or with a TimeoutError after so many ms. Some versions of Node forget the timer of an
 * `AbortSignal.timeout` that only an `AbortSignal.any` holds: https://github.com/nodejs/node/issues/54614
 */
export function within(ms: number, signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const follow = (): void => {
    clearTimeout(timer);
    controller.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", follow);
    controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  }, ms);
  // Nobody waits for it alone.
  timer.unref();
  if (signal.aborted) follow();
  else signal.addEventListener("abort", follow, { once: true });
  return controller.signal;
}
