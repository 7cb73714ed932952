/** Goes through steps, forwards and back. */

/** `skip`: there is nothing to ask here, whichever way the user goes. A name: to the step of this name. */
export type Way<Name extends string> = "next" | "back" | "skip" | "leave" | { to: Name };

export interface Step<Name extends string> {
  name: Name;
  ask(): Promise<Way<Name>>;
}

/** @returns whether the user went through to the end. */
export async function walk<Name extends string>(steps: readonly Step<Name>[]): Promise<boolean> {
  let index = 0;
  let direction = 1;
  for (let step = steps[index]; step !== undefined; step = steps[index]) {
    const way = await step.ask();
    if (way === "leave") return false;
    if (typeof way === "object") {
      direction = 1;
      index = steps.findIndex(({ name }) => name === way.to);
      continue;
    }
    if (way !== "skip") direction = way === "next" ? 1 : -1;
    // Before the first there is nothing to go back to.
    index = Math.max(0, index + direction);
    if (index === 0) direction = 1;
  }
  return true;
}
