import assert from "node:assert/strict";
import { join } from "node:path";
import { startRealtimeServer, type RealtimeServer } from "../../dev/realtime/server.ts";
import type { Plays } from "../../dev/realtime/variants/variant.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { clearStage, screenshots } from "./sharedStage.ts";
import { callOutputs, currentSession, speak, until } from "./talking.ts";

const key = `azure-${crypto.randomUUID()}`;
const servers: Plays[] = ["azure", "compatible", "speechToSpeech", "localai", "speaches"];

/** What a user enters. The model is the server's business, but for Azure and gateways. */
function profileOf(plays: Plays, { url }: RealtimeServer): Record<string, string> {
  if (plays === "azure") return { provider: plays, baseUrl: new URL(url).origin, model: "voice-deployment" };
  return { provider: plays, baseUrl: url, ...(plays !== "compatible" && { model: "own-model" }) };
}

/** What the server was asked for on the way into the call: the first characters of what was shown to it. */
const shown = ({ requests }: RealtimeServer): string[] =>
  requests
    .filter(({ path }) => !path.endsWith("/models") && !path.endsWith("/hangup"))
    .map(({ method, path, query, headers, status }) => {
      const apiKey = headers["api-key"] === undefined ? "" : " api-key";
      const bearer = (headers["authorization"] ?? "").slice(0, 10);
      return `${method} ${path}${query}${apiKey}${bearer === "" ? "" : ` ${bearer}`} ${status}`;
    });

const asked: Record<string, string[]> = {
  azure: [
    // It does not know the noise reduction, and is asked once more without it.
    "POST /openai/v1/realtime/client_secrets api-key 400",
    "POST /openai/v1/realtime/client_secrets api-key 200",
    "POST /openai/v1/realtime/calls Bearer ek_ 201",
  ],
  compatible: ["POST /v1/realtime/client_secrets 200", "POST /v1/realtime/calls Bearer ek_ 201"],
  speechToSpeech: ["POST /v1/realtime/calls 201"],
  localai: ["POST /v1/realtime/calls 201"],
  speaches: ["POST /v1/realtime?model=own-model 200"],
};

describe("a profile for another server", () => {
  let stage: Stage;
  const played = new Map<Plays, RealtimeServer>();
  before(async function () {
    this.timeout(120_000);
    for (const plays of servers) played.set(plays, await startRealtimeServer({ key, plays }));
    const profiles = Object.fromEntries(
      [...played].map(([plays, server]) => [plays, profileOf(plays, server)]),
    );
    stage = await openStage({ settings: { "vivaVoce.profiles": profiles } });
  });
  after(async () => {
    await stage?.close();
    for (const server of played.values()) await server.close();
  });
  afterEach(() => clearStage(stage));

  for (const plays of servers) {
    it(`${plays}: a spoken command is heard, done and answered`, async () => {
      const server = played.get(plays) as RealtimeServer;
      const there: Stage = { ...stage, server };
      const { panel, probe, workbench } = there;
      await probe.configure("vivaVoce.profile", plays);
      if (plays === "azure") await panel.setKey(key);
      await panel.button("Connect").waitFor();
      await panel.connect();
      assert.deepEqual(shown(server), asked[plays]);

      await probe.open("src/inventory.ts", { line: 1 });
      const before = await speak(there, "goToLine42", "slt");
      await probe.until("line 42", ({ editor }) => editor?.line === 42);
      await panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
      await panel.shows("listening");
      assert.match(await panel.newest("user").innerText(), /Go to line forty two/);
      assert.equal(await panel.newest("tool").getAttribute("aria-label"), "Go to: Done");
      await until("the model is told", () => callOutputs(currentSession(there)).length > before);
      await workbench.screenshot(join(screenshots, `provider-${plays}.png`));
      const reports = panel.log().locator(".entry.notice", { hasText: "The provider reports" });
      assert.deepEqual(await reports.allInnerTexts(), []);
      assert.equal(stage.server.requests.length, 0, "somebody else was asked");
    });
  }
});
