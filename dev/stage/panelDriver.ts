/** The voice panel, used as a person uses it. */
import type { Locator } from "playwright-core";
import type { Workbench } from "../vscode/workbench.ts";

/** The state that the panel's header shows. */
export type ShownState =
  "idle" | "connecting" | "failed" | "listening" | "hearing" | "thinking" | "acting" | "speaking";

/** For what looks at the panel from inside its frame. */
export const selectors = {
  listening: '.header[data-state="listening"]',
  microphoneHeld: '[data-microphone="held"]',
  talkButton: "#talk-button",
} as const;

export interface PanelDriver {
  show(): Promise<void>;
  /** Types the key into the real input box, behind the command. */
  setKey(key: string): Promise<void>;
  connect(): Promise<void>;
  stop(): Promise<void>;
  setMuted(muted: boolean): Promise<void>;
  type(text: string): Promise<void>;
  /** Resolves when the header shows one of the states. */
  shows(...states: ShownState[]): Promise<void>;
  button(name: string): Locator;
  /** Talks for as long as it is held, and says so by its name. */
  talkButton(): Locator;
  /** The lines of the conversation. */
  log(): Locator;
  /** The newest line of one kind. */
  newest(kind: "user" | "assistant" | "tool" | "notice"): Locator;
  /** The value of an expression in the panel's frame. */
  evaluate<T>(expression: string): Promise<T>;
}

export function panelOf({ page, panel, runCommand }: Workbench): PanelDriver {
  const button = (name: string): Locator => panel.getByRole("button", { name, exact: true });
  const mute = button("Mute microphone");

  async function shows(...states: ShownState[]): Promise<void> {
    const selectors = states.map((state) => `.header[data-state="${state}"]`);
    await panel.locator(selectors.join(", ")).waitFor();
  }

  return {
    async show() {
      await runCommand("Viva Voce: Show Voice Panel");
      await panel.locator("#root > *").first().waitFor();
    },
    async setKey(key) {
      await runCommand("Viva Voce: Set API Key");
      const box = page.locator('.quick-input-widget:visible input[type="password"]');
      await box.fill(key);
      await box.press("Enter");
      await button("Connect").waitFor();
    },
    async connect() {
      await button("Connect").click();
      await shows("listening");
    },
    async stop() {
      await button("Stop").click();
      await shows("idle");
    },
    async setMuted(muted) {
      await mute.click();
      await panel.locator(`button[aria-label="Mute microphone"][aria-pressed="${muted}"]`).waitFor();
    },
    async type(text) {
      const box = panel.getByRole("textbox", { name: "Message" });
      await box.fill(text);
      // The workbench may take the focus in between, as when a terminal opens or closes; then it is not sent yet.
      while ((await box.inputValue()) === text) await box.press("Enter");
    },
    shows,
    button,
    talkButton: () => panel.locator(selectors.talkButton),
    log: () => panel.getByRole("log"),
    newest: (kind) => panel.locator(`.entry.${kind}`).last(),
    evaluate: (expression) => panel.locator("body").evaluate(expression),
  };
}
