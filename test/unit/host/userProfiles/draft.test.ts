import assert from "node:assert/strict";
import {
  emptyDraft,
  moveTo,
  providerOf,
  storedOf,
  type Draft,
} from "../../../../src/host/userProfiles/draft.ts";

describe("a profile that is being set up", () => {
  const guest = (): Draft => ({
    ...emptyDraft(),
    kind: "azure",
    baseUrl: "https://work.openai.azure.com",
    credential: "microsoft",
    tenant: "contoso.example",
    model: "talk",
  });

  it("has the tenant that is signed in to", () => {
    assert.equal(providerOf(guest()).tenant, "contoso.example");
    assert.deepEqual(storedOf(guest()), {
      provider: "azure",
      baseUrl: "https://work.openai.azure.com",
      model: "talk",
      signIn: "microsoft",
      tenant: "contoso.example",
    });
  });

  it("has none where there is none, and writes none down beside a key", () => {
    assert.ok(!("tenant" in storedOf({ ...guest(), tenant: "" })));
    assert.ok(!("tenant" in storedOf({ ...guest(), credential: "entered" })));
  });

  it("keeps it for another resource, but for no other kind of server", () => {
    const draft = guest();
    moveTo(draft, { kind: "azure", baseUrl: "https://home.openai.azure.com" });
    assert.equal(draft.tenant, "contoso.example");
    moveTo(draft, { kind: "openai", baseUrl: "https://api.openai.com/v1" });
    assert.equal(draft.tenant, "");
  });
});
