import assert from "node:assert/strict";
import { sourcesToTry, type SourceFacts } from "../../../src/microphone/sources.ts";

/** Desktop VS Code as it is: no microphone for panels, and the extension runs beside the user. */
const desktop: SourceFacts = {
  setting: "auto",
  panelAllowed: false,
  atUser: true,
  captureShipped: true,
  remembered: undefined,
};

describe("the source of the microphone", () => {
  const cases: [string, Partial<SourceFacts>, string[]][] = [
    ["on the desktop is the extension's own process, else a page", {}, ["native", "browser"]],
    ["is the panel from the day that the editor allows it", { panelAllowed: true }, ["panel"]],
    [
      "is the panel even where a page worked before",
      { panelAllowed: true, remembered: "browser" },
      ["panel"],
    ],
    ["is a page where the package holds no capture", { captureShipped: false }, ["browser"]],
    ["is a page where the extension runs elsewhere than the user", { atUser: false }, ["browser"]],
    ["is a page where capturing failed the last time", { remembered: "browser" }, ["browser"]],
    ["stays the process that worked", { remembered: "native" }, ["native", "browser"]],
    ["is what the user chose and no other", { setting: "native", panelAllowed: true }, ["native"]],
    ["is the panel where the user wants it, allowed or not", { setting: "panel" }, ["panel"]],
  ];
  for (const [name, facts, expected] of cases) {
    it(name, () => assert.deepEqual(sourcesToTry({ ...desktop, ...facts }), expected));
  }
});
