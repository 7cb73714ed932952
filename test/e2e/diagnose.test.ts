/** Viva Voce: Diagnose Voice, as a user runs it, over what there is to find. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { root } from "../../dev/setup/paths.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { screenshots } from "./sharedStage.ts";
import { currentSession, until } from "./talking.ts";
import { unreachableAnswer } from "./unreachableAnswer.ts";

const titles = [
  "Settings",
  "API key",
  "Endpoint",
  "Key and model",
  "Voice panel",
  "Microphone",
  "Call",
  "Loudspeaker",
];

/** Runs in every frame: keeps the microphones that it opens. */
const noteMicrophones = `{
  const media = navigator.mediaDevices;
  const open = media?.getUserMedia.bind(media);
  globalThis.microphones = [];
  if (open !== undefined)
    media.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      microphones.push(...stream.getAudioTracks());
      return stream;
    };
}`;

describe("the diagnosis", () => {
  let stage: Stage;

  /** The page of a new diagnosis. */
  async function diagnose(): Promise<string> {
    const { probe } = stage;
    await probe.command("notifications.clearAll");
    await probe.command("workbench.action.revertAndCloseActiveEditor");
    await probe.command("vivaVoce.diagnose");
    const { editor } = await probe.state();
    return editor?.text ?? "";
  }
  /** How each check of a page turned out: "Settings: well". */
  const outcomes = (page: string): string[] =>
    [...page.matchAll(/^\d+\. \*\*(.*?)\.\*\*/gm)].map(([, outcome]) => outcome ?? "");
  /** All are well but those that are named. */
  function expected(others: Record<string, string>): string[] {
    return titles.map((title) => `${title}: ${others[title] ?? "well"}`);
  }
  /** The line of a check, with what to do. */
  function lineOf(page: string, title: string): string {
    const at = page.indexOf(`. **${title}: `);
    assert.ok(at >= 0, page);
    return page.slice(at).split(/\n(?! )/)[0] ?? "";
  }
  const toast = () => stage.workbench.page.locator(".notification-toast");
  async function offers(text: RegExp, button: string): Promise<void> {
    await toast().filter({ hasText: text }).getByRole("button", { name: button, exact: true }).waitFor();
  }
  function speak(): Promise<void> {
    return stage.microphone.load(join(root, "test/fixtures/speech/goToLine42.slt.wav"));
  }

  describe("with a microphone in the panel", () => {
    before(async () => {
      stage = await openStage({ workbench: { script: noteMicrophones } });
    });
    after(() => stage?.close());
    afterEach(() => stage.probe.command("notifications.clearAll"));

    it("misses the key, and leaves out what it needs", async () => {
      await speak();
      const page = await diagnose();
      assert.deepEqual(
        outcomes(page),
        expected({ "API key": "failed", "Key and model": "not checked", Call: "not checked" }),
        page,
      );
      assert.match(lineOf(page, "API key"), /There is no API key yet\.\n.*What to do: Set the key/);
      assert.match(lineOf(page, "Call"), /because this failed before: API key\./);
      assert.match(page, /^\| Loudspeakers \|/m);
      await offers(/API key: There is no API key yet/, "Set API Key");
      await toast().getByRole("button", { name: "Set API Key" }).click();
      await stage.workbench.page.locator('.quick-input-widget:visible input[type="password"]').waitFor();
      await stage.probe.command("workbench.action.closeQuickOpen");
      await stage.panel.setKey(stage.key);
    });

    it("says that all is well, and leaves nothing open, said or told", async () => {
      await speak();
      const { server, key, panel } = stage;
      const page = await diagnose();
      assert.deepEqual(outcomes(page), expected({}), page);
      await toast().filter({ hasText: "All well." }).waitFor();
      assert.match(lineOf(page, "Call"), /secret \d+ ms, offer \d+ ms, exchange \d+ ms, channel \d+ ms/);
      assert.match(lineOf(page, "Call"), /over UDP, directly \((host|prflx)–(host|prflx)\)/);
      assert.match(lineOf(page, "Microphone"), /is heard well\.$/);
      assert.ok(!page.includes(key) && !page.includes("ek_"), "a credential is in the page");
      const [session, ...more] = server.sessions;
      assert.deepEqual(more, []);
      await until("the call is ended", () => session?.closed);
      // Where the link's end came first, there is no call any more.
      assert.ok(
        server.requests.some(({ path }) => path.endsWith("/hangup")),
        "the provider was not told that the call is over",
      );
      assert.deepEqual(session?.received, []);
      await panel.shows("idle");
      const microphones = await stage.panel.evaluate<string[]>(
        "microphones.map(({ readyState }) => readyState)",
      );
      assert.ok(microphones.length > 0, "what the panel opens is not seen");
      assert.ok(!microphones.includes("live"), "the microphone was left open");
      await stage.workbench.screenshot(join(screenshots, "diagnosis.png"));
    });

    it("looks at a live session as it is, and opens no other", async () => {
      const { server, panel } = stage;
      await panel.connect();
      const before = server.sessions.length;
      const page = await diagnose();
      assert.deepEqual(outcomes(page), expected({}), page);
      assert.match(lineOf(page, "Microphone"), /The session has it open, and hears you\./);
      assert.match(lineOf(page, "Call"), /A session is on\. Its sound goes over UDP, directly/);
      assert.equal(server.sessions.length, before);
      assert.equal(currentSession(stage).closed, false);
      await panel.stop();
    });

    it("gives way to a session that begins meanwhile", async () => {
      const { server, panel, probe } = stage;
      await speak();
      server.script.failNext({ path: "/realtime/calls", status: 201, body: unreachableAnswer });
      const asked = server.requests.length;
      const running = probe.command("vivaVoce.diagnose");
      await until("the call on trial", () =>
        server.requests.slice(asked).some(({ path, status }) => path.endsWith("/calls") && status === 201),
      );
      await probe.command("vivaVoce.start");
      await running;
      const page = (await probe.state()).editor?.text ?? "";
      assert.match(lineOf(page, "Call"), /not checked.*because a session is being connected/);
      await panel.shows("listening");
      assert.equal(currentSession(stage).closed, false);
      await panel.stop();
    });

    it("says that the key is refused", async () => {
      stage.server.script.failNext({
        path: "/realtime/client_secrets",
        status: 401,
        body: { error: { message: `Incorrect API key provided: ${stage.key}.`, code: "invalid_api_key" } },
      });
      await speak();
      const page = await diagnose();
      assert.deepEqual(outcomes(page), expected({ "Key and model": "failed", Call: "not checked" }), page);
      assert.match(lineOf(page, "Key and model"), /does not accept the API key\.[^]*Details: `HTTP 401/);
      assert.ok(!page.includes(stage.key));
      await offers(/Key and model: The provider does not accept the API key\./, "Set API Key");
    });

    it("says that the model is not known", async () => {
      stage.server.script.failNext({
        path: "/realtime/client_secrets",
        status: 404,
        body: { error: { message: "The model does not exist.", code: "model_not_found" } },
      });
      await speak();
      const page = await diagnose();
      assert.match(lineOf(page, "Key and model"), /failed.*does not know this model/);
      await offers(/does not know this model/, "Choose Model");
    });

    it("says that a call is not answered", async () => {
      stage.server.script.failNext({ path: "/realtime/calls", delayMs: 60_000 });
      await speak();
      const page = await diagnose();
      assert.deepEqual(outcomes(page), expected({ Call: "failed" }), page);
      assert.match(lineOf(page, "Call"), /The provider did not answer the call in time\./);
      await offers(/Call: The provider did not answer/, "Show Log");
    });

    it("tells that from an answer to which no way leads", async () => {
      const { probe, server } = stage;
      server.script.failNext({ path: "/realtime/calls", status: 201, body: unreachableAnswer });
      await probe.configure("vivaVoce.transport", "webrtc");
      try {
        await speak();
        const page = await diagnose();
        assert.deepEqual(outcomes(page), expected({ Call: "failed" }), page);
        assert.match(lineOf(page, "Call"), /UDP may be blocked\./);
      } finally {
        await probe.configure("vivaVoce.transport", undefined);
      }
    });

    it("takes a WebSocket where no way leads to the answer, and says so", async () => {
      stage.server.script.failNext({ path: "/realtime/calls", status: 201, body: unreachableAnswer });
      await speak();
      const page = await diagnose();
      assert.deepEqual(outcomes(page), expected({ Call: "take note" }), page);
      assert.match(lineOf(page, "Call"), /Its sound goes over a WebSocket\./);
    });

    it("says that nothing listens at the endpoint", async () => {
      const { probe, server } = stage;
      await probe.configure("vivaVoce.baseUrl", `http://127.0.0.1:${await closedPort()}/v1`);
      try {
        // The other one is for the other address.
        await stage.panel.setKey(stage.key);
        await speak();
        const page = await diagnose();
        assert.deepEqual(
          outcomes(page),
          expected({ Endpoint: "failed", "Key and model": "not checked", Call: "not checked" }),
          page,
        );
        await offers(/Endpoint: 127\.0\.0\.1:\d+ refuses the connection/, "Open Settings");
      } finally {
        await probe.configure("vivaVoce.baseUrl", server.url);
      }
    });

    it("stops when it is cancelled, and says what it did not come to", async () => {
      const { server, probe, workbench } = stage;
      await speak();
      server.script.failNext({ path: "/realtime/client_secrets", delayMs: 60_000 });
      const asked = server.requests.length;
      const running = probe.command("vivaVoce.diagnose");
      await until("the provider is asked", () =>
        server.requests.slice(asked).some(({ path }) => path.endsWith("/client_secrets")),
      );
      await workbench.page.locator(".notification-toast").getByRole("button", { name: "Cancel" }).click();
      await running;
      const page = (await probe.state()).editor?.text ?? "";
      const rest = titles.slice(3).map((title) => [title, "not checked"]);
      assert.deepEqual(outcomes(page), expected(Object.fromEntries(rest)), page);
      await toast().filter({ hasText: "The diagnosis was cancelled." }).waitFor();
    });
  });

  describe("where panels get no microphone, and play nothing before a click", () => {
    before(async () => {
      const key = `sk-loopback-${crypto.randomUUID()}`;
      stage = await openStage({
        key,
        environment: { OPENAI_API_KEY: key },
        settings: { "vivaVoce.microphone.source": "panel" },
        workbench: { denyMicrophone: true, gestureRequired: true },
        closed: true,
      });
    });
    after(() => stage?.close());

    it("opens the panel, and says why there is no microphone, and that the sound waits for a click", async () => {
      const { probe, server, workbench } = stage;
      // Whatever the driver does in the page counts as a click. It does nothing there before the sound is held back.
      const page = await diagnose();
      assert.deepEqual(outcomes(page), expected({ Microphone: "failed" }), page);
      assert.match(lineOf(page, "API key"), /taken from the environment variable OPENAI_API_KEY\./);
      assert.match(lineOf(page, "Voice panel"), /This editor gives its panels no microphone\./);
      assert.match(lineOf(page, "Microphone"), /does not let its panels use the microphone/);
      assert.match(lineOf(page, "Loudspeaker"), /without a click there, this editor lets nothing be heard/);
      const before = server.sessions.length;
      await probe.command("vivaVoce.start");
      await until("a session", () => server.sessions.length > before);
      await workbench.page.getByRole("button", { name: /^Viva Voce: Ready/ }).waitFor();
      const live = await diagnose();
      assert.deepEqual(outcomes(live), expected({ Microphone: "failed", Loudspeaker: "take note" }), live);
      assert.match(lineOf(live, "Microphone"), /The session has no microphone\./);
      assert.match(lineOf(live, "Loudspeaker"), /held back until you click or type in the voice panel/);
      await offers(/Microphone: The session has no microphone/, "Show Log");
      await probe.command("vivaVoce.stop");
    });

    it("leaves to the page in the browser what that has", async () => {
      await stage.probe.configure("vivaVoce.microphone.source", "browser");
      const page = await diagnose();
      const elsewhere = { Microphone: "not checked", Loudspeaker: "not checked" };
      assert.deepEqual(outcomes(page), expected(elsewhere), page);
      await toast().filter({ hasText: "Not checked: Microphone, Loudspeaker." }).waitFor();
    });
  });
});

/** A port at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
