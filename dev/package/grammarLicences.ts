/** The licences of the grammars: `@vscode/tree-sitter-wasm` has them built, and brings only its own. */
import { mit } from "./mit.ts";
import { grammars, type Grammar } from "../../src/targets/syntax/grammars.ts";

/** As their packages of the same names say; those with one source have one licence. */
const holders: Record<Grammar, string> = {
  "c-sharp": "2014-2023 Max Brunsfeld, Damien Guard, Amaan Qureshi, and contributors",
  cpp: "2014 Max Brunsfeld",
  css: "2018 Max Brunsfeld",
  go: "2014 Max Brunsfeld",
  java: "2017 Ayman Nadeem",
  javascript: "2014 Max Brunsfeld",
  php: "2017 Josh Vera, GitHub; 2019 Max Brunsfeld, Amaan Qureshi, Christian Frøystad, Caleb White",
  python: "2016 Max Brunsfeld",
  ruby: "2016 Rob Rix",
  rust: "2017 Maxim Sokolov",
  tsx: "2017 Max Brunsfeld",
  typescript: "2017 Max Brunsfeld",
};

export function noticeOfGrammars(): string {
  const names = Object.keys(grammars) as Grammar[];
  const lines = names.map((name) => `tree-sitter-${name}: Copyright (c) ${holders[name]}`);
  return `@vscode/tree-sitter-wasm is built from Tree-sitter and these grammars, which are under the MIT License:

tree-sitter: Copyright (c) 2018 Max Brunsfeld
${lines.join("\n")}

${mit}`;
}
