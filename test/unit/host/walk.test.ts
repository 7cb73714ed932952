import assert from "node:assert/strict";
import { walk, type Way } from "../../../src/host/userProfiles/walk.ts";

type Name = "a" | "b" | "c";

/** @param ways what the user does at each step, in order. @returns the steps that were asked. */
async function walked(...ways: [Name, Way<Name>][]): Promise<{ asked: string; done: boolean }> {
  const asked: string[] = [];
  const step = (name: Name): { name: Name; ask(): Promise<Way<Name>> } => ({
    name,
    async ask() {
      const next = ways[asked.length];
      asked.push(name);
      assert.equal(next?.[0], name, `asked: ${asked.join("")}`);
      return next[1];
    },
  });
  const done = await walk([step("a"), step("b"), step("c")]);
  assert.equal(asked.length, ways.length);
  return { asked: asked.join(""), done };
}

describe("the steps of a wizard", () => {
  it("are gone through to the end", async () => {
    assert.ok((await walked(["a", "next"], ["b", "next"], ["c", "next"])).done);
  });

  it("are gone back, and forwards again", async () => {
    const { done } = await walked(
      ["a", "next"],
      ["b", "next"],
      ["c", "back"],
      ["b", "back"],
      ["a", "next"],
      ["b", "leave"],
    );
    assert.equal(done, false);
  });

  it("are skipped both ways", async () => {
    await walked(
      ["a", "next"],
      ["b", "skip"],
      ["c", "back"],
      ["b", "skip"],
      ["a", "next"],
      ["b", "skip"],
      ["c", "next"],
    );
  });

  it("skip forwards, where there is nothing before", async () => {
    await walked(["a", "skip"], ["b", "back"], ["a", "skip"], ["b", "next"], ["c", "next"]);
  });

  it("are left for one that is named", async () => {
    await walked(
      ["a", "next"],
      ["b", "next"],
      ["c", { to: "a" }],
      ["a", "next"],
      ["b", "next"],
      ["c", "next"],
    );
  });
});
