/** Blocks that lines can be put into, as each language writes them. */

export const wrappers = ["if", "for", "while", "try", "function", "class", "block"] as const;
export type Wrapper = (typeof wrappers)[number];

interface Shell {
  head: string;
  /** Below the lines, as deep as the head; those that begin with a tab one level deeper. */
  tail: readonly string[];
}

interface Words {
  /** A condition, a name, or what is gone through; undefined where nobody has said it. */
  text: string | undefined;
}

type Make = (words: Words) => Shell | undefined;
type Table = Partial<Record<Wrapper, Make>>;

const braced = (head: (text: string) => string, otherwise: string): Make => {
  return ({ text }) => ({ head: `${head(text ?? otherwise)} {`, tail: ["}"] });
};
const fixed =
  (head: string, ...tail: string[]): Make =>
  () => ({ head, tail });

const plainBlock: Table = { block: fixed("{", "}") };
const inParens: Table = {
  ...plainBlock,
  if: braced((text) => `if (${text})`, "true"),
  while: braced((text) => `while (${text})`, "true"),
};

const ecmascript: Table = {
  ...inParens,
  for: braced((text) => `for (const ${text})`, "item of items"),
  try: fixed("try {", "} catch (error) {", "\tthrow error;", "}"),
  function: braced((text) => `function ${text}()`, "newFunction"),
  class: braced((text) => `class ${text}`, "NewClass"),
};
const java: Table = {
  ...inParens,
  for: braced((text) => `for (${text})`, "var item : items"),
  try: fixed("try {", "} catch (Exception exception) {", "\tthrow exception;", "}"),
  function: braced((text) => `void ${text}()`, "newMethod"),
  class: braced((text) => `class ${text}`, "NewClass"),
};
const csharp: Table = {
  ...java,
  for: braced((text) => `foreach (${text})`, "var item in items"),
  try: fixed("try {", "} catch (Exception) {", "\tthrow;", "}"),
  function: braced((text) => `void ${text}()`, "NewMethod"),
};
const c: Table = {
  ...inParens,
  for: braced((text) => `for (${text})`, "int i = 0; i < count; i++"),
  function: braced((text) => `void ${text}()`, "newFunction"),
};
const cpp: Table = {
  ...c,
  try: fixed("try {", "} catch (const std::exception& error) {", "\tthrow;", "}"),
  class: ({ text }) => ({ head: `class ${text ?? "NewClass"} {`, tail: ["};"] }),
};
const php: Table = {
  ...inParens,
  for: braced((text) => `foreach (${text})`, "$items as $item"),
  try: fixed("try {", "} catch (Throwable $error) {", "\tthrow $error;", "}"),
  function: braced((text) => `function ${text}()`, "newFunction"),
  class: braced((text) => `class ${text}`, "NewClass"),
};
const go: Table = {
  ...plainBlock,
  if: braced((text) => `if ${text}`, "true"),
  for: braced((text) => `for ${text}`, "_, item := range items"),
  while: braced((text) => `for ${text}`, "true"),
  function: braced((text) => `func ${text}()`, "newFunction"),
};
const rust: Table = {
  ...plainBlock,
  if: braced((text) => `if ${text}`, "true"),
  for: braced((text) => `for ${text}`, "item in items"),
  while: braced((text) => `while ${text}`, "true"),
  function: braced((text) => `fn ${text}()`, "new_function"),
};
const pythonic = (head: (text: string) => string, otherwise: string): Make => {
  return ({ text }) => ({ head: `${head(text ?? otherwise)}:`, tail: [] });
};
const python: Table = {
  if: pythonic((text) => `if ${text}`, "True"),
  for: pythonic((text) => `for ${text}`, "item in items"),
  while: pythonic((text) => `while ${text}`, "True"),
  try: fixed("try:", "except Exception:", "\traise"),
  function: pythonic((text) => `def ${text}()`, "new_function"),
  class: pythonic((text) => `class ${text}`, "NewClass"),
  block: pythonic((text) => `with ${text}`, "context"),
};
const ended = (head: (text: string) => string, otherwise: string, end = "end"): Make => {
  return ({ text }) => ({ head: head(text ?? otherwise), tail: [end] });
};
const ruby: Table = {
  if: ended((text) => `if ${text}`, "true"),
  for: ended((text) => `${text}.each do |item|`, "items"),
  while: ended((text) => `while ${text}`, "true"),
  try: fixed("begin", "rescue => error", "\traise", "end"),
  function: ended((text) => `def ${text}`, "new_method"),
  class: ended((text) => `class ${text}`, "NewClass"),
  block: fixed("begin", "end"),
};
const lua: Table = {
  if: ended((text) => `if ${text} then`, "true"),
  for: ended((text) => `for ${text} do`, "_, item in ipairs(items)"),
  while: ended((text) => `while ${text} do`, "true"),
  function: ended((text) => `function ${text}()`, "newFunction"),
  block: fixed("do", "end"),
};
const shell: Table = {
  if: ended((text) => `if ${text}; then`, "true", "fi"),
  for: ended((text) => `for ${text}; do`, 'item in "$@"', "done"),
  while: ended((text) => `while ${text}; do`, "true", "done"),
  function: braced((text) => `${text}()`, "new_function"),
};

const tables: Record<string, Table> = {
  javascript: ecmascript,
  javascriptreact: ecmascript,
  typescript: ecmascript,
  typescriptreact: ecmascript,
  java,
  csharp,
  c,
  cpp,
  php,
  go,
  rust,
  python,
  ruby,
  lua,
  shellscript: shell,
};

/** @returns undefined where the language has no such block, or is not known. */
export function shellOf(language: string, wrapper: Wrapper, text: string | undefined): Shell | undefined {
  return tables[language]?.[wrapper]?.({ text: bare(wrapper, text) });
}

/** Brackets that the words bring along are the shell's to put. */
function bare(wrapper: Wrapper, text: string | undefined): string | undefined {
  const trimmed = text?.trim().replace(/^(?:if|while|for(?:each)?|function|def|class)\s+/, "") ?? "";
  if (trimmed === "") return undefined;
  if (wrapper === "function") return trimmed.replace(/\(\)$/, "");
  const inside = wrapper === "class" ? undefined : /^\(([^()]*)\)$/.exec(trimmed)?.[1];
  return (inside ?? trimmed).replace(/^const (?=.* of )/, "");
}

/** The lines, one level deeper, in it. */
export function wrapLines(
  lines: readonly string[],
  { head, tail }: Shell,
  { margin, level }: { margin: string; level: string },
): string[] {
  const inner = lines.map((line) => (line.trim() === "" ? line : level + line));
  return [`${margin}${head}`, ...inner, ...tail.map((line) => margin + line.replace(/^\t/, level))];
}
