import assert from "node:assert/strict";
import { likelyStep } from "../../../../src/host/userProfiles/likelyStep.ts";
import type { FailureReason } from "../../../../src/session/failure.ts";

describe("the step of a new profile that a failure leads to", () => {
  const rows: Record<string, FailureReason[]> = {
    signIn: [
      "keyRefused",
      "keyOfAnother",
      "keysDisabled",
      "tokenRefused",
      "permissionMissing",
      "organizationWrong",
    ],
    model: ["modelUnknown", "modelRetired", "modelUnfit"],
    address: ["notThere", "redirected", "nameUnknown", "connectionRefused"],
  };
  for (const [step, reasons] of Object.entries(rows)) {
    it(`is ${step} after ${reasons.join(", ")}`, () => {
      for (const reason of reasons) assert.equal(likelyStep[reason], step, reason);
    });
  }
});
