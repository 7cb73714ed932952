/** A pulse, for what is read again and again. */

/** The address of a script that posts a message at each interval it is sent. */
let script: string | undefined;

/**
 * From now on pulses come from a worker: the timers of a hidden page run but once a second, a worker's do not. For
 * pages that are hidden most of the time, and may have workers.
 */
export function pulseFromWorker(address: string): void {
  script = address;
}

/** @param interval in milliseconds @returns a function that ends it */
export function startPulse(interval: number, onBeat: () => void): () => void {
  if (script === undefined) {
    const timer = setInterval(onBeat, interval);
    return () => clearInterval(timer);
  }
  const worker = new Worker(script);
  worker.addEventListener("message", onBeat);
  worker.postMessage(interval);
  return () => worker.terminate();
}
