import assert from "node:assert/strict";
import { wrapped } from "../../../dev/realtime/variants/fragments.ts";
import { asBeta, released } from "../../../src/providers/beta.ts";
import { Completion } from "../../../src/providers/completion.ts";
import { translated } from "../../../src/providers/dialect.ts";
import { pipelineSession } from "../../../src/providers/pipelineSession.ts";
import { traits, type ProviderKind } from "../../../src/providers/traits.ts";
import { readEvent, type WireEvent } from "../../../src/providers/wireEvent.ts";
import { Unwrapper } from "../../../src/providers/wrapped.ts";
import type { ClientEvent } from "../../../src/session/clientEvents.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import type { Link, LinkListener, LinkRequest } from "../../../src/session/link.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { defaults } from "../session/defaults.ts";

const types = (events: WireEvent[]): string[] => events.map(({ type }) => type);

describe("wrapped events", () => {
  const text = JSON.stringify({ type: "session.created", session: { instructions: "Grüße – ".repeat(400) } });

  it("come out whole, however many pieces they were cut into", () => {
    const unwrapper = new Unwrapper();
    const pieces = wrapped(text, "event_1");
    assert.ok(pieces.length > 4);
    const found = pieces.map((piece) => unwrapper.take(piece));
    assert.deepEqual(found.slice(0, -1), found.slice(0, -1).fill(undefined));
    assert.equal(found.at(-1), text);
    assert.equal(unwrapper.open, 0);
    const [whole = ""] = wrapped('{"type":"error"}', "event_2");
    assert.equal(unwrapper.take(whole), '{"type":"error"}');
    assert.equal(unwrapper.take('{"type":"session.updated"}'), '{"type":"session.updated"}');
  });

  it("may have their pieces in any order, and one of them twice", () => {
    const unwrapper = new Unwrapper();
    const [first = "", ...others] = wrapped(text, "event_1");
    for (const piece of others.toReversed()) assert.equal(unwrapper.take(piece), undefined);
    const [second = ""] = others;
    assert.equal(unwrapper.take(second), undefined);
    assert.equal(unwrapper.take(first), text);
  });

  it("take no room where they are never finished, or are not as they should be", () => {
    const unwrapper = new Unwrapper();
    const piece = (part: object): string | undefined =>
      unwrapper.take(JSON.stringify({ type: "partial_message", data: "e30=", ...part }));
    for (let number = 0; number < 1000; number++) {
      assert.equal(piece({ id: `lost_${number}`, fragment_index: 0, total_fragments: 2 }), undefined);
    }
    assert.ok(unwrapper.open <= 4, `${unwrapper.open} are kept`);
    for (const odd of [
      { id: "x", fragment_index: 0, total_fragments: 1e9 },
      { id: "x", fragment_index: -1, total_fragments: 2 },
      { id: "x", fragment_index: 0, total_fragments: 2, data: "a".repeat(100_000) },
      { fragment_index: 0, total_fragments: 2 },
    ]) {
      // Whoever gets it says that it is no event.
      assert.match(piece(odd) ?? "", /partial_message/);
    }
    piece({ id: "y", fragment_index: 7, total_fragments: 2 });
    piece({ id: "y", fragment_index: 0, total_fragments: 2 });
    assert.equal(
      piece({ id: "y", fragment_index: 1, total_fragments: 2 }),
      "{}",
      "a piece that cannot be one of two",
    );
  });
});

describe("the names of before the release", () => {
  const names = [
    ["response.text.delta", "response.output_text.delta"],
    ["response.text.done", "response.output_text.done"],
    ["response.audio.delta", "response.output_audio.delta"],
    ["response.audio.done", "response.output_audio.done"],
    ["response.audio_transcript.delta", "response.output_audio_transcript.delta"],
    ["response.audio_transcript.done", "response.output_audio_transcript.done"],
    ["response.done", "response.done"],
    ["input_audio_buffer.speech_started", "input_audio_buffer.speech_started"],
  ];
  for (const [beta = "", now = ""] of names) {
    it(`make ${now} of ${beta}`, () => {
      assert.deepEqual(types(released({ type: beta, delta: "a" })), [now]);
      assert.equal(released({ type: beta, delta: "a" })[0]?.["delta"], "a");
    });
  }

  it("tell of an item once, where it is added and done now", () => {
    const content = [{ type: "audio", transcript: "Hello" }];
    const item = { id: "item_1", type: "message", role: "assistant", content };
    const events = released({ type: "conversation.item.created", previous_item_id: null, item });
    assert.deepEqual(types(events), ["conversation.item.added", "conversation.item.done"]);
    assert.deepEqual(events[0]?.["item"], {
      ...item,
      content: [{ type: "output_audio", transcript: "Hello" }],
    });
  });

  it("have one level for a session", () => {
    const event = {
      type: "session.update",
      event_id: "event_1",
      session: {
        type: "realtime",
        model: "m",
        output_modalities: ["audio"],
        instructions: "Be short.",
        tools: [],
        tool_choice: "auto",
        max_output_tokens: 100,
        audio: {
          input: {
            turn_detection: null,
            transcription: { model: "own" },
            noise_reduction: { type: "near_field" },
          },
          output: { voice: "af_heart", speed: 1.2 },
        },
      },
    };
    assert.deepEqual(asBeta(event), {
      type: "session.update",
      event_id: "event_1",
      session: {
        modalities: ["audio", "text"],
        instructions: "Be short.",
        tools: [],
        tool_choice: "auto",
        max_response_output_tokens: 100,
        turn_detection: null,
        input_audio_transcription: { model: "own" },
        input_audio_noise_reduction: { type: "near_field" },
        voice: "af_heart",
        speed: 1.2,
      },
    });
    assert.deepEqual(asBeta({ type: "session.update", session: { type: "realtime" } })["session"], {});
  });

  it("are those of what we add and ask for", () => {
    const said = (type: string, text: string) => ({
      type: "conversation.item.create",
      item: { type: "message", role: "assistant", content: [{ type, text }] },
    });
    assert.deepEqual(asBeta(said("output_text", "Hello")), said("text", "Hello"));
    const asked = { output_modalities: ["text"], max_output_tokens: 5, instructions: "x", input: [] };
    assert.deepEqual(asBeta({ type: "response.create", response: asked }), {
      type: "response.create",
      response: { modalities: ["text"], max_response_output_tokens: 5, instructions: "x" },
    });
    const other = { type: "response.create", event_id: "create_1" };
    assert.deepEqual(asBeta(other), other);
  });
});

describe("a session for a server of parts", () => {
  const configuration = (settings: Partial<typeof defaults> = {}) =>
    sessionConfiguration({
      settings: { ...defaults, effort: "low", contextTokens: 8_000, speed: 1.2, language: "de", ...settings },
      policy: turnPolicy("handsFree", false, { ...defaults, serverTurns: "theirs" }),
      tools: [],
      workspaceInstructions: "",
    });

  it("has nothing that it does not know, and tells what was left out", () => {
    const { session, dropped } = pipelineSession(configuration(), { dialect: "released" });
    assert.deepEqual(dropped.toSorted(), [
      "audio.input.noise_reduction",
      "audio.input.transcription.model",
      "audio.output.speed",
      "audio.output.voice",
      "reasoning",
      "truncation",
    ]);
    assert.deepEqual(Object.keys(session).toSorted(), [
      "audio",
      "instructions",
      "output_modalities",
      "tool_choice",
      "tools",
      "type",
    ]);
    assert.deepEqual(session["audio"], {
      input: {
        transcription: { language: "de" },
        turn_detection: {
          type: "server_vad",
          threshold: 0.5,
          silence_duration_ms: 500,
          prefix_padding_ms: 300,
          create_response: true,
          interrupt_response: true,
        },
      },
      output: {},
    });
  });

  it("has the names that are its own", () => {
    const own = configuration({ voice: "af_heart", transcriptionModel: "Systran/faster-whisper-small" });
    const { session, dropped } = pipelineSession(own, { dialect: "beta" });
    const audio = { input: session["audio"] as { input: object; output: object } }.input;
    assert.deepEqual(audio, {
      input: {
        transcription: { model: "Systran/faster-whisper-small", language: "de" },
        turn_detection: {
          type: "server_vad",
          threshold: 0.5,
          silence_duration_ms: 500,
          create_response: true,
        },
      },
      output: { voice: "af_heart" },
    });
    assert.ok(!dropped.includes("audio.output.voice"));
  });

  it("is changed by a part of it, too", () => {
    const update = { type: "realtime", audio: { input: { turn_detection: null } } };
    assert.deepEqual(pipelineSession(update, { dialect: "released" }), { session: update, dropped: [] });
    const faster = { type: "realtime", audio: { output: { speed: 1.5 } } };
    assert.deepEqual(pipelineSession(faster, { dialect: "released" }).session, {
      type: "realtime",
      audio: { output: {} },
    });
  });
});

describe("what a server leaves out", () => {
  const take = (...events: WireEvent[]): WireEvent[] => {
    const completion = new Completion();
    return events.flatMap((event) => completion.take(event));
  };
  const words = "conversation.item.input_audio_transcription.completed";

  it("is which item is heard, and that it is the one of the words", () => {
    const events = take(
      { type: "input_audio_buffer.speech_started", item_id: "" },
      { type: "input_audio_buffer.speech_stopped" },
      { type: "input_audio_buffer.committed", item_id: "item_a" },
      { type: words, item_id: "item_b", transcript: "Hello" },
    );
    assert.deepEqual(
      events.map(({ type, item_id }) => [type, item_id]),
      [
        ["input_audio_buffer.speech_started", "heard_1"],
        ["input_audio_buffer.speech_stopped", "heard_1"],
        ["input_audio_buffer.committed", "heard_1"],
        [words, "heard_1"],
      ],
    );
  });

  it("is that a turn is committed, but not where nothing was said", () => {
    const speech = (transcript: string): WireEvent[] => [
      { type: "input_audio_buffer.speech_started", item_id: "item_a" },
      { type: "input_audio_buffer.speech_stopped", item_id: "item_a" },
      { type: words, item_id: "item_a", transcript },
    ];
    assert.deepEqual(types(take(...speech("Hello"))).slice(2), ["input_audio_buffer.committed", words]);
    assert.deepEqual(types(take(...speech(" "))).slice(2), [words]);
  });

  it("is the beginning of a response, and its calls at the end", () => {
    const call = { call_id: "call_1", name: "go_to", arguments: "{}" };
    const events = take(
      { type: "response.function_call_arguments.done", response_id: "resp_1", item_id: "item_1", ...call },
      { type: "response.done", response: { id: "resp_1", status: "completed" } },
    );
    assert.deepEqual(types(events), [
      "response.created",
      "response.function_call_arguments.done",
      "response.done",
    ]);
    const item = { type: "function_call", id: "item_1", ...call, status: "completed" };
    assert.deepEqual(events[2]?.["response"], { id: "resp_1", status: "completed", output: [item] });
  });

  it("is not added where it was said", () => {
    const item = { type: "function_call", id: "item_1", call_id: "call_1", name: "go_to", arguments: "{}" };
    const said: WireEvent[] = [
      { type: "response.created", response: { id: "resp_1", status: "in_progress", output: [] } },
      { type: "response.output_item.added", response_id: "resp_1", item: { ...item, arguments: "" } },
      { type: "response.output_item.done", response_id: "resp_1", item: { ...item, status: "incomplete" } },
      { type: "response.done", response: { id: "resp_1", status: "cancelled", output: [] } },
      { type: "response.created", response: { id: "resp_2", status: "in_progress", output: [] } },
      { type: "response.output_item.done", response_id: "resp_2", item },
      { type: "response.done", response: { id: "resp_2", status: "completed", output: [item] } },
    ];
    assert.deepEqual(take(...said), said, "a call that was cut off is none");
  });

  it("is the code of an error", () => {
    const error = (message: string) =>
      (
        take({ type: "error", error: { type: "invalid_request_error", message } })[0]?.["error"] as {
          code: unknown;
        }
      ).code;
    assert.equal(error("No active response to cancel."), "response_cancel_not_active");
    assert.equal(
      error("Error committing input audio buffer: the buffer is empty."),
      "input_audio_buffer_commit_empty",
    );
    assert.equal(
      error("Cannot create response while another response is in progress."),
      "conversation_already_has_active_response",
    );
    assert.equal(error("The cat sat on the keyboard."), null);
  });
});

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
