/** Which grammar reads which of VS Code's languages. */
import { cpp } from "./languages/cpp.ts";
import { csharp } from "./languages/csharp.ts";
import { css } from "./languages/css.ts";
import { javascript, typescript, typescriptJsx } from "./languages/ecmascript.ts";
import { go } from "./languages/go.ts";
import { java } from "./languages/java.ts";
import { php } from "./languages/php.ts";
import { python } from "./languages/python.ts";
import { ruby } from "./languages/ruby.ts";
import { rust } from "./languages/rust.ts";
import type { ScopeTable } from "./scopeTable.ts";

/** By the names of the files in which `@vscode/tree-sitter-wasm` ships them. */
export const grammars = {
  "c-sharp": csharp,
  cpp,
  css,
  go,
  java,
  javascript,
  php,
  python,
  ruby,
  rust,
  tsx: typescriptJsx,
  typescript,
} as const satisfies Record<string, ScopeTable>;
export type Grammar = keyof typeof grammars;

const others: Record<string, Grammar> = {
  c: "cpp",
  csharp: "c-sharp",
  javascriptreact: "javascript",
  less: "css",
  scss: "css",
  typescriptreact: "tsx",
};

export function grammarOf(language: string): Grammar | undefined {
  if (Object.hasOwn(grammars, language)) return language as Grammar;
  return Object.hasOwn(others, language) ? others[language] : undefined;
}
