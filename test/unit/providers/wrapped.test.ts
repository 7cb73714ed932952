import assert from "node:assert/strict";
import { wrapped } from "../../../dev/realtime/variants/fragments.ts";
import { Unwrapper } from "../../../src/providers/wrapped.ts";

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
