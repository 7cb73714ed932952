/** The commands of the editor and of all extensions, with their titles where those are known. */
import * as vscode from "vscode";
import * as z from "zod";
import { editingCommands, knownCommands } from "../tools/knownCommands.ts";
import { EditorError, type Command } from "../tools/editor.ts";
import { requireFrontInside } from "./inside.ts";

const title = z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]);
const contribution = z.object({ command: z.string(), title, category: title.optional() });
const manifest = z.object({
  contributes: z.object({
    commands: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]).optional(),
    menus: z
      .object({
        commandPalette: z.array(z.object({ command: z.string(), when: z.string().optional() })).optional(),
      })
      .optional(),
  }),
});

/** What can be run: of those with a title the ones that the palette may show, and all without one. */
export async function listCommands(): Promise<Command[]> {
  const titles = new Map<string, string | undefined>();
  for (const { packageJSON } of vscode.extensions.all) addTitles(packageJSON, titles);
  for (const { id, title } of knownCommands) titles.set(id, title);
  const registered = await vscode.commands.getCommands(true);
  return registered.flatMap((id) => {
    const title = titles.has(id) ? titles.get(id) : wordsOf(id);
    return title === undefined ? [] : [{ id, title }];
  });
}

/** Hidden commands get no title at all. */
function addTitles(packageJson: unknown, titles: Map<string, string | undefined>): void {
  const parsed = manifest.safeParse(packageJson);
  if (!parsed.success) return;
  const { commands = [], menus } = parsed.data.contributes;
  for (const entry of commands) {
    const { data } = contribution.safeParse(entry);
    if (data === undefined) continue;
    const { command, title, category } = data;
    titles.set(command, isPlaceholder(title) ? wordsOf(command) : join(category, title));
  }
  for (const { command, when } of menus?.commandPalette ?? []) {
    if (when === "false") titles.set(command, undefined);
  }
}

function join(category: string | undefined, title: string): string {
  return category === undefined || isPlaceholder(category) ? title : `${category}: ${title}`;
}

/** A text that VS Code has not put in: its extension lacks it. */
function isPlaceholder(text: string): boolean {
  return /^%.*%$/.test(text);
}

/** "workbench.action.terminal.toggleTerminal" is "terminal: toggle Terminal": nearly what the palette shows. */
function wordsOf(id: string): string {
  const parts = id.split(".").filter((part) => !/^(workbench|editor|actions?|vscode|view)$/.test(part));
  const [last = id, category] = parts.toReversed();
  const words = last.replaceAll(/(?<=\p{Ll})(?=\p{Lu})|[-_]/gu, " ");
  return category === undefined ? words : `${category}: ${words}`;
}

export async function runCommand(id: string, args: readonly unknown[] = []): Promise<void> {
  if (editingCommands.has(id)) await requireFrontInside();
  // Some act on what has the focus, and would take our panel for the text.
  if (id.startsWith("editor."))
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  try {
    await vscode.commands.executeCommand(id, ...args);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EditorError(
      `The command ${id} failed: ${message}. It may need arguments, or something else to be open or selected.`,
    );
  }
}
