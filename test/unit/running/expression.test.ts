import assert from "node:assert/strict";
import { isHarmless, isHarmlessMessage } from "../../../src/tools/debug/expression.ts";

describe("an expression that is only looked at", () => {
  for (const harmless of [
    "order",
    "this.items",
    "order.items[0].price",
    "self.name",
    "list[index]",
    'prices["tea"]',
    "node->next",
    "Shop::open",
    "order?.name",
    "count > 5",
    "a === b && !done",
    'name == "tea"',
    "i % 2 == 0",
    "x is None or y",
    "-1",
    "$total + 1",
    "größe",
  ]) {
    it(`is ${harmless}`, () => assert.equal(isHarmless(harmless, "node"), true));
  }

  for (const harmful of [
    "f()",
    "order.delete()",
    "x = 1",
    "x += 1",
    "i++",
    "--i",
    "new Order",
    "delete order.items",
    "await load",
    "list[f()]",
    "a; b",
    "`${f()}`",
    "a, b = 1",
    "[f()]",
    "(() => 1)()",
    'tag"x"`y`',
    "a\nb()",
    "import os",
    "",
    "a == b = c",
    "prices[i++]",
    "lambda: x",
    'x["a" + f()]',
    "a ? f() : b",
    "a := 1",
    "tag `x`",
    "print!(1)",
  ]) {
    it(`is not ${JSON.stringify(harmful)}`, () => assert.equal(isHarmless(harmful, "node"), false));
  }

  for (const harmful of [
    '"{$f()}" == name',
    '"${f()}"',
    '"$name"',
    '"#{system(1)}"',
    "'${f()}'",
    'prices["${f()}"]',
    "prices['#{x}']",
    '"{f()}"',
    '"a`b`"',
    '"a\\"',
    "-exec -gdb-exit",
    "a == -exec",
  ]) {
    it(`is not ${JSON.stringify(harmful)}, which a language puts together`, () => {
      for (const type of ["node", "php", "dart", "coreclr", "cppdbg"])
        assert.equal(isHarmless(harmful, type), false, type);
    });
  }

  it("is none where the debugger is not known, or there is none yet", () => {
    assert.equal(isHarmless("order", "python"), true);
    for (const type of [undefined, "", "constructor", "perl", "kotlin", "Node", "my-debugger"]) {
      assert.equal(isHarmless("order", type), false, type);
      assert.equal(isHarmlessMessage("it is {order}", type), false, type);
      assert.equal(isHarmlessMessage("no braces", type), true, type);
    }
  });

  it("is none in a language that calls what is named", () => {
    assert.equal(isHarmless("exit", "rdbg"), false);
    assert.equal(isHarmless("exit", "Ruby"), false);
  });

  it("is what a logpoint has in its braces", () => {
    assert.equal(isHarmlessMessage("sum is {sum} of {order.items}", "node"), true);
    assert.equal(isHarmlessMessage("no braces (at all)", "node"), true);
    assert.equal(isHarmlessMessage("sum is {sum} {save()}", "node"), false);
    assert.equal(isHarmlessMessage("{save()", "node"), false);
    assert.equal(isHarmlessMessage("{ {a}.b() }", "node"), false);
    for (const message of ["is $name", "is `f()`", "is #{f()}", "a\\", "{a}}"])
      assert.equal(isHarmlessMessage(message, "node"), false, message);
  });
});
