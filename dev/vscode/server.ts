/** Starts a real VS Code for browsers on loopback, with folders of its own. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "../setup/cleanup.ts";
import { root } from "../setup/paths.ts";
import { CommandError, type ProcessGroup, run, startGroup } from "../setup/processes.ts";
import { ensureVsCode } from "../setup/vscode.ts";
import { vsCodeEnvironment } from "./environment.ts";
import { quietSettings } from "./settings.ts";

export interface VsCodeOptions {
  /** The folder to open, absolute. */
  workspace: string;
  /** VSIX files to install. */
  extensions?: string[];
  /** User settings, beside those that keep VS Code quiet. */
  settings?: Record<string, unknown>;
  /** Added to the environment of VS Code and its extension host. */
  environment?: Record<string, string>;
  /** Lets a URL's payload start tests in the extension host. Notifications do not show then. */
  smokeTest?: boolean;
  /** Whether VS Code asks whether the workspace is trusted. Absent: every workspace is. */
  workspaceTrust?: boolean;
  /** On loopback. Absent: a free one. */
  port?: number;
  /** Installs the probe, which then answers on {@link VsCode.probePath}. */
  probe?: boolean;
  /** Terminals begin with nothing of the user's: no profile, which may take minutes, and no history. */
  bareTerminals?: boolean;
}

export interface VsCode {
  /** The workbench, with the workspace open. */
  readonly url: string;
  readonly port: number;
  /** The socket of the probe. */
  readonly probePath: string;
  /** The folder of settings, state and logs. */
  readonly data: string;
  /** What VS Code's server printed. */
  output(): string;
  /** How it ended, where it was not stopped. */
  readonly ended: Promise<string>;
  /** Kills VS Code and removes its folders. */
  stop(): void;
}

/** @throws {Error} where VS Code cannot be fetched, an extension not installed, or the port is taken. */
export async function startVsCode(options: VsCodeOptions): Promise<VsCode> {
  const script = await ensureVsCode();
  const home = await temporaryFolder("vscode");
  let group: ProcessGroup | undefined;
  const stop = (): void => {
    group?.stop();
    home.remove();
  };
  try {
    const folders = await prepareFolders(home.path, options);
    const probePath =
      process.platform === "win32"
        ? String.raw`\\.\pipe\viva-voce-probe-${process.pid}`
        : join(home.path, "probe");
    const environment = vsCodeEnvironment({
      ...options.environment,
      VIVA_VOCE_PROBE: probePath,
      // As one that was started from a shell: a terminal would wait ten seconds for the user's login shell.
      VSCODE_CLI: "1",
      // VS Code leaves sockets behind; macOS allows them no longer path than its own temporary folder's.
      ...(process.platform === "darwin" ? {} : { TMPDIR: home.path }),
      // Without a gallery nothing is looked up on the network, and nothing there can change a test.
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    });
    const shared = [script, "--config", folders.configuration, ...folders.arguments];
    await installExtensions(shared, options, environment);
    group = startGroup(process.execPath, [...shared, ...serverArguments(options)], { environment });
    const origin = await listening(group);
    const url = `${origin}/?folder=${pathToFileURL(options.workspace).pathname}`;
    await answering(url, group);
    const port = Number(new URL(origin).port);
    const ended = group.exited.then(({ code, signal }) => `ended with ${signal ?? `code ${code}`}.`);
    return { url, port, probePath, data: folders.data, output: group.output, ended, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function prepareFolders(
  home: string,
  { settings, probe, bareTerminals }: VsCodeOptions,
): Promise<{ data: string; configuration: string; arguments: string[] }> {
  const data = join(home, "data");
  const extensions = join(home, "extensions");
  // Without a file of its own, code-server reads the user's and writes one where there is none.
  const configuration = join(home, "code-server.yaml");
  await mkdir(extensions);
  await writeFile(configuration, "");
  const all = { ...quietSettings, ...(bareTerminals === true && (await bareShell(home))), ...settings };
  // VS Code's own with the scope "machine" count only in the second file: to the workbench, the server is a remote
  // machine. Ours do not belong there: where one stands there already, a change of the user's is written to it, too.
  const others = Object.entries(all).filter(([name]) => !name.startsWith("vivaVoce."));
  const files = { User: all, Machine: Object.fromEntries(others) };
  for (const [folder, content] of Object.entries(files)) {
    await mkdir(join(data, folder), { recursive: true });
    await writeFile(join(data, folder, "settings.json"), JSON.stringify(content));
  }
  if (probe === true) {
    // A folder that is there before the first start is taken for an installed extension.
    await cp(join(root, "dev/probe"), join(extensions, "viva-voce.probe-1.0.0"), { recursive: true });
  }
  return { data, configuration, arguments: ["--user-data-dir", data, "--extensions-dir", extensions] };
}

/** Only the shells of the terminals get a home of their own: Git and npm go on with the user's. */
async function bareShell(home: string): Promise<Record<string, unknown>> {
  const shellHome = join(home, "shell");
  await mkdir(shellHome);
  const environment = { HOME: shellHome, ZDOTDIR: shellHome };
  return { "terminal.integrated.env.linux": environment, "terminal.integrated.env.osx": environment };
}

async function installExtensions(
  shared: string[],
  { extensions = [] }: VsCodeOptions,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  if (extensions.length === 0) return;
  const wanted = extensions.flatMap((file) => ["--install-extension", file]);
  await run(process.execPath, [...shared, ...wanted], { environment });
}

function serverArguments(options: VsCodeOptions): string[] {
  const flags = [
    "--auth=none",
    `--bind-addr=127.0.0.1:${options.port ?? 0}`,
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-getting-started-override",
    // The user's login shell would put back what the environment was cleared of, their own keys among it.
    "--vscode-option=force-disable-user-env",
  ];
  if (options.workspaceTrust !== true) flags.push("--disable-workspace-trust");
  if (options.smokeTest === true) flags.push("--vscode-option=enable-smoke-test-driver");
  return flags;
}

/** @returns the origin that the server listens on. */
async function listening(group: ProcessGroup): Promise<string> {
  const announced = (): string | undefined =>
    /HTTP server listening on (http:\/\/[\d.:]+)\//.exec(group.output())?.[1];
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const origin = announced();
      if (origin !== undefined) resolve(origin);
    };
    group.process.stdout?.on("data", look);
    group.exited.then(
      () => reject(new CommandError("VS Code", "ended before it listened.", group.output())),
      reject,
    );
    look();
  });
}

/** The first request makes the server load its larger part; its answer says that this is done. */
async function answering(url: string, group: ProcessGroup): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  await response.text();
  if (!response.ok) {
    throw new CommandError("VS Code", `answered ${url} with ${response.status}.`, group.output());
  }
}
