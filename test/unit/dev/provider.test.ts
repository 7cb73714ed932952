import assert from "node:assert/strict";
import { chooseProvider } from "../../../dev/start/provider.ts";

const own = {
  OPENAI_API_KEY: "the user's own",
  AZURE_OPENAI_ENDPOINT: "https://shop.openai.azure.com",
  AZURE_OPENAI_API_KEY: "the user's other own",
  AZURE_OPENAI_DEPLOYMENT: "voice",
};

async function noLoopback(): Promise<never> {
  throw new Error("The loopback server is not wanted here.");
}

describe("chooseProvider", () => {
  it("gives the loopback server's key, and never the user's, to the loopback server", async () => {
    let given = "";
    const setup = await chooseProvider("loopback", own, async (key) => {
      given = key;
      return { url: "http://127.0.0.1:4711/v1" };
    });
    assert.deepEqual(setup.environment, { OPENAI_API_KEY: given });
    assert.notEqual(given, own.OPENAI_API_KEY);
    assert.equal(setup.settings["vivaVoce.baseUrl"], "http://127.0.0.1:4711/v1");
  });

  it("hands the user's key on to OpenAI", async () => {
    const setup = await chooseProvider("openai", own, noLoopback);
    assert.deepEqual(setup.environment, { OPENAI_API_KEY: "the user's own" });
    assert.equal(setup.settings["vivaVoce.baseUrl"], "https://api.openai.com/v1");
  });

  it("sets Azure's endpoint and deployment", async () => {
    const setup = await chooseProvider("azure", own, noLoopback);
    assert.deepEqual(setup.environment, { AZURE_OPENAI_API_KEY: "the user's other own" });
    assert.deepEqual(setup.settings, {
      "vivaVoce.provider": "azure",
      "vivaVoce.baseUrl": "https://shop.openai.azure.com",
      "vivaVoce.model": "voice",
    });
  });

  it("names every variable that is missing", async () => {
    const some = { AZURE_OPENAI_API_KEY: "key", AZURE_OPENAI_ENDPOINT: " " };
    await assert.rejects(
      chooseProvider("azure", some, noLoopback),
      /--azure needs AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT in/,
    );
    await assert.rejects(chooseProvider("openai", {}, noLoopback), /--openai needs OPENAI_API_KEY/);
  });
});
