/** Finds, or fetches, a Chromium: Chromium itself, Chrome or Edge. */
import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { packageExecutable } from "./paths.ts";
import { run } from "./processes.ts";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
];

const macApplications = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Chromium.app/Contents/MacOS/Chromium",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const windowsPrograms = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

const noBrowser =
  "No Chromium, Chrome or Edge was found, and none could be fetched. Install one of them, or set VIVA_VOCE_BROWSER to its executable.";

/**
 * @returns the executable, or undefined where there is none.
 * @throws {Error} where VIVA_VOCE_BROWSER names a file that cannot be run.
 */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const named = environment["VIVA_VOCE_BROWSER"];
  if (named !== undefined && named !== "") {
    if (await isExecutable(named)) return named;
    throw new Error(
      `VIVA_VOCE_BROWSER is ${named}, which is not a program that can be run. Correct it or unset it.`,
    );
  }
  for (const candidate of [...candidates(environment), chromium.executablePath()]) {
    if (candidate !== "" && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
}

/** @throws {Error} that says what to install, where there is no browser and none can be fetched. */
export async function ensureBrowser(note: (detail: string) => void = () => {}): Promise<string> {
  const found = await findBrowser();
  if (found !== undefined) {
    note(found);
    return found;
  }
  note("fetching");
  const failures: unknown[] = [];
  for (const fetchBrowser of [installFromDebian, installFromPlaywright]) {
    try {
      await fetchBrowser();
    } catch (error) {
      failures.push(error);
    }
    const fetched = await findBrowser();
    if (fetched !== undefined) {
      note(fetched);
      return fetched;
    }
  }
  throw new Error(noBrowser, { cause: new AggregateError(failures) });
}

function candidates(environment: NodeJS.ProcessEnv): string[] {
  const path = (environment["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  if (process.platform === "darwin") {
    const folders = ["/Applications", join(homedir(), "Applications")];
    return folders.flatMap((folder) => macApplications.map((name) => join(folder, name)));
  }
  if (process.platform === "win32") {
    const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map(
      (name) => environment[name] ?? "",
    );
    const installed = folders
      .filter((folder) => folder !== "")
      .flatMap((folder) => windowsPrograms.map((name) => join(folder, name)));
    return [...installed, ...path.map((folder) => join(folder, "chrome.exe"))];
  }
  return [...path, "/usr/bin", "/usr/local/bin", "/snap/bin"].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function installFromDebian(): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !(await isExecutable("/usr/bin/apt-get")))
    return;
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { environment });
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { environment });
}

async function installFromPlaywright(): Promise<void> {
  await run(packageExecutable("playwright-core"), ["install", "chromium"]);
}
