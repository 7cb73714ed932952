/** What to print of an error that ends a command. */

/** Its message where it was made for the reader; with the stack where nobody foresaw it. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = error.constructor === Error || error.name === "CommandError";
  if (!foreseen) return String(error.stack);
  return error.cause instanceof Error ? `${error.message}\n(${error.cause.message})` : error.message;
}
