/** The environment of a VS Code that we start. */

/**
 * Names that must not reach it: those that would make it join the VS Code whose terminal we run in, those
 * that code-server takes for its own settings, and the user's own keys, which no test may spend.
 */
const withheld =
  /^(VSCODE_|CODE_SERVER_|CS_|ELECTRON_|VIVA_VOCE_|OPENAI_|AZURE_OPENAI_|npm_)|^(PORT|PASSWORD|HASHED_PASSWORD|GITHUB_TOKEN|LOG_LEVEL|NODE_OPTIONS)$/;

/** Ours, without what it must not get, and with `added`. */
export function vsCodeEnvironment(
  added: Record<string, string>,
  ours: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(ours).filter(([name]) => !withheld.test(name));
  return { ...Object.fromEntries(kept), ...added };
}
