/**
 * A tool call in human words: "go_to" with {"line":42} reads "Go to line 42". The tool of an MCP server, which
 * "mcp:" begins, has the server's own name before it.
 */

export function toolTitle(name: string): string {
  const [, server, tool = ""] = /^mcp:([^/]+)\/(.*)$/s.exec(name) ?? [];
  if (server !== undefined) return `${server}: ${tool}`;
  const words = name.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Characters of one argument that are shown in a card's first line; the rest is in its details. */
const longestArgument = 120;

/** A single text is shown bare, all else by name. What is not an object is shown as the model sent it. */
export function compactArguments(json: string): string {
  const parsed = parse(json);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return shorten(json);
  const entries = Object.entries(parsed);
  const [only] = entries;
  if (only !== undefined && entries.length === 1) {
    const [name, value] = only;
    return typeof value === "number" ? `${name} ${value}` : compactValue(value);
  }
  return entries.map(([name, value]) => `${name}: ${compactValue(value)}`).join(", ");
}

/** The arguments in full, one to a line. */
export function prettyArguments(json: string): string {
  const parsed = parse(json);
  return parsed === undefined ? json : JSON.stringify(parsed, undefined, 2);
}

function compactValue(value: unknown): string {
  return shorten(typeof value === "string" ? value : JSON.stringify(value));
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > longestArgument ? `${line.slice(0, longestArgument)}…` : line;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // The model's arguments can be anything while they are still coming.
  }
}
