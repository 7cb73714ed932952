/** Terminals of which only the state is there; what is done with them is written down. */
import type { TerminalState, Terminals } from "../../../src/tools/terminal/terminals.ts";

export function state(number: number, more: Partial<TerminalState> = {}): TerminalState {
  return {
    number,
    name: "bash",
    active: false,
    shell: "posix",
    integrated: true,
    folder: ".",
    typed: "",
    commands: [],
    ...more,
  };
}

export const busy = (line: string): Pick<TerminalState, "commands"> => ({
  commands: [{ line, output: "", cut: false, running: true }],
});

export function memoryTerminals(states: readonly TerminalState[]): { terminals: Terminals; done: string[] } {
  const done: string[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]): void =>
      void done.push([name, ...args].join(" "));
  const terminals: Terminals = {
    list: () => [...states],
    profiles: () => ["bash", "zsh"],
    create: ({ name = "new" }) => {
      done.push(`create ${name}`);
      return Promise.resolve(state(9, { name }));
    },
    show: note("show"),
    hide: note("hide"),
    run: (number, line) => {
      done.push(`run ${number} ${line}`);
      return Promise.resolve(undefined);
    },
    type: note("type"),
    interrupt: note("interrupt"),
    clear: (number) => Promise.resolve(note("clear")(number)),
    close: note("close"),
  };
  return { terminals, done };
}
