/** What the tools need of VS Code's testing. It does not tell other extensions how tests ended. */

export const testScopes = ["at_cursor", "file", "all", "failed", "last"] as const;
export type TestScope = (typeof testScopes)[number];
export type TestMode = "run" | "debug" | "coverage";

export interface Tests {
  /** How many tests VS Code knows: in the active file, and whether there are any at all. Undefined: not told. */
  known(): Promise<{ here: number; any: boolean } | undefined>;
  /** Waits for the end of the run, at most `patience` ms. @returns whether it has ended. */
  run(scope: TestScope, mode: TestMode, options: { patience: number; signal: AbortSignal }): Promise<boolean>;
  cancel(): Promise<void>;
  /** Shows the message of a test that failed. @returns false where VS Code went nowhere. */
  goToFailure(direction: "next" | "previous"): Promise<boolean>;
}
