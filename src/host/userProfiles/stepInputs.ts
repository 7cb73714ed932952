/**
 * Lists and boxes with a way back, which keep what was typed. VS Code's own keys go through them: Enter, Escape, and
 * those of Go Back.
 */
import * as vscode from "vscode";

export interface Frame {
  title: string;
  /** Which of how many, where it is one of several. */
  step?: { number: number; of: number };
  canGoBack: boolean;
}

export type Answer<T> = { way: "next"; value: T } | { way: "back" } | { way: "leave" };

export interface Item<T> extends vscode.QuickPickItem {
  /** Absent in separators. */
  value?: T;
}

export interface Content<T> {
  items: readonly Item<T>[];
  placeholder: string;
  /** The one that is chosen by Enter alone. */
  active?: Item<T> | undefined;
}

export interface PickOptions<T> extends Frame {
  /** Where it takes its time, the list is shown busy meanwhile. `accept`: there is nothing to choose any more. */
  content: Content<T> | Promise<Content<T> | { accept: T }>;
  /** Said while it takes its time. */
  meanwhile?: string;
  /** What is typed, where it is something to choose; asked with "" at first. */
  typed?(text: string): Item<T> | undefined;
}

export async function pick<T>(options: PickOptions<T>): Promise<Answer<T>> {
  const input = vscode.window.createQuickPick<Item<T>>();
  prepare(input, options);
  input.matchOnDescription = true;
  let listed: readonly Item<T>[] = [];
  const show = (): void => {
    const typed = options.typed?.(input.value.trim());
    input.items = typed === undefined ? listed : [...listed, typed];
  };
  return answered(input, (answer) => {
    const fill = (content: Content<T> | { accept: T }): void => {
      if ("accept" in content) return answer({ way: "next", value: content.accept });
      listed = content.items;
      input.busy = false;
      input.placeholder = content.placeholder;
      show();
      if (content.active !== undefined) input.activeItems = [content.active];
    };
    input.onDidChangeValue(() => {
      if (options.typed !== undefined) show();
    });
    input.onDidAccept(() => {
      const [item] = input.selectedItems;
      if (item?.value !== undefined) answer({ way: "next", value: item.value });
    });
    const { content } = options;
    if (!(content instanceof Promise)) return fill(content);
    input.busy = true;
    input.placeholder = options.meanwhile;
    show();
    void content.then(fill);
  });
}

export interface AskOptions extends Frame {
  prompt: string;
  value: string;
  placeholder?: string;
  /** What is wrong with it, or what it will be taken for, which is no fault. */
  look(text: string): vscode.InputBoxValidationMessage | undefined;
  /** Told of all that is typed, so that it is there again after a way back. */
  typed(text: string): void;
}

/** The text is without faults. */
export async function ask(options: AskOptions): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  prepare(input, options);
  input.prompt = options.prompt;
  input.value = options.value;
  if (options.placeholder !== undefined) input.placeholder = options.placeholder;
  // At first there is nothing to complain of: nobody has typed yet.
  const look = (asked: boolean): boolean => {
    const message = options.look(input.value);
    const isFault = message?.severity === vscode.InputBoxValidationSeverity.Error;
    input.validationMessage = message !== undefined && (asked || !isFault) ? message : undefined;
    return !isFault;
  };
  look(options.value !== "");
  return answered(input, (answer) => {
    input.onDidChangeValue((value) => {
      options.typed(value);
      look(value.trim() !== "");
    });
    input.onDidAccept(() => {
      if (look(true)) answer({ way: "next", value: input.value });
    });
  });
}

function prepare(input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox, frame: Frame): void {
  input.title = frame.title;
  if (frame.step !== undefined) {
    input.step = frame.step.number;
    input.totalSteps = frame.step.of;
  }
  // A look at another window, for the key or the address, ends nothing.
  input.ignoreFocusOut = true;
  if (frame.canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
}

/** Shows it until it is answered; closed, it is left. */
async function answered<T>(
  input: Pick<
    vscode.QuickPick<vscode.QuickPickItem>,
    "onDidTriggerButton" | "onDidHide" | "show" | "dispose"
  >,
  begin: (answer: (answer: Answer<T>) => void) => void,
): Promise<Answer<T>> {
  const { promise, resolve } = Promise.withResolvers<Answer<T>>();
  input.onDidTriggerButton((button) => {
    if (button === vscode.QuickInputButtons.Back) resolve({ way: "back" });
  });
  input.onDidHide(() => resolve({ way: "leave" }));
  begin(resolve);
  input.show();
  try {
    return await promise;
  } finally {
    input.dispose();
  }
}
