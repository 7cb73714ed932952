/**
 * Everything that a spoken command passes through, for real: the server that hears, a VS Code with the VSIX
 * installed, a browser with a microphone that plays recordings, and the probe that tells what VS Code shows.
 */
import type { RealtimeServer } from "../realtime/server.ts";
import { startRealtimeServer } from "../realtime/server.ts";
import { copySample } from "../sample.ts";
import { vsix } from "../setup/paths.ts";
import { connectProbe, type Probe } from "../vscode/probe.ts";
import { startVsCode, type VsCode } from "../vscode/server.ts";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "../vscode/workbench.ts";
import { createMicrophone, type RecordedMicrophone } from "./microphone.ts";
import { panelOf, type PanelDriver } from "./panelDriver.ts";

export interface StageOptions {
  /** Given to VS Code, beside those that lead the extension to the loopback server. */
  settings?: Record<string, unknown>;
  workbench?: Omit<WorkbenchOptions, "url" | "microphone">;
  workspaceTrust?: boolean;
  /** WebRTC finds no way to the server. */
  udpBlocked?: boolean;
  /** Origins of other pages that may use the server. */
  origins?: readonly string[];
  /** Added to the environment of VS Code and its extension host. */
  environment?: Record<string, string>;
  /** The key that the server takes; a new one where it is not given. */
  key?: string;
  /** Leaves the panel closed, and so the extension asleep. */
  closed?: boolean;
}

export interface Stage {
  /** The key that the server takes. */
  readonly key: string;
  readonly server: RealtimeServer;
  readonly vsCode: VsCode;
  readonly workbench: Workbench;
  readonly panel: PanelDriver;
  readonly probe: Probe;
  readonly microphone: RecordedMicrophone;
  /** The sample workspace's folder. */
  readonly workspace: string;
  close(): Promise<void>;
}

/** Resolves when the workbench stands, with the voice panel open. No key is set yet. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const key = options.key ?? `sk-loopback-${crypto.randomUUID()}`;
    const [server, sample, microphone] = await Promise.all([
      startRealtimeServer({
        key,
        origins: options.origins ?? [],
        udpBlocked: options.udpBlocked ?? false,
      }),
      copySample(),
      createMicrophone(),
    ]);
    closers.push(() => server.close(), sample.remove);
    const vsCode = await startVsCode({
      workspace: sample.path,
      extensions: [vsix],
      probe: true,
      bareTerminals: true,
      settings: { "vivaVoce.baseUrl": server.url, ...options.settings },
      ...(options.environment !== undefined && { environment: options.environment }),
      ...(options.workspaceTrust === true && { workspaceTrust: true }),
    });
    closers.push(vsCode.stop);
    const workbench = await openWorkbench({
      url: vsCode.url,
      microphone: microphone.device,
      ...options.workbench,
    });
    closers.push(workbench.close);
    const probe = await connectProbe(vsCode.probePath);
    closers.push(probe.close);
    const panel = panelOf(workbench);
    if (options.closed !== true) await panel.show();
    return { key, server, vsCode, workbench, panel, probe, microphone, workspace: sample.path, close };
  } catch (error) {
    await close();
    throw error;
  }
}
