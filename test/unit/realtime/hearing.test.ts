import assert from "node:assert/strict";
import { commands, others, voices } from "../../../dev/speech/sentences.ts";
import { endpointerFrame, endpointers } from "../../../dev/realtime/hearing/engine.ts";
import { startRecogniser, type Heard, type Recogniser } from "../../../dev/realtime/hearing/recogniser.ts";
import { framer } from "../../../dev/realtime/audio/samples.ts";
import { recording } from "./client.ts";

describe("the recogniser", function () {
  this.timeout(180_000);
  let recogniser: Recogniser;
  let newEndpointer: Awaited<ReturnType<typeof endpointers>>;
  before(async () => {
    [recogniser, newEndpointer] = await Promise.all([startRecogniser(), endpointers()]);
  });
  after(() => recogniser.close());

  function hear(file: string): Promise<Heard> {
    const utterance = recogniser.listen();
    const endpointer = newEndpointer();
    framer(endpointerFrame, (frame) => {
      const speech = endpointer.process(frame) as Float32Array | null;
      if (speech !== null) utterance.hear(speech);
    })(recording(file));
    return utterance.end();
  }

  for (const voice of voices) {
    it(`gets 23 of ${Object.keys(commands).length} commands or more word for word from ${voice}`, async () => {
      const wrong: string[] = [];
      for (const [name, words] of Object.entries(commands)) {
        const { text, guess } = await hear(`${name}.${voice}`);
        if (text !== words) wrong.push(`${words}: ${text || `rejected as ${guess}`}`);
      }
      assert.ok(Object.keys(commands).length - wrong.length >= 23, wrong.join("\n"));
    });
  }

  it(`rejects all but one of ${Object.keys(others).length} sentences that are no commands, or all`, async () => {
    const taken: string[] = [];
    for (const [name, { text, voice }] of Object.entries(others)) {
      const heard = await hear(`${name}.${voice}`);
      if (heard.text !== "") taken.push(`${text}: ${heard.text} (${heard.unlikeness.toFixed(2)})`);
    }
    assert.ok(Object.keys(others).length - taken.length >= 11, taken.join("\n"));
  });

  it("keeps apart utterances that overlap, and forgets one that is cancelled", async () => {
    const [first, second, third] = [recogniser.listen(), recogniser.listen(), recogniser.listen()];
    const [save, back, undo] = ["saveFile.slt", "goBack.rms", "undoThat.awb"].map(recording);
    assert.ok(save !== undefined && back !== undefined && undo !== undefined);
    for (let at = 0; at < save.length; at += 1600) {
      first.hear(save.slice(at, at + 1600));
      second.hear(back.slice(at, at + 1600));
      third.hear(undo.slice(at, at + 1600));
    }
    second.cancel();
    const [one, other] = await Promise.all([first.end(), third.end()]);
    assert.deepEqual([one.text, other.text], ["save the file", "undo that"]);
  });

  it("leaves this thread free while it decodes", async () => {
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    const heard = await hear("openAndGo.slt");
    clearInterval(ticking);
    assert.equal(heard.text, "open inventory and go to line forty two");
    // Decoding took hundreds of milliseconds of another thread's time; none of it may be seen here.
    assert.ok(heard.decodingMs > 100, `decoded in ${heard.decodingMs} ms`);
    assert.ok(
      longest < heard.decodingMs / 2,
      `this thread stood still for ${longest} of ${heard.decodingMs} ms`,
    );
  });
});
