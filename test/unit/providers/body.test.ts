import assert from "node:assert/strict";
import { readJson, readText } from "../../../src/providers/body.ts";
import { readRefusal } from "../../../src/providers/refusal.ts";
import { placeOf } from "../../../src/providers/settings.ts";
import { providerSettings } from "./played.ts";

/** @returns a response that never ends, and how much of it was taken, in bytes. */
function endless(
  text: string,
  status = 200,
): { response: Response; taken: () => number; over: () => boolean } {
  const piece = new TextEncoder().encode(text);
  let taken = 0;
  let over = false;
  const body = new ReadableStream({
    pull(controller) {
      taken += piece.byteLength;
      controller.enqueue(piece);
    },
    cancel() {
      over = true;
    },
  });
  return { response: new Response(body, { status }), taken: () => taken, over: () => over };
}

describe("what a server answers", () => {
  it("is read whole where it is short", async () => {
    assert.equal(await readText(new Response("Grüße"), 100), "Grüße");
    assert.equal(await readText(new Response("Grüße"), 7), "Grüße");
    assert.equal(await readText(new Response(null, { status: 204 }), 100), "");
    assert.deepEqual(await readJson(new Response('{"value":"x"}')), { value: "x" });
    assert.equal(await readJson(new Response("<html>")), undefined);
  });

  it("is read no further than anybody needs, and told so", async () => {
    const { response, taken, over } = endless("0123456789");
    assert.equal(await readText(response, 25), "0123456789012345678901234");
    assert.ok(taken() < 100, String(taken()));
    assert.ok(over());
    const list = endless("[".repeat(100_000));
    assert.equal(await readJson(list.response), undefined);
    assert.ok(list.over());
  });

  it("is no lesson in patience, as a refusal without end", async () => {
    const place = placeOf(providerSettings({}));
    const start = performance.now();
    for (const text of ["<title", "Bearer        ", "<title>", " ".repeat(1_000)]) {
      const { response, taken, over } = endless(text, 502);
      const { said } = await readRefusal(response, place, undefined);
      assert.ok(said.length <= 300);
      assert.ok(over() && taken() < 100_000, String(taken()));
    }
    assert.ok(performance.now() - start < 5_000);
  });
});
