/** Which model the editor is connected to, and what VS Code must be given for it. */

/** What the command line asks for. */
export type ProviderChoice = "loopback" | "openai" | "azure";

export interface ProviderSetup {
  /** For the reader: where the model runs. */
  description: string;
  settings: Record<string, unknown>;
  environment: Record<string, string>;
}

/** Starts the Realtime server on loopback, and tells its address. */
export type StartLoopback = (key: string) => Promise<{ url: string }>;

/** The key that the loopback server wants. It opens nothing else. */
const loopbackKey = "sk-loopback";

/**
 * The user's own key goes only to the provider that it was asked for: never to the loopback server.
 *
 * @throws {Error} that names the variables which are not set.
 */
export async function chooseProvider(
  choice: ProviderChoice,
  environment: NodeJS.ProcessEnv,
  startLoopback: StartLoopback,
): Promise<ProviderSetup> {
  const set = (names: string[]): string[] => required(environment, choice, names);
  switch (choice) {
    case "loopback": {
      const { url } = await startLoopback(loopbackKey);
      return {
        description: `our own server on loopback, ${url}: no key, no cost`,
        settings: { "vivaVoce.provider": "openai", "vivaVoce.baseUrl": url },
        environment: { OPENAI_API_KEY: loopbackKey },
      };
    }
    case "openai": {
      const [key = ""] = set(["OPENAI_API_KEY"]);
      const url = "https://api.openai.com/v1";
      return {
        description: `OpenAI, ${url}, with your key from OPENAI_API_KEY: it costs money`,
        settings: { "vivaVoce.provider": "openai", "vivaVoce.baseUrl": url },
        environment: { OPENAI_API_KEY: key },
      };
    }
    case "azure": {
      const [endpoint = "", key = "", deployment = ""] = set([
        "AZURE_OPENAI_ENDPOINT",
        "AZURE_OPENAI_API_KEY",
        "AZURE_OPENAI_DEPLOYMENT",
      ]);
      return {
        description: `Azure OpenAI, ${deployment} at ${endpoint}, with your key from AZURE_OPENAI_API_KEY: it costs money`,
        settings: {
          "vivaVoce.provider": "azure",
          "vivaVoce.baseUrl": endpoint,
          "vivaVoce.model": deployment,
        },
        environment: { AZURE_OPENAI_API_KEY: key },
      };
    }
  }
}

function required(environment: NodeJS.ProcessEnv, choice: ProviderChoice, names: string[]): string[] {
  const values = names.map((name) => environment[name]?.trim() ?? "");
  const missing = names.filter((_, index) => values[index] === "");
  if (missing.length === 0) return values;
  throw new Error(`--${choice} needs ${missing.join(", ")} in the environment. Set it and run this again.`);
}
