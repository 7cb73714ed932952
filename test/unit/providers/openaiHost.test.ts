import assert from "node:assert/strict";
import { isOpenAi } from "../../../src/providers/openaiHost.ts";
import { pagesOf } from "../../../src/providers/pages.ts";

describe("a host of OpenAI's own", () => {
  for (const host of ["api.openai.com", "eu.api.openai.com", "us.api.openai.com"]) {
    it(`is ${host}, whose keys have the same page`, () => {
      assert.ok(isOpenAi(host));
      assert.match(pagesOf({ kind: "openai", host })?.keys ?? "", /^https:\/\/platform\.openai\.com\//);
    });
  }
  for (const host of [
    "",
    "openai.com",
    "api.openai.com.example.com",
    "notapi.openai.com",
    "api.openai.com:8443",
  ]) {
    it(`is not “${host}”`, () => {
      assert.ok(!isOpenAi(host));
      assert.equal(pagesOf({ kind: "openai", host }), undefined);
    });
  }
});
