/** The syntax of the active document. What reads it is a bundle of its own, loaded when it is first needed. */
import { join } from "node:path";
import type * as bundle from "../targets/syntax/main.ts";
import type { Syntax } from "../tools/editor.ts";
import { requireEditor } from "./documents.ts";

/** @param bundles the folder of `syntax.js`. */
export function createSyntax(bundles: string): (signal: AbortSignal) => Promise<Syntax | undefined> {
  let parser: bundle.SyntaxParser | undefined;
  return (signal) => {
    const { document } = requireEditor();
    parser ??= load(bundles);
    const { uri, languageId } = document;
    const text = document.getText().replaceAll("\r\n", "\n");
    return parser.parse({ key: uri.toString(), language: languageId, text }, signal);
  };
}

function load(bundles: string): bundle.SyntaxParser {
  const { createSyntaxParser } = require(join(bundles, "syntax.js")) as typeof bundle;
  return createSyntaxParser({
    runtime: join(bundles, "tree-sitter.wasm"),
    grammars: join(bundles, "grammars"),
  });
}
