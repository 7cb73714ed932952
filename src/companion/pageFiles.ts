/** The files that the companion page is made of. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { companionTexts } from "../shared/companionTexts.ts";

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

export interface PageOptions {
  /** Where `companion.js` and `companion.css` are. */
  folder: string;
  /** The texts of {@link companionTexts} as translated; one that is missing stays English. */
  texts: Readonly<Record<string, string>>;
  /** Of the texts, as BCP 47 has it: "en", "pt-BR". */
  language: string;
}

/** By the exact path they are asked for. Held in memory, so that no path ever reaches the file system. */
export async function readPageFiles(options: PageOptions): Promise<ReadonlyMap<string, PageFile>> {
  const [script, style] = await Promise.all(
    ["companion.js", "companion.css"].map((name) => readFile(join(options.folder, name), "utf8")),
  );
  return new Map([
    ["/", file("text/html", html(options))],
    ["/companion.js", file("text/javascript", script)],
    ["/companion.css", file("text/css", style)],
    ["/pulse.js", file("text/javascript", pulse)],
    ["/icon.svg", file("image/svg+xml", icon)],
  ]);
}

function file(type: string, body = ""): PageFile {
  return { type: `${type}; charset=utf-8`, body };
}

/** Its addresses are relative, because a forwarded page may lie under a path. */
function html({ texts, language }: PageOptions): string {
  const all = { ...companionTexts, ...texts };
  // In a script element only "<" can end the element, and JSON has it nowhere but in strings.
  const data = JSON.stringify(all).replaceAll("<", String.raw`\u003c`);
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(all.title)}</title>
<link rel="icon" href="icon.svg">
<link rel="stylesheet" href="companion.css">
</head>
<body>
<main id="root"></main>
<noscript>${escaped(all.noScript)}</noscript>
<script type="application/json" id="texts">${data}</script>
<script src="companion.js"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Of a worker: posts a message at each interval, in milliseconds, that it is sent. */
const pulse = "onmessage = ({ data }) => setInterval(() => postMessage(0), data);\n";

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#5b4bd6"/>
<g fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round">
<rect x="12" y="6" width="8" height="13" rx="4"/><path d="M8 15a8 8 0 0 0 16 0M16 23v4"/>
</g></svg>
`;
