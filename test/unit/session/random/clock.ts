/** Time that the world moves, for timers of its own alone. */
import { mock } from "node:test";

/**
 * From here on to `mock.timers.reset()`. Node finds the timer to clear by its place in the queue: one that is left
 * over from an earlier test, or has gone off, cleared late, would take away another's in its place.
 */
export function takeClock(): void {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const own = new WeakSet<object>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = Object.assign((work: () => void, ms?: number) => {
    const timer = set(() => {
      own.delete(timer);
      work();
    }, ms);
    own.add(timer);
    return timer;
  }, set);
  globalThis.clearTimeout = (timer) => {
    if (typeof timer === "object" && own.delete(timer)) clear(timer);
  };
}
