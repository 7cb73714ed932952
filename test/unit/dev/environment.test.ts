import assert from "node:assert/strict";
import { vsCodeEnvironment } from "../../../dev/vscode/environment.ts";

describe("vsCodeEnvironment", () => {
  it("keeps the user's keys and another VS Code's variables out, and adds what it is told to", () => {
    const ours = {
      HOME: "/home/ada",
      PATH: "/bin",
      OPENAI_API_KEY: "the user's own",
      AZURE_OPENAI_API_KEY: "the user's own",
      VSCODE_IPC_HOOK_CLI: "/tmp/socket",
      PORT: "3000",
      npm_config_prefix: "/usr",
    };
    assert.deepEqual(vsCodeEnvironment({ OPENAI_API_KEY: "sk-loopback" }, ours), {
      HOME: "/home/ada",
      PATH: "/bin",
      OPENAI_API_KEY: "sk-loopback",
    });
  });
});
