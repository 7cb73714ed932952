/** One line for each step of a command, with its outcome and its time. */

/** Runs one step and tells how it went. What `note` was last given stands in brackets behind the name. */
export type Step = <T>(name: string, work: (note: (detail: string) => void) => Promise<T>) => Promise<T>;

interface ProgressOptions {
  write(text: string): void;
  /** Whether lines can be rewritten, so that a step shows while it is under way. */
  interactive: boolean;
  /** In milliseconds. */
  now(): number;
}

const terminal: ProgressOptions = {
  write: (text) => void process.stdout.write(text),
  interactive: process.stdout.isTTY,
  now: () => performance.now(),
};

/** Seconds with one digit, "12.3 s". */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** Writes to the terminal, where nothing else is said. */
export function createProgress(options: Partial<ProgressOptions> = {}): Step {
  const { write, interactive, now } = { ...terminal, ...options };
  return async (name, work) => {
    const started = now();
    let detail = "";
    const line = (mark: string): string => `${mark} ${name}${detail === "" ? "" : ` (${detail})`}`;
    const underWay = (): void => {
      if (interactive) write(`\r\u001b[K${line("…")}`);
    };
    const finish = (mark: string): void => {
      write(`${interactive ? "\r\u001b[K" : ""}${line(mark)} ${seconds(now() - started)}\n`);
    };
    underWay();
    try {
      const result = await work((text) => {
        detail = text;
        underWay();
      });
      finish("✓");
      return result;
    } catch (error) {
      finish("✗");
      throw error;
    }
  };
}
