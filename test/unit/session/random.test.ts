/**
 * Sessions in the hands of chance: thousands of sequences of what user, server, network and tools may do, and of
 * what they may not. Whatever comes, the rules hold. A failure names its seed, which plays the same again.
 */
import assert from "node:assert/strict";
import { mock } from "node:test";
import { createChance } from "./random/chance.ts";
import { takeClock } from "./random/clock.ts";
import { createWorld, type World } from "./random/world.ts";

/** Sequences, half of them with a server that keeps to the protocol. */
const sequences = Number(process.env["VIVA_VOCE_SEQUENCES"] ?? 20_000);
/** One seed only, to look at a failure. */
const only = process.env["VIVA_VOCE_SEED"];

async function play(seed: number): Promise<World> {
  const chance = createChance(seed);
  const world = createWorld(chance, seed % 2 === 0);
  const steps = 10 + Math.floor(chance.next() * 40);
  world.session.start();
  for (let step = 0; step < steps; step++) await world.step();
  await world.settle();
  return world;
}

/** @returns what is wrong with a world that has come to rest. */
function faults({ session, broken, runs, servers }: World, lawful: boolean): string[] {
  const found = lawful ? [...broken] : broken.filter((rule) => !rule.startsWith("response.create"));
  const { state } = session;
  const rests =
    state.status !== "live" || (!state.responseActive && !state.awaitingResponse && !state.assistantAudible);
  if (state.status === "connecting" || !rests || (state.status === "live" && state.runningCalls !== 0)) {
    found.push(`does not come to rest: ${JSON.stringify(state)}`);
  }
  for (const [id, times] of runs()) if (times !== 1) found.push(`${id} ran ${times} times`);
  for (const server of servers) {
    for (const { id, whole, outputs } of server.calls.values()) {
      if (lawful && !whole && runs().has(id)) found.push(`${id} ran, and its response was not completed`);
      if (lawful && whole && !server.closed && outputs !== 1)
        found.push(`${id} was answered ${outputs} times`);
    }
  }
  return found;
}

describe("a session in the hands of chance", function () {
  this.timeout(300_000);
  before(takeClock);
  after(() => mock.timers.reset());

  it(`keeps its rules through ${sequences} sequences`, async () => {
    const seeds = only === undefined ? Array.from({ length: sequences }, (_, seed) => seed) : [Number(only)];
    for (const seed of seeds) {
      const world = await play(seed);
      const found = faults(world, seed % 2 === 0);
      const story = world.story.slice(only === undefined ? -40 : 0).join("\n");
      assert.deepEqual(found, [], `Seed ${seed}:\n${story}`);
      world.session.stop();
    }
  });
});
