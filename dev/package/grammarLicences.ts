/** The licences of the grammars: `@vscode/tree-sitter-wasm` has them built, and brings only its own. */
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

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
