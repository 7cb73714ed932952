import assert from "node:assert/strict";
import { dictationSteps } from "../../../../src/session/dictationPhrases.ts";
import { formatDictation } from "../../../../src/tools/dictation/format.ts";

type Case = [heard: string, written: string, before?: string, after?: string];

const code: Case[] = [
  // Words as they are.
  ["hello world", "hello world"],
  ["Hello world.", "hello world"],
  ["the total is wrong", "the total is wrong"],
  ["GitHub is here", "GitHub is here"],
  ["Return total.", "return total"],
  // Signs.
  ["foo comma bar", "foo, bar"],
  ["foo, comma, bar", "foo, bar"],
  ["foo dot bar", "foo.bar"],
  ["foo dot bar open call close paren", "foo.bar()"],
  ["foo dot bar empty parens semicolon", "foo.bar();"],
  ["return total semicolon", "return total;"],
  ["open paren a comma b close paren", "(a, b)"],
  ["open bracket one comma two close bracket", "[1, 2]"],
  ["open brace close brace", "{}"],
  ["open curly close curly", "{}"],
  ["x equals five", "x = 5"],
  ["x plus equals two", "x += 2"],
  ["if x equals equals y", "if x == y"],
  ["if x triple equals y", "if x === y"],
  ["if x not equals y", "if x != y"],
  ["a less than b", "a < b"],
  ["a less than or equal to b", "a <= b"],
  ["a greater than b", "a > b"],
  ["a greater or equal b", "a >= b"],
  ["a and sign b", "a & b"],
  ["a double ampersand b", "a && b"],
  ["a double pipe b", "a || b"],
  ["not sign done", "!done"],
  ["x plus sign y minus sign z", "x + y - z"],
  ["count plus plus", "count++"],
  ["x fat arrow y", "x => y"],
  ["pointer arrow name", "pointer -> name"],
  ["user question dot name", "user?.name"],
  ["a null coalescing b", "a ?? b"],
  ["std double colon vector", "std::vector"],
  ["open quote hello close quote", '"hello"'],
  ["open single quote hello close single quote", "'hello'"],
  ["backtick name backtick", "`name`"],
  ["slash slash to do", "// to do"],
  ["src slash main dot t s", "src/main.ts"],
  ["foo underscore bar", "foo_bar"],
  ["foo hyphen bar", "foo-bar"],
  ["at sign override", "@override"],
  ["hashtag include", "#include"],
  ["dollar sign name", "$name"],
  ["fifty percent sign", "50%"],
  ["spread items", "...items"],
  ["c colon backslash temp", "c:\\temp"],
  // Names.
  ["camel case foo bar", "fooBar"],
  ["camel case get user by id", "getUserById"],
  ["pascal case shopping cart", "ShoppingCart"],
  ["snake case user name", "user_name"],
  ["kebab case main menu", "main-menu"],
  ["constant case max retry count", "MAX_RETRY_COUNT"],
  ["dot case app main title", "app.main.title"],
  ["camel case foo bar equals five", "fooBar = 5"],
  ["const camel case first name equals open quote ada close quote", 'const firstName = "ada"'],
  ["camel case get total open call close paren", "getTotal()"],
  ["camel case foo bar end case is here", "fooBar is here"],
  ["camel case foo bar dot camel case baz qux", "fooBar.bazQux"],
  ["Camel case foo bar, comma, x", "fooBar, x"],
  ["title case hello big world", "Hello Big World"],
  // Letters.
  ["alpha bravo charlie", "abc"],
  ["capital a", "A"],
  ["capital alpha bravo", "Ab"],
  ["b as in bravo", "b"],
  ["capital b as in boy", "B"],
  ["x y z", "xyz"],
  ["all caps alpha bravo", "AB"],
  ["t s config", "ts config"],
  ["the golf course", "the golf course"],
  // Capitals.
  ["cap hello world", "Hello world"],
  ["all caps hello world", "HELLO world"],
  ["all caps on hello world all caps off again", "HELLO WORLD again"],
  ["caps on hello world caps off again", "Hello World again"],
  ["lowercase Peter", "peter"],
  ["uppercase url", "URL"],
  // Spaces and lines.
  ["foo no space bar", "foobar"],
  ["no spaces on foo bar no spaces off baz", "foobar baz"],
  ["foo new line bar", "foo\nbar"],
  ["Foo. New line. Bar.", "foo\nBar"],
  ["foo new paragraph bar", "foo\n\nbar"],
  ["foo press tab bar", "foo\tbar"],
  ["foo space bar bar", "foo bar"],
  // Taken for words.
  ["literal comma", "comma"],
  ["a literal open paren b", "a open paren b"],
  ["the word dot", "dot"],
  ["literal camel case foo", "camel case foo"],
  ["this is all caps", "this is all caps"],
  ["a cap", "a cap"],
  // Numbers.
  ["five", "5"],
  ["forty two", "42"],
  ["forty-two", "42"],
  ["one hundred", "100"],
  ["three hundred and five", "305"],
  ["two thousand twenty six", "2026"],
  ["one million", "1000000"],
  ["one two three", "123"],
  ["three point one four", "3.14"],
  ["minus five", "-5"],
  ["42", "42"],
  ["zero", "0"],
  ["number seven", "7"],
  ["x equals twenty one comma y equals three", "x = 21, y = 3"],
  // What is already there.
  ["world", " world", "hello"],
  ["world", "world", "hello "],
  ["world", "world", "("],
  ["comma b", ", b", "a"],
  ["dot name", ".name", "user"],
  ["new", "new ", "", "name"],
  ["close paren", ")", "f(x"],
  ["x", "x", "f(", ")"],
];

const prose: Case[] = [
  ["hello world", "Hello world"],
  ["Hello, world.", "Hello, world."],
  ["hello comma world period", "Hello, world."],
  ["first period second question mark", "First. Second?"],
  ["is it done question mark yes", "Is it done? Yes"],
  ["and more", " and more", "This is it"],
  ["and more", " And more", "This is it."],
  ["one of them is red", "One of them is red"],
  ["there are forty two of them", "There are 42 of them"],
  ["number one", "1"],
  ["hello new line world", "Hello\nWorld"],
  ["hello new paragraph world", "Hello\n\nWorld"],
  ["open quote hello close quote he said", '"Hello" he said'],
  ["well exclamation mark", "Well!"],
  ["call camel case get user", "Call getUser"],
  ["a dash b", "A – b"],
  ["literal comma is a word", "Comma is a word"],
  ["well-known and don't", "Well-known and don't"],
  ["Don’t", "Don't"],
  ["wait ellipsis", "Wait..."],
];

describe("dictation of code", () => {
  for (const [heard, written, before = "", after = ""] of code) {
    it(`${before}|${heard}|${after}`, () => {
      assert.equal(formatDictation(heard, { before, after, prose: false }), written);
    });
  }
});

describe("dictation of prose", () => {
  for (const [heard, written, before = "", after = ""] of prose) {
    it(`${before}|${heard}|${after}`, () => {
      assert.equal(formatDictation(heard, { before, after, prose: true }), written);
    });
  }
});

describe("phrases in dictation", () => {
  it("end it, and nothing is written after", () => {
    assert.deepEqual(dictationSteps("Hello world. Stop dictation. And more."), [
      { type: "text", text: "Hello world." },
      { type: "stop" },
    ]);
  });

  it("take back what was written, wherever they stand", () => {
    assert.deepEqual(dictationSteps("Scratch that."), [{ type: "scratch" }]);
    assert.deepEqual(dictationSteps("one, scratch that, two"), [
      { type: "text", text: "one," },
      { type: "scratch" },
      { type: "text", text: "two" },
    ]);
  });

  it("are words where that is said", () => {
    assert.deepEqual(dictationSteps("the word scratch that"), [
      { type: "text", text: "the word scratch that" },
    ]);
  });

  it("are nothing in other words", () => {
    assert.deepEqual(dictationSteps("stop the music"), [{ type: "text", text: "stop the music" }]);
    assert.deepEqual(dictationSteps("  "), []);
  });
});
