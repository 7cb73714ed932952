/** What stands between the user and their provider: the key, the profiles, the MCP servers, and the first steps. */
import type { FirstRun } from "./firstRun.ts";
import { KeyDesk, type KeyDeskOptions } from "./keyDesk.ts";
import type { McpServers } from "./mcp/mcpServers.ts";
import type { ShutdownWatchOptions } from "./userProfiles/shutdownWatch.ts";
import { createProfiles, type Profiles } from "./userProfiles/createProfiles.ts";

export interface AccountOptions extends KeyDeskOptions, ShutdownWatchOptions {
  mcp: McpServers;
  firstRun: FirstRun;
}

export interface Account {
  keyDesk: KeyDesk;
  profiles: Profiles;
  commands: KeyDesk["commands"] & Profiles["commands"] & McpServers["commands"] & FirstRun["commands"];
}

export function createAccount(options: AccountOptions): Account {
  const keyDesk = new KeyDesk(options);
  const profiles = createProfiles(options);
  const { mcp, firstRun } = options;
  return {
    keyDesk,
    profiles,
    commands: { ...keyDesk.commands, ...profiles.commands, ...mcp.commands, ...firstRun.commands },
  };
}
