import assert from "node:assert/strict";
import { bestMatches } from "../../../src/tools/spoken.ts";
import { identifiers, misheardNames } from "./misheard.ts";

describe("spoken names in a large program", function () {
  // Hundreds of names against hundreds.
  this.timeout(30_000);

  it("are found at least 95 times of 100", () => {
    const candidates = identifiers.map((name) => ({ value: name, name }));
    const known = new Set(identifiers);
    const missed = misheardNames.flatMap(([spoken, meant]) => {
      assert.ok(known.has(meant), meant);
      const found = bestMatches(spoken, candidates).best.map(({ value }) => value);
      return found.length === 1 && found[0] === meant
        ? []
        : [`"${spoken}" for ${meant}: ${found.join(", ") || "none"}`];
    });
    const right = misheardNames.length - missed.length;
    const rate = right / misheardNames.length;
    console.log(
      `      ${right} of ${misheardNames.length} names among ${identifiers.length}: ${(100 * rate).toFixed(1)} %`,
    );
    assert.ok(misheardNames.length >= 200);
    assert.ok(rate >= 0.95, missed.join("\n"));
  });

  it("are mistaken for others at most 10 times of 100 where they are not there", () => {
    const mistaken = misheardNames.flatMap(([spoken, meant]) => {
      const others = identifiers.filter((name) => name !== meant).map((name) => ({ value: name, name }));
      const { best } = bestMatches(spoken, others);
      return best.length === 1 ? [`"${spoken}" found ${best[0]?.value}`] : [];
    });
    const rate = mistaken.length / misheardNames.length;
    console.log(`      ${mistaken.length} of ${misheardNames.length} mistaken: ${(100 * rate).toFixed(1)} %`);
    assert.ok(rate <= 0.1, mistaken.join("\n"));
  });
});
