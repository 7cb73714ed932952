/**
 * Refuses keys that stand in settings, and shows the way out. What stands in the user's own settings can be moved; what
 * a workspace brings along is somebody else's, perhaps, and is never stored as the user's.
 */
import * as vscode from "vscode";
import * as z from "zod";
import { doubtAbout } from "./keyDoubts.ts";
import { homeOf } from "./keyHome.ts";
import type { Keys } from "./keys.ts";
import { plainProfile, profileOf, storedProfiles, type Profile } from "./profiles.ts";
import { section } from "./readSetting.ts";
import type { Report } from "./report.ts";
import { declaredAt, keysIn, tellingKeys, without, type FoundKey } from "./settingsKeys.ts";

export interface KeysInSettingsOptions {
  keys: Keys;
  /** The extension's own. */
  manifest: unknown;
  report: Report;
}

/** One settings file, or several of one kind. */
interface Layer {
  name: "user" | "workspace" | "folder";
  target: vscode.ConfigurationTarget;
  value: "globalValue" | "workspaceValue" | "workspaceFolderValue";
  /** Of the folder. */
  scope?: vscode.Uri;
  /** Opens it. */
  command: string;
}

type Found = FoundKey & { layer: Layer };

const manifestShape = z.object({
  contributes: z.object({ configuration: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
});

export class KeysInSettings {
  readonly #options: KeysInSettingsOptions;
  readonly #declared: readonly string[];
  /** What the user was told of, as long as it stands there. */
  #told = new Set<string>();

  constructor(options: KeysInSettingsOptions) {
    this.#options = options;
    const { properties } = manifestShape.parse(options.manifest).contributes.configuration;
    this.#declared = Object.keys(properties).map((name) => name.slice(section.length + 1));
  }

  /** Tells of what the user has not been told of. */
  look(): void {
    const all = layers().flatMap((layer) => this.#foundIn(layer));
    for (const key of tellingKeys(all)) this.#options.keys.note(key);
    const fresh = all.filter((found) => !this.#told.has(nameOf(found)));
    this.#told = new Set(all.map(nameOf));
    for (const name of ["user", "workspace", "folder"] as const) {
      const found = fresh.filter(({ layer }) => layer.name === name);
      const movable = found.filter((each) => this.#ownerOf(each) !== undefined);
      if (movable.length > 0) this.#options.report(this.#tell(movable, true));
      const others = found.filter((each) => !movable.includes(each));
      if (others.length > 0) this.#options.report(this.#tell(others, false));
    }
  }

  #foundIn(layer: Layer): Found[] {
    return keysIn(valueIn(layer, section), this.#declared).map((found) => ({ ...found, layer }));
  }

  async #tell(found: readonly Found[], movable: boolean): Promise<void> {
    const { t } = vscode.l10n;
    const [first] = found;
    if (first === undefined) return;
    const names = [...new Set(found.map(({ path }) => `${section}.${path.join(".")}`))].join(", ");
    const text =
      first.layer.name === "user"
        ? t(
            "An API key stands in your settings, in {0}, where other programs and Settings Sync can read it. From there it is not used.",
            names,
          )
        : t(
            "An API key stands in the settings of this workspace, in {0}, where everybody who has its files can read it. From there it is not used.",
            names,
          );
    const hint = found.some(({ path }) => path[0] === "mcpServers")
      ? t("The token of an MCP server is set by “Viva Voce: Set Token of an MCP Server”.")
      : "";
    const mend = movable ? t("Move to Secret Storage") : t("Remove It");
    const open = t("Open Settings");
    const chosen = await vscode.window.showWarningMessage(`${text} ${hint}`.trim(), mend, open);
    if (chosen === open) await vscode.commands.executeCommand(first.layer.command);
    if (chosen === mend) await this.#mend(found, movable);
  }

  async #mend(found: readonly Found[], store: boolean): Promise<void> {
    const { t } = vscode.l10n;
    for (const each of found) {
      // First of all: a key that cannot be stored stays where it is.
      const owner = store ? this.#ownerOf(each) : undefined;
      if (store && owner === undefined) continue;
      if (owner !== undefined) await this.#options.keys.set(owner, each.key);
      await this.#remove(each);
    }
    const left = found.find((each) => this.#foundIn(each.layer).some((one) => nameOf(one) === nameOf(each)));
    if (left !== undefined) {
      const open = t("Open Settings");
      const text = t("VS Code could not remove {0}. Remove it by hand.", `${section}.${left.path.join(".")}`);
      if ((await vscode.window.showWarningMessage(text, open)) !== open) return;
      await vscode.commands.executeCommand(left.layer.command);
      return;
    }
    void vscode.window.showInformationMessage(
      store
        ? t(
            "The key is in the secret storage now, and not in your settings any more. Has the file been shared or synchronized? Then have your provider replace the key.",
          )
        : t(
            "The key is not in the settings any more. It may be in the history of the files: have its provider replace it.",
          ),
    );
  }

  /** Of the user's own settings, a key that may be the provider's: of what it is the key. */
  #ownerOf(found: Found): Profile | undefined {
    const home = found.layer.name === "user" ? homeOf(found, this.#declared) : undefined;
    if (home === undefined) return undefined;
    const owner = profileAt(home, found);
    const isDoubtful = doubtAbout(found.key, owner.provider)?.sure === true;
    // A profile that cannot be read has no address that the key is for.
    return isDoubtful || owner.provider.problem !== undefined ? undefined : owner;
  }

  async #remove({ layer, path, rest }: FoundKey & { layer: Layer }): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(section, layer.scope);
    const whole = path.join(".");
    const name = declaredAt(whole, this.#declared);
    if (name === undefined) {
      // VS Code lets unknown settings be taken away, and nothing else.
      await configuration.update(whole, undefined, layer.target);
      return;
    }
    const inner = path.slice(name.split(".").length);
    await configuration.update(
      name,
      without(valueIn(layer, `${section}.${name}`), inner, rest),
      layer.target,
    );
  }
}

function layers(): Layer[] {
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    { name: "user", target: Global, value: "globalValue", command: "workbench.action.openSettingsJson" },
    {
      name: "workspace",
      target: Workspace,
      value: "workspaceValue",
      command: "workbench.action.openWorkspaceSettingsFile",
    },
    // Without a workspace file, the only folder's settings are the workspace's.
    ...(vscode.workspace.workspaceFile === undefined ? [] : folders).map(({ uri }): Layer => ({
      name: "folder",
      target: WorkspaceFolder,
      value: "workspaceFolderValue",
      scope: uri,
      command: "workbench.action.openFolderSettingsFile",
    })),
  ];
}

function valueIn({ value, scope }: Layer, name: string): unknown {
  return vscode.workspace.getConfiguration(undefined, scope).inspect(name)?.[value];
}

function nameOf({ layer, path, key }: Found): string {
  return JSON.stringify([layer.name, layer.scope?.toString(), path, key]);
}

/** As it is without the key in it. @param home see {@link homeOf}. */
function profileAt(home: string, { path, rest }: FoundKey): Profile {
  if (home !== "") return profileOf(home, without(storedProfiles()[home], path.slice(2), rest));
  const plain = plainProfile();
  const isAddress = path[0] === "baseUrl" && rest !== undefined;
  return isAddress ? { ...plain, provider: { ...plain.provider, baseUrl: rest } } : plain;
}
