/** Keeps what passes between the frames of the workbench, the voice panel's among them. */
import type { Page } from "playwright-core";

declare global {
  interface Window {
    recordedMessages?: string[];
  }
}

/**
 * Runs in every frame before its own scripts. All frames have one origin, so each can tell the topmost. The
 * panel's document is opened anew for its content, which takes listeners away, so this one comes back then.
 */
export const recorderScript = `{
  const listen = () => {
    addEventListener("message", ({ data }) => {
      window.top.recordedMessages?.push(JSON.stringify(data) ?? "");
    });
  };
  const open = document.open.bind(document);
  document.open = (...parameters) => {
    const opened = open(...parameters);
    listen();
    return opened;
  };
  listen();
}`;

/** @returns all messages, as JSON texts, that reached any frame while `work` was done. */
export async function recordMessages(page: Page, work: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    window.recordedMessages = [];
  });
  await work();
  return page.evaluate(() => {
    const recorded = window.recordedMessages ?? [];
    delete window.recordedMessages;
    return recorded;
  });
}
