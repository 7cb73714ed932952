import assert from "node:assert/strict";
import { ruleFor, type Policy } from "../../../src/tools/policy.ts";
import { policyOf, type Lists } from "./policyOf.ts";

const terminal = (line: string) => ({ tool: "run_in_terminal", subject: `terminal:${line}` });
const command = (id: string) => ({ tool: "run_command", subject: `command:${id}` });

describe("what the user allows and denies for good", () => {
  const effect = (lists: Lists, subject: Parameters<Policy["decide"]>[0]): string | undefined =>
    policyOf(lists).decide(subject)?.effect;

  it("is nothing by itself", () => {
    assert.equal(effect({}, command("a.b")), undefined);
    assert.equal(effect({ allow: ["", " "], deny: [""] }, { tool: "undo" }), undefined);
  });

  it("goes by a tool's name, a command's id, and a command line", () => {
    assert.equal(effect({ allow: ["replace_text"] }, { tool: "replace_text" }), "allow");
    assert.equal(effect({ allow: ["replace"] }, { tool: "replace_text" }), undefined);
    assert.equal(effect({ allow: ["command:git.push"] }, command("git.push")), "allow");
    assert.equal(effect({ allow: ["command:git.*"] }, command("git.push")), "allow");
    assert.equal(effect({ allow: ["command:git.*"] }, command("gitlens.push")), undefined);
    assert.equal(effect({ allow: ["git.push"] }, command("git.push")), undefined);
    assert.equal(effect({ allow: ["terminal:npm test"] }, terminal("npm test")), "allow");
    assert.equal(effect({ allow: ["terminal:npm test"] }, terminal("npm  test")), "allow");
    assert.equal(effect({ allow: ["terminal:npm test"] }, terminal("npm test --all")), undefined);
  });

  it("lets a denial go before all that allows", () => {
    const lists = { allow: ["*"], always: ["command:git.push"], deny: ["command:git.*"] };
    assert.equal(effect(lists, command("git.push")), "deny");
    assert.equal(effect(lists, command("other.push")), "allow");
  });

  it("allows a command line by a pattern only where each command in it fits", () => {
    const lists = { allow: ["terminal:npm *"] };
    for (const line of ["npm test", "npm run build && npm test", "npm test | npm x"]) {
      assert.equal(effect(lists, terminal(line)), "allow", line);
    }
    for (const line of [
      "npm test; rm -rf /",
      "npm test && rm -rf /",
      "npm test | sh",
      "npm test > a.txt",
      "npm test $(rm a)",
      "npm test `rm a`",
      "npm test $X",
      "npm test\nrm a",
      "npm test & rm a",
      "npm 'not closed",
      "npm *",
    ]) {
      assert.equal(effect(lists, terminal(line)), undefined, line);
    }
  });

  it("denies a command line where any command in it fits, however it is wrapped", () => {
    const lists = { deny: ["terminal:rm *"], allow: ["*"] };
    for (const line of [
      "rm a",
      "ls; rm a",
      "sudo rm a",
      "/bin/rm a",
      "echo $(rm a)",
      "bash -c 'rm a'",
      "RM a",
      "r\\m a",
    ]) {
      assert.equal(effect(lists, terminal(line)), "deny", line);
    }
    assert.equal(effect(lists, terminal("ls rma")), "allow");
  });

  it("remembers with always exactly this, whatever signs stand in it", () => {
    for (const subject of [terminal("rm *.o && ls > a.txt"), command("a.b*"), terminal("echo \\*")]) {
      const rule = ruleFor(subject);
      assert.equal(effect({ always: [rule] }, subject), "allow", rule);
    }
    const rule = ruleFor(terminal("rm *.o"));
    for (const other of ["rm a.o", "rm x.o; ls", "rm *.o *.c"]) {
      assert.equal(effect({ always: [rule] }, terminal(other)), undefined, other);
    }
    assert.equal(ruleFor({ tool: "replace_text" }), "replace_text");
  });
});
