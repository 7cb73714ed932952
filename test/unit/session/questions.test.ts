import assert from "node:assert/strict";
import type { ToolOutcome } from "../../../src/session/toolRunner.ts";
import { call, respond, scripted, until } from "./scripted.ts";

describe("a question in the transcript", () => {
  let expired: PromiseWithResolvers<void>;
  const asking = (): ToolOutcome => ({
    status: "asking",
    output: "{}",
    summary: "",
    question: "Push?",
    preview: { kind: "command", text: "git push" },
    always: "terminal:git push",
    expired: expired.promise,
  });
  beforeEach(() => {
    expired = Promise.withResolvers();
  });

  it("shows what would be done, and that it went by", async () => {
    const { session, goLive } = scripted({ runTool: () => Promise.resolve(asking()) });
    const link = await goLive();
    respond(link, "resp_1", [call("call_1", "run_in_terminal", "{}")]);
    const entry = () => session.entries.find(({ id }) => id === "call_1");
    const status = (): string | undefined => {
      const found = entry();
      return found?.kind === "tool" ? found.status : undefined;
    };
    await until(() => status() === "asking");
    assert.partialDeepStrictEqual(entry(), {
      question: "Push?",
      preview: { kind: "command", text: "git push" },
      always: "terminal:git push",
    });
    expired.resolve();
    await until(() => status() === "expired");
    const { question, preview, always } = entry() as Record<string, unknown>;
    assert.deepEqual([question, preview, always], [undefined, undefined, undefined]);
    session.stop();
  });

  it("does not go by where it was answered", async () => {
    const { session, goLive } = scripted({ runTool: () => Promise.resolve(asking()) });
    const link = await goLive();
    respond(link, "resp_1", [call("call_2", "run_in_terminal", "{}")]);
    await until(() => session.entries.some((entry) => entry.kind === "tool" && entry.status === "asking"));
    await session.confirm("call_2", true);
    expired.resolve();
    await expired.promise;
    const entry = session.entries.find(({ id }) => id === "call_2");
    assert.ok(entry?.kind === "tool" && entry.status === "done", JSON.stringify(entry));
    session.stop();
  });
});
