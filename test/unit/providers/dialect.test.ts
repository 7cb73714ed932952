import assert from "node:assert/strict";
import { translated } from "../../../src/providers/dialect.ts";
import { traits, type ProviderKind } from "../../../src/providers/traits.ts";
import { readEvent, type WireEvent } from "../../../src/providers/wireEvent.ts";
import type { ClientEvent } from "../../../src/session/clientEvents.ts";
import type { Link, LinkListener, LinkRequest } from "../../../src/session/link.ts";

const types = (events: WireEvent[]): string[] => events.map(({ type }) => type);

describe("a link to another server", () => {
  async function linkTo(kind: ProviderKind) {
    const sent: ClientEvent[] = [];
    const received: WireEvent[] = [];
    let listener: LinkListener | undefined;
    const link = await translated((request) => {
      listener = request.listener;
      return Promise.resolve({ send: (event) => void sent.push(event), close: () => {} } as Link);
    }, traits[kind])({
      listener: {
        received: (data: string) => received.push(readEvent(data) ?? { type: data }),
        closed: () => {},
      } as Partial<LinkListener> as LinkListener,
    } as LinkRequest);
    const hear = (event: WireEvent): void => listener?.received(JSON.stringify(event));
    return { link, sent, received, hear, raw: (data: string) => listener?.received(data) };
  }
  const said = (delta: string): WireEvent => ({
    type: "response.output_audio_transcript.delta",
    response_id: "resp_1",
    item_id: "item_1",
    delta,
  });
  const done = (status: string): WireEvent => ({ type: "response.done", response: { id: "resp_1", status } });

  it("is the link itself where the server speaks as OpenAI does", () => {
    const open = () => Promise.reject(new Error("never opened"));
    for (const kind of ["openai", "azure", "compatible"] as const) {
      assert.equal(translated(open, traits[kind]), open);
    }
  });

  for (const kind of ["speechToSpeech", "localai", "speaches"] as const) {
    it(`sends ${kind} nothing that it lacks`, async () => {
      const { link, sent } = await linkTo(kind);
      const events: ClientEvent[] = [
        { type: "input_audio_buffer.commit" },
        { type: "input_audio_buffer.clear" },
        { type: "output_audio_buffer.clear" },
        { type: "conversation.item.delete", item_id: "item_1" },
        { type: "response.cancel" },
        { type: "response.create" },
      ];
      for (const event of events) link.send(event);
      const { lacks } = traits[kind];
      assert.ok(lacks.length > 0);
      assert.deepEqual(
        sent,
        events.filter(({ type }) => !lacks.includes(type)),
      );
      link.close();
    });
  }

  it("tells when the voice begins and is over, as far as the words tell", async () => {
    const { hear, received } = await linkTo("localai");
    hear(said("One "));
    hear(said("word."));
    assert.deepEqual(
      types(received).filter((type) => type.startsWith("output")),
      ["output_audio_buffer.started"],
    );
    hear(done("completed"));
    assert.notEqual(received.at(-1)?.type, "output_audio_buffer.stopped", "it takes time to be spoken");
    for (const end = Date.now() + 5_000; received.at(-1)?.type !== "output_audio_buffer.stopped";) {
      assert.ok(Date.now() < end, "its end is never told");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(received.at(-1)?.["response_id"], "resp_1");
  });

  it("ends the voice where it is cut off", async () => {
    for (const cut of ["we clear it", "the server cancels it"]) {
      const { link, hear, received } = await linkTo("localai");
      hear(said("A long story."));
      if (cut === "we clear it") link.send({ type: "output_audio_buffer.clear" });
      else hear(done("cancelled"));
      assert.notEqual(received.at(-1)?.type, cut === "we clear it" ? "output_audio_buffer.cleared" : "", cut);
      await Promise.resolve();
      assert.equal(received.at(-1)?.type, "output_audio_buffer.cleared", cut);
    }
  });

  it("lets nobody wait for the word of a server that confirms nothing", async () => {
    const { link, sent, received } = await linkTo("speechToSpeech");
    link.send({ type: "session.update", session: { type: "realtime" } });
    assert.deepEqual(received, [], "before it was sent");
    await Promise.resolve();
    assert.deepEqual(types(received), ["session.updated"]);
    assert.equal(sent.length, 1);
  });

  it("believes a server that tells of its voice", async () => {
    const { link, hear, received } = await linkTo("speechToSpeech");
    hear({ type: "output_audio_buffer.started", response_id: "resp_1" });
    hear(said("Hello."));
    hear(done("cancelled"));
    assert.deepEqual(
      types(received).filter((type) => type.startsWith("output")),
      ["output_audio_buffer.started"],
    );
    link.close();
  });

  it("hands on what is no event, for the session to say so", async () => {
    const { raw, received } = await linkTo("speaches");
    raw("not JSON");
    raw("[]");
    assert.deepEqual(types(received), ["not JSON", "[]"]);
  });
});
