/**
 * Refuses keys that stand in settings, and shows the way out. What stands in the user's own settings can be moved; what
 * a workspace brings along is somebody else's, perhaps, and is never stored as the user's.
 */
import * as vscode from "vscode";
import * as z from "zod";
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
      if (found.length > 0) this.#options.report(this.#tell(found));
    }
  }

  #foundIn(layer: Layer): Found[] {
    return keysIn(valueIn(layer, section), this.#declared).map((found) => ({ ...found, layer }));
  }

  async #tell(found: readonly Found[]): Promise<void> {
    const { t } = vscode.l10n;
    const [first] = found;
    if (first === undefined) return;
    const names = [...new Set(found.map(({ path }) => `${section}.${path.join(".")}`))].join(", ");
    const own = first.layer.name === "user";
    const text = own
      ? t(
          "An API key stands in your settings, in {0}, where other programs and Settings Sync can read it. From there it is not used.",
          names,
        )
      : t(
          "An API key stands in the settings of this workspace, in {0}, where everybody who has its files can read it. From there it is not used.",
          names,
        );
    const mend = own ? t("Move to Secret Storage") : t("Remove It");
    const open = t("Open Settings");
    const chosen = await vscode.window.showWarningMessage(text, mend, open);
    if (chosen === open) await vscode.commands.executeCommand(first.layer.command);
    if (chosen === mend) await this.#mend(found, own);
  }

  async #mend(found: readonly Found[], store: boolean): Promise<void> {
    const { t } = vscode.l10n;
    for (const each of found) {
      // First of all: a key that cannot be stored stays where it is.
      if (store) await this.#options.keys.set(ownerOf(each), each.key);
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

/** Whose key it is: a profile's, or that of the settings outside of them. */
function ownerOf({ path, rest }: FoundKey): Profile {
  const [first, name = "", ...inner] = path;
  if (first === "profiles" && inner.length > 0) {
    return profileOf(name, without(storedProfiles()[name], inner, rest));
  }
  const plain = plainProfile();
  const isAddress = path.join(".") === "baseUrl" && rest !== undefined;
  return isAddress ? { ...plain, provider: { ...plain.provider, baseUrl: rest } } : plain;
}
