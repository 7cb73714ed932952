/** Looking through the files of the workspace. VS Code's own search is not open to extensions. */
import { open } from "node:fs/promises";
import * as vscode from "vscode";
import type { SearchFound, SearchHit, SearchRequest } from "../../tools/editing/port.ts";
import { searchTexts, type SearchText } from "../../tools/editing/searchTexts.ts";
import { pathOf, uriOf } from "../documents.ts";
import { forgetFiles, listFiles } from "../files.ts";
import { textOf } from "../recording.ts";

/** In bytes. Longer files are data, or made by programs. */
const longest = 1024 * 1024;
/** Hits in all: more are not looked through one by one. */
const mostHits = 2000;
/** As many files are read at a time. */
const together = 64;
/** In milliseconds for all of it. */
const patience = 8000;

export async function search(request: SearchRequest, signal: AbortSignal): Promise<SearchFound> {
  const end = performance.now() + patience;
  // What was made a moment ago is searched too: the watcher takes its time to tell of it.
  forgetFiles();
  const all = await listFiles(signal);
  const wanted = request.path.toLowerCase();
  const paths = all.filter((path) => path.toLowerCase().includes(wanted));
  const unsaved = new Map(
    vscode.workspace.textDocuments
      .filter(({ isDirty }) => isDirty)
      .map((each) => [pathOf(each.uri), textOf(each)]),
  );
  const hits: SearchHit[] = [];
  let read = 0;
  let long = 0;
  let left = "";
  for (let from = 0; from < paths.length && left === ""; from += together) {
    signal.throwIfAborted();
    const part = paths.slice(from, from + together);
    const texts = await Promise.all(
      part.map(async (path) => ({ path, text: unsaved.get(path) ?? (await readText(path)) })),
    );
    long += texts.filter(({ text }) => text === tooLong).length;
    const searched = texts.filter((each): each is SearchText => typeof each.text === "string");
    read += searched.length;
    hits.push(...searchTexts(searched, request, mostHits - hits.length));
    const rest = paths.length - from - part.length;
    if (hits.length >= mostHits) left = `Stopped at ${mostHits} places; ${rest} files were not looked at.`;
    else if (performance.now() > end && rest > 0)
      left = `Stopped after ${patience / 1000} seconds; ${rest} files were not looked at.`;
  }
  if (long > 0) left = `${left} ${long} files over 1 MB were left out.`.trim();
  return { hits, files: read, left };
}

const tooLong = Symbol("too long");

/** @returns undefined for a file that is no text or cannot be read. */
async function readText(path: string): Promise<string | typeof tooLong | undefined> {
  const uri = uriOf(path);
  const content = uri.scheme === "file" ? await readFromDisk(uri.fsPath) : await readThroughCode(uri);
  if (content === tooLong || content === undefined) return content;
  // As Git tells binary files from text.
  if (content.subarray(0, 8000).includes(0)) return undefined;
  return new TextDecoder().decode(content).replaceAll("\r\n", "\n");
}

async function readFromDisk(path: string): Promise<Uint8Array | typeof tooLong | undefined> {
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    return size > longest ? tooLong : await file.readFile();
  } catch {
    return undefined;
  }
}

async function readThroughCode(uri: vscode.Uri): Promise<Uint8Array | typeof tooLong | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > longest ? tooLong : await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
