/** The user's own screen and browser, where there are any. */
import { run } from "../setup/processes.ts";

export function hasDisplay(environment: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(environment["DISPLAY"]) || Boolean(environment["WAYLAND_DISPLAY"]);
}

/** Opens an address in the user's browser. @throws {CommandError} where the system has no way to do so. */
export async function openInBrowser(url: string): Promise<void> {
  if (process.platform === "darwin") await run("open", [url]);
  // Without a shell in between, which would take the & in an address for its own.
  else if (process.platform === "win32") await run("rundll32.exe", ["url.dll,FileProtocolHandler", url]);
  else await run("xdg-open", [url]);
}
