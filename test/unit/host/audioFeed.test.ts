import assert from "node:assert/strict";
import { AudioFeed } from "../../../src/microphone/audioFeed.ts";

const piece = new Uint8Array(1_920);

function feedOf(): { feed: AudioFeed; posted: number[] } {
  const posted: number[] = [];
  return { feed: new AudioFeed((sequence) => posted.push(sequence)), posted };
}

describe("the feed of captured sound", () => {
  it("numbers the pieces from one on", () => {
    const { feed, posted } = feedOf();
    for (let count = 0; count < 3; count++) feed.push(piece);
    assert.deepEqual(posted, [1, 2, 3]);
  });

  it("sends a page that sleeps no more than a second, and goes on where it wakes", () => {
    const { feed, posted } = feedOf();
    for (let count = 0; count < 500; count++) feed.push(piece);
    assert.equal(posted.length, 50);
    assert.equal(feed.dropped, 450);
    feed.taken(50);
    feed.push(piece);
    assert.equal(posted.at(-1), 51);
  });

  it("does not believe that more was taken than was sent", () => {
    const { feed, posted } = feedOf();
    feed.push(piece);
    feed.taken(1_000_000);
    for (let count = 0; count < 100; count++) feed.push(piece);
    assert.equal(posted.length, 50);
  });

  it("takes a late word of less for what it is", () => {
    const { feed, posted } = feedOf();
    for (let count = 0; count < 50; count++) feed.push(piece);
    feed.taken(40);
    feed.taken(10);
    for (let count = 0; count < 100; count++) feed.push(piece);
    assert.equal(posted.length, 90);
  });
});
