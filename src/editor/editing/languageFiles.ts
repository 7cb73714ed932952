/** What extensions and the user have written down about languages: comments and snippets. */
// Its other form, which a bundle of this kind would take, loads its parts as it runs.
import { parse } from "jsonc-parser/lib/esm/main.js";
import * as vscode from "vscode";
import * as z from "zod";
import type { CommentSigns, Snippet } from "../../tools/editing/port.ts";

const contributed = z.object({
  contributes: z.object({
    languages: z.array(z.object({ id: z.string(), configuration: z.string().optional() })).catch([]),
    snippets: z.array(z.object({ language: z.string().optional(), path: z.string() })).catch([]),
  }),
});

const lineComment = z.union([
  z.string(),
  z.object({ comment: z.string() }).transform(({ comment }) => comment),
]);
const configuration = z.object({
  comments: z.object({
    lineComment: lineComment.optional().catch(undefined),
    blockComment: z.tuple([z.string(), z.string()]).optional().catch(undefined),
  }),
});

const lines = z.union([z.string(), z.array(z.string()).transform((all) => all.join("\n"))]);
const snippetFile = z.record(z.string(), z.unknown());
const snippet = z.object({
  prefix: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
  body: lines,
  description: lines.optional(),
  scope: z.string().optional(),
});

async function readJson(uri: vscode.Uri): Promise<unknown> {
  try {
    return parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as unknown;
  } catch {
    // Whoever has written it finds out from VS Code itself.
    return undefined;
  }
}

interface Contribution {
  folder: vscode.Uri;
  languages: { id: string; configuration?: string | undefined }[];
  snippets: { language?: string | undefined; path: string }[];
}

function contributions(): Contribution[] {
  return vscode.extensions.all.flatMap(({ packageJSON, extensionUri: folder }) => {
    const { data } = contributed.safeParse(packageJSON);
    return data === undefined ? [] : [{ folder, ...data.contributes }];
  });
}

export async function commentsOf(language: string): Promise<CommentSigns> {
  for (const { folder, languages } of contributions()) {
    const path = languages.find(
      ({ id, configuration }) => id === language && configuration !== undefined,
    )?.configuration;
    if (path === undefined) continue;
    const { data } = configuration.safeParse(await readJson(vscode.Uri.joinPath(folder, path)));
    if (data === undefined) continue;
    const { lineComment: line, blockComment: block } = data.comments;
    return { ...(line !== undefined && { line }), ...(block !== undefined && { block }) };
  }
  return {};
}

/** The user's own come first. */
export async function snippetsOf(language: string, userFolder: vscode.Uri | undefined): Promise<Snippet[]> {
  const files: { uri: vscode.Uri; scoped: boolean }[] = [];
  for (const folder of [userFolder, ...workspaceSnippets()]) {
    if (folder === undefined) continue;
    const entries = await vscode.workspace.fs.readDirectory(folder).then(
      (found) => found,
      () => [],
    );
    for (const [name] of entries) {
      const isFor = name === `${language}.json`;
      if (isFor || name.endsWith(".code-snippets")) {
        files.push({ uri: vscode.Uri.joinPath(folder, name), scoped: !isFor });
      }
    }
  }
  for (const { folder, snippets } of contributions()) {
    for (const each of snippets) {
      if (each.language !== undefined && each.language !== language) continue;
      files.push({ uri: vscode.Uri.joinPath(folder, each.path), scoped: each.language === undefined });
    }
  }
  const found = await Promise.all(
    files.map(({ uri, scoped }) => readSnippets(uri, scoped ? language : undefined)),
  );
  return found.flat();
}

function workspaceSnippets(): vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, ".vscode"));
}

async function readSnippets(uri: vscode.Uri, language: string | undefined): Promise<Snippet[]> {
  const { data = {} } = snippetFile.safeParse(await readJson(uri));
  return Object.entries(data).flatMap(([name, value]) => {
    const { data: found } = snippet.safeParse(value);
    if (found === undefined) return [];
    const scopes = found.scope?.split(",").map((each) => each.trim());
    if (language !== undefined && scopes !== undefined && !scopes.includes(language)) return [];
    return [{ name, prefixes: found.prefix ?? [], description: found.description ?? "", body: found.body }];
  });
}
