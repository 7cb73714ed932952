import assert from "node:assert/strict";
import { cleanKey, isKey } from "../../../../src/host/keyText.ts";

const key = "sk-proj-AbC123_def-456GHI789jkl";
const azure = "0123456789abcdef0123456789ABCDEF";

/** What may be on the clipboard, and the key that is meant. */
const pasted: Record<string, readonly [text: string, meant: string]> = {
  "a key": [key, key],
  "nothing but blanks": [" \t\n", ""],
  "blanks around it": [`  ${key}\t`, key],
  "a line break after it": [`${key}\r\n`, key],
  "what nobody sees": [`\ufeff${key}\u200b`, key],
  "a blank that does not break": [`\u00a0${key}\u00a0`, key],
  "double quotes": [`"${key}"`, key],
  "single quotes and a comma": [`'${key}',`, key],
  backticks: [`\`${key}\``, key],
  "quotes of a word processor": [`\u201c${key}\u201d`, key],
  "a variable": [`OPENAI_API_KEY=${key}`, key],
  "a variable in quotes": [`OPENAI_API_KEY="${key}"`, key],
  "an export": [`export OPENAI_API_KEY='${key}'`, key],
  "an export, a command after it": [`export OPENAI_API_KEY=${key}; npm start`, key],
  "a variable of PowerShell": [`$env:OPENAI_API_KEY = "${key}"`, key],
  "a variable of Windows": [`set OPENAI_API_KEY=${key}`, key],
  "a variable of Windows, for good": [`setx OPENAI_API_KEY "${key}"`, key],
  "a line of YAML": [`api_key: ${key}`, key],
  "a file of variables": [`OPENAI_ORG=org-1234567890\nOPENAI_API_KEY=${key}\nPORT=8080`, key],
  "a token": [`Bearer ${key}`, key],
  "a header": [`Authorization: Bearer ${key}`, key],
  "a header of Azure": [`api-key: ${azure}`, azure],
  "a command line": [`curl -H "Authorization: Bearer ${key}" https://api.openai.com/v1/models`, key],
  "a field of JSON": [`"apiKey": "${key}"`, key],
  "a field of JSON with its comma": [`"apiKey": "${key}",`, key],
  JSON: [`{ "baseUrl": "https://api.openai.com/v1", "apiKey": "${key}" }`, key],
  "JSON in lines": [`{\n  "api_key": "${key}",\n  "model": "gpt-realtime"\n}`, key],
  code: [`const client = new OpenAI({ apiKey: "${key}" });`, key],
  "a sentence": [`My own is ${key}, keep it safe.`, key],
  "a key in two lines": [`${key.slice(0, 20)}\n  ${key.slice(20)}`, key],
  "a key of Azure in two lines": [`${azure.slice(0, 16)}\r\n${azure.slice(16)}`, azure],
  "a key with a blank in it": [`${key.slice(0, 20)} ${key.slice(20)}`, key],
  "a key, and the organization after it": [`${key}\norg-1234567890abcdef`, key],
  "another server's own": ["my-own-secret", "my-own-secret"],
  "another server's own, with signs": ["a=b:c/d+e==", "a=b:c/d+e=="],
};

describe("a key that is pasted", () => {
  for (const [what, [text, meant]] of Object.entries(pasted)) {
    it(`is found in ${what}`, () => assert.equal(cleanKey(text), meant));
  }

  it("is none with a blank or with letters that no header carries", () => {
    for (const text of ["", "sk one", "sk-schlüssel", "sk-…", "two\nlines"]) assert.equal(isKey(text), false);
    assert.equal(isKey(key), true);
  });

  it("is not made up of two, or of words", () => {
    const other = "sk-proj-zzzzzzzzzzzzzzzzzzzzzzzz";
    for (const text of [`${key} ${other}`, "I have no key", "see the other page please"]) {
      assert.equal(cleanKey(text), text);
      assert.equal(isKey(cleanKey(text)), false);
    }
    assert.equal(cleanKey(`${key}\n${other}`), key);
  });

  it("is not looked for in an address", () => {
    const address = "https://proxy.example/v1?key=0123456789abcdef";
    assert.equal(cleanKey(address), address);
  });
});
