/** Keeps what passes between the workbench and its webviews, the voice panel among them. */
import type { Page } from "playwright-core";

declare global {
  interface Window {
    recordedMessages?: string[];
  }
}

/**
 * Runs in every frame before its own scripts. VS Code speaks with the frame of a webview over a port, whatever
 * the extension's page and the extension say to each other included. All frames have one origin here, so each
 * can tell the topmost.
 */
export const recorderScript = `{
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (...message) {
    window.top.recordedMessages?.push(JSON.stringify(message[0]) ?? "");
    return post.apply(this, message);
  };
}`;

/** @returns all messages, as JSON texts, that were sent while `work` was done. */
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
