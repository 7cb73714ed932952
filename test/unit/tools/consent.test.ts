import assert from "node:assert/strict";
import { saysAlways, saysYes } from "../../../src/tools/consent.ts";

describe("a yes, in the user's words", () => {
  for (const words of [
    "yes",
    "Yes, do it.",
    "yeah go ahead",
    "ok",
    "Okay, please.",
    "do it",
    "sure, why not",
    "no problem, go ahead",
    "Ja, mach das.",
    "oui",
    "d'accord",
    "Sí.",
    "да",
    "はい",
    "可以",
    "Yes, always.",
    "yes, don't ask me again",
    "yes, delete the file",
    "Yes. Push it.",
    "please do it",
  ]) {
    it(`is heard in “${words}”`, () => assert.equal(saysYes(words), true));
  }

  for (const words of [
    "no",
    "No, don't do it.",
    "nein",
    "what does it do",
    "yes, but what does it do?",
    "go to line five",
    "not yes",
    "I don't know",
    "stop",
    "wait, okay",
    "yesterday",
    "the eyes have it",
    "нет",
    "Please go to line 20",
    "okay open the readme file",
    "sure, later",
    "ok forget it",
    "Please leave it",
    "okay leave that alone",
    "okay, but leave it",
    "yes, but leave it",
    "he said yes",
    "Da ist ein Fehler",
    "please",
    "Yes. Now open the readme and go to line five.",
    "no. okay, next file",
    "いいえ、はい",
    "是的，不要",
  ]) {
    it(`is not heard in “${words}”`, () => assert.equal(saysYes(words), false));
  }

  for (const words of [
    "Yes, always.",
    "yes, and always allow this here",
    "Yes, from now on.",
    "yes, don't ask me again",
    "Ja, immer.",
    "oui, toujours",
    "はい、いつも",
  ]) {
    it(`is one for good in “${words}”`, () => assert.equal(saysAlways(words), true));
  }

  for (const words of [
    "yes",
    "",
    "Yes, do it.",
    "yes, but not always",
    "yes, but don't always do that",
    "why always?",
    "Always put a semicolon there, sure",
  ]) {
    it(`is none for good in “${words}”`, () => assert.equal(saysAlways(words), false));
  }
});
