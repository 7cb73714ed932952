/** What is asked of MCP servers: "ask the weather server for the forecast". */

/** @returns the server's label, and what its tool's name ends with. */
export function remoteWishIn(words: string): { server: string; about: string } | undefined {
  const found = /^(?:please )?ask the (\w+) server for (?:the )?(\w+)[.!?]?$/i.exec(words.trim());
  const [, server, about] = found ?? [];
  if (server === undefined || about === undefined) return undefined;
  return { server: server.toLowerCase(), about: about.toLowerCase() };
}
