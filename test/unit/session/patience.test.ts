import assert from "node:assert/strict";
import { mock } from "node:test";
import { SessionFailure } from "../../../src/session/failure.ts";
import type { Session } from "../../../src/session/session.ts";
import { scripted, until } from "./scripted.ts";

describe("a lost link whose server then refuses", () => {
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  /** A session whose first call is lost, and whose next secrets are refused. `asked`: how many those are. */
  async function refused(failure: SessionFailure): Promise<{ session: Session; asked: () => number }> {
    let asked = -1;
    const { session, goLive } = scripted({
      provider: {
        mintSecret() {
          asked++;
          return asked > 0 ? Promise.reject(failure) : Promise.resolve({ value: "ek_1", dropped: [] });
        },
      },
    });
    const first = await goLive();
    first.listener.closed("network");
    return { session, asked: () => asked };
  }

  it("is replaced when the time that it asks for is over, not before", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const { session, asked } = await refused(new SessionFailure("rateLimited", { retryAfter: 20_000 }));
      mock.timers.tick(500);
      await settle();
      assert.equal(asked(), 1);
      mock.timers.tick(19_999);
      await settle();
      assert.equal(asked(), 1);
      mock.timers.tick(1);
      await settle();
      assert.equal(asked(), 2);
      session.stop();
    } finally {
      mock.timers.reset();
    }
  });

  const forGood: SessionFailure[] = [
    // Too long to be waited for unasked.
    new SessionFailure("overloaded", { retryAfter: 600_000 }),
    // Time does not mend it.
    new SessionFailure("quotaExceeded"),
  ];
  for (const failure of forGood) {
    it(`is given up at once: ${failure.reason}`, async () => {
      const { session, asked } = await refused(failure);
      await until(() => session.state.status === "failed");
      assert.equal(session.state.status === "failed" && session.state.failure.reason, failure.reason);
      assert.equal(asked(), 1);
    });
  }
});
