/** Starts a desktop VS Code with the extension, in a profile of its own. */
import { access, mkdir, realpath, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { temporaryFolder } from "../setup/cleanup.ts";
import { cache, root } from "../setup/paths.ts";
import { type ProcessGroup, startGroup } from "../setup/processes.ts";
import { vsCodeEnvironment } from "../vscode/environment.ts";
import { quietSettings } from "../vscode/settings.ts";
import { hasDisplay } from "./display.ts";
import type { ProviderSetup } from "./provider.ts";

/**
 * @returns the executable of an installed desktop VS Code, or of one that is fetched.
 * @throws {Error} where there is no screen, or none is installed and none can be fetched.
 */
export async function ensureDesktop(note: (detail: string) => void): Promise<string> {
  if (!hasDisplay())
    throw new Error(
      "--desktop needs a screen, and there is none. Leave it out: VS Code then opens in a browser.",
    );
  const installed = await findDesktop();
  if (installed !== undefined) {
    note(installed);
    return installed;
  }
  note("fetching about 150 MB");
  try {
    const fetched = await downloadAndUnzipVSCode({ cachePath: join(cache, "desktop") });
    note("fetched");
    return fetched;
  } catch (error) {
    throw new Error(
      "No desktop VS Code is installed, and none could be fetched. Install it from https://code.visualstudio.com, or leave --desktop out.",
      { cause: error },
    );
  }
}

/** The program itself, not its command line: that one starts the program and leaves it to itself. */
async function findDesktop(): Promise<string | undefined> {
  for (const candidate of await candidates()) {
    const found = await access(candidate).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
  }
  return undefined;
}

async function candidates(): Promise<string[]> {
  if (process.platform === "darwin") {
    const folders = ["/Applications", join(homedir(), "Applications")];
    const inside = ["Code", "Electron"].map((name) => `Visual Studio Code.app/Contents/MacOS/${name}`);
    return folders.flatMap((folder) => inside.map((name) => join(folder, name)));
  }
  if (process.platform === "win32") {
    const folders = [join(process.env["LOCALAPPDATA"] ?? "", "Programs"), process.env["PROGRAMFILES"] ?? ""];
    return folders.map((folder) => join(folder, String.raw`Microsoft VS Code\Code.exe`));
  }
  const onPath: string[] = [];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    // /usr/bin/code is a link to bin/code beside the program.
    const script = await realpath(join(folder, "code")).catch(() => undefined);
    if (script?.endsWith("/bin/code") === true) onPath.push(join(script, "../../code"));
  }
  return [...onPath, "/usr/share/code/code", "/snap/code/current/usr/share/code/code"];
}

/** Ends with the window, and the window with this process. */
export async function startDesktop(
  executable: string,
  workspace: string,
  provider: ProviderSetup,
): Promise<ProcessGroup> {
  const home = await temporaryFolder("desktop");
  const data = join(home.path, "data");
  await mkdir(join(data, "User"), { recursive: true });
  await writeFile(
    join(data, "User/settings.json"),
    JSON.stringify({ ...quietSettings, ...provider.settings }),
  );
  const args = [
    `--user-data-dir=${data}`,
    `--extensions-dir=${join(home.path, "extensions")}`,
    `--extensionDevelopmentPath=${root}`,
    "--new-window",
    "--skip-welcome",
    "--disable-workspace-trust",
    // The user's login shell would put back what the environment was cleared of, their own keys among it.
    "--force-disable-user-env",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    workspace,
  ];
  return startGroup(executable, args, { environment: vsCodeEnvironment(provider.environment) });
}
