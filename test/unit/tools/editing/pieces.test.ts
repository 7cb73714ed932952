import assert from "node:assert/strict";
import { changeCase, wordsOfName, type LetterCase } from "../../../../src/tools/editing/letterCase.ts";
import { numberLines, outdentLines, sortLines } from "../../../../src/tools/editing/lineActions.ts";
import { matchesIn, replaceIn } from "../../../../src/tools/editing/pattern.ts";
import { reflow } from "../../../../src/tools/editing/reflow.ts";
import { requestFor } from "../../../../src/tools/editing/search.ts";
import { searchTexts } from "../../../../src/tools/editing/searchTexts.ts";
import { aroundOf, withoutAround } from "../../../../src/tools/editing/surround.ts";

describe("cases of names", () => {
  const words: [string, string[]][] = [
    ["getUserById", ["get", "User", "By", "Id"]],
    ["getHTTPResponse", ["get", "HTTP", "Response"]],
    ["userIDs", ["user", "IDs"]],
    ["utf8Decode", ["utf8", "Decode"]],
    ["HTML5Parser", ["HTML5", "Parser"]],
    ["snake_case_name", ["snake", "case", "name"]],
    ["don't stop", ["dont", "stop"]],
    ["straßeÜber", ["straße", "Über"]],
  ];
  for (const [name, expected] of words) {
    it(`${name} has ${expected.length} words`, () => assert.deepEqual(wordsOfName(name), expected));
  }

  const changed: [string, LetterCase, string][] = [
    ["user_name", "camel", "userName"],
    ["user name", "camel", "userName"],
    ["UserName", "snake", "user_name"],
    ["userName", "kebab", "user-name"],
    ["userName", "constant", "USER_NAME"],
    ["user-name", "pascal", "UserName"],
    ["userName", "dot", "user.name"],
    ["_userName", "snake", "_user_name"],
    ["$user_name", "camel", "$userName"],
    ["getUserById", "title", "Get User By Id"],
    ["getUserById", "sentence", "Get user by id"],
    ["the quick, brown fox", "title", "The Quick, Brown Fox"],
    ["foo_bar = baz_qux;", "camel", "fooBar = bazQux;"],
    ["foo_bar\n  baz_qux", "camel", "fooBar\n  bazQux"],
    ["a.b", "upper", "A.B"],
    ["Ünï", "lower", "ünï"],
  ];
  for (const [text, wanted, made] of changed) {
    it(`${text} in ${wanted} case`, () => assert.equal(changeCase(text, wanted), made));
  }
});

describe("lines", () => {
  it("are sorted as text or by their numbers, those without one last", () => {
    const wish = { descending: false, numeric: false, unique: false };
    assert.deepEqual(sortLines(["b", "a", "B", "a"], wish), ["a", "a", "b", "B"]);
    assert.deepEqual(sortLines(["b", "a", "a"], { ...wish, unique: true }), ["a", "b"]);
    assert.deepEqual(sortLines(["x 10", "none", "x 9", "x -1"], { ...wish, numeric: true }), [
      "x -1",
      "x 9",
      "x 10",
      "none",
    ]);
  });

  it("keep the commas of a list between them, and no more", () => {
    const wish = { descending: false, numeric: false, unique: true };
    assert.deepEqual(sortLines(["c,", "a,", "c"], wish), ["a,", "c"]);
  });

  it("are outdented by no more than they have", () => {
    assert.deepEqual(outdentLines(["      a", "  b", "\tc", "d"], "    ", 1), ["  a", "b", "c", "d"]);
  });

  it("are numbered anew", () => {
    assert.deepEqual(numberLines(["  - a", "", "  3. b", "c"], 1), ["  1. a", "", "  2. b", "3. c"]);
  });
});

describe("prose", () => {
  const broken: [string, string[], number, string[]][] = [
    ["is put together", ["a b", "c d"], 20, ["a b c d"]],
    ["keeps its paragraphs", ["// a", "//", "// b"], 20, ["// a", "//", "// b"]],
    ["keeps the items of a list apart", ["- aa bb cc", "- dd"], 8, ["- aa bb", "  cc", "- dd"]],
    ["keeps the tags of a comment apart", [" * text", " * @param a"], 40, [" * text", " * @param a"]],
    ["gives a long block comment lines", ["/** aa bb cc dd */"], 10, ["/**", " * aa bb", " * cc dd", " */"]],
    ["does not cut long words", ["aaaaaaaaaa bb"], 5, ["aaaaaaaaaa", "bb"]],
    ["keeps its margin", ["    # aa bb cc"], 12, ["    # aa bb", "    # cc"]],
  ];
  for (const [name, lines, width, made] of broken) {
    it(name, () => assert.deepEqual(reflow(lines, width), made));
  }
});

describe("what is put around", () => {
  const around: [string, readonly [string, string]][] = [
    ["quotes", ['"', '"']],
    ["single quotes", ["'", "'"]],
    ["(", ["(", ")"]],
    ["[]", ["[", "]"]],
    ["curly braces", ["{", "}"]],
    ["<div>", ["<div>", "</div>"]],
    ['<a href="#">', ['<a href="#">', "</a>"]],
    ["String(", ["String(", ")"]],
    ["bold", ["**", "**"]],
    ["%%", ["%%", "%%"]],
  ];
  for (const [given, expected] of around) {
    it(`${given} is ${expected.join("…")}`, () => assert.deepEqual(aroundOf(given), expected));
  }

  const without: [string, string | undefined][] = [
    ['"a"', "a"],
    ["(a) + (b)", undefined],
    ["((a))", "(a)"],
    ["call(a, b)", "a, b"],
    ["await load(a)", "a"],
    ["call(a)(b)", undefined],
    ["<b>x</b>", "x"],
    ["**x**", "x"],
    ["plain", undefined],
    [" [a] ", " a "],
  ];
  for (const [text, expected] of without) {
    it(`${text} without it`, () => assert.equal(withoutAround(text), expected));
  }
});

describe("patterns", () => {
  it("that take for ever are stopped", function () {
    this.timeout(20_000);
    const text = `${"a".repeat(40)}!`;
    assert.throws(() => replaceIn([text], { pattern: "(a+)+$", flags: "gm" }, ""), /took too long/);
    assert.throws(() => matchesIn([text], { pattern: "(a+)+$", flags: "g" }, 10), /took too long/);
  });

  it("that are none are told", () => {
    assert.throws(() => replaceIn(["a"], { pattern: "(", flags: "g" }, ""), /Unterminated group/);
  });

  it("replace with groups, by number and by name", () => {
    assert.deepEqual(replaceIn(["a1 b2"], { pattern: "(?<letter>\\w)(\\d)", flags: "g" }, "$2$<letter>"), [
      "1a 2b",
    ]);
  });

  it("come from words as they are said", () => {
    const found = (query: string, text: string, how?: "words" | "whole_words" | "exact" | "regex"): number =>
      searchTexts([{ path: "a", text }], { ...requestFor({ how }, query) }, 100).length;
    assert.equal(found("user name", "userName user_name user-name USER NAME username"), 5);
    assert.equal(found("name", "rename name", "whole_words"), 1);
    assert.equal(found("Name", "name Name", "exact"), 1);
    assert.equal(found("a.b", "a.b axb"), 1);
    assert.equal(found("f(x", "f(x)"), 1);
    assert.equal(found("\\bn\\w+", "name not on", "regex"), 2);
  });
});
