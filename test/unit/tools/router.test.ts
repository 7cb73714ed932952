import assert from "node:assert/strict";
import * as z from "zod";
import { defineTool } from "../../../src/tools/tool.ts";
import { askToLaunch, commands, createRig, never } from "./routerRig.ts";

describe("router: calls", () => {
  it("runs a call and tells model and user", async () => {
    const rig = createRig();
    const { status, result, summary } = await rig.call("go_to", { line: 7 });
    assert.equal(status, "done");
    assert.deepEqual(result, { ok: true, file: "a.txt", line: 7, text: "line 7" });
    assert.equal(summary, "a.txt, line 7");
    assert.equal(rig.line(), 7);
  });

  it("refuses arguments that are not JSON", async () => {
    const { status, result } = await createRig().call("go_to", '{"line": 7');
    assert.equal(status, "failed");
    assert.match(result.error ?? "", /not valid JSON/);
  });

  it("takes no arguments for an empty object", async () => {
    const { result } = await createRig().call("save_file", "");
    assert.match(result.error ?? "", /disk is full/);
  });

  it("refuses JSON that is no object", async () => {
    for (const text of ["null", "7", '"7"', "[7]"]) {
      const { status, result } = await createRig().call("go_to", text);
      assert.equal(status, "failed");
      assert.match(result.error ?? "", /Wrong arguments for go_to.*expected object/s);
    }
  });

  it("names the tools nearest to one that does not exist", async () => {
    const { status, result } = await createRig().call("goto", { line: 7 });
    assert.equal(status, "failed");
    assert.equal(result.error, 'There is no tool "goto".');
    assert.equal(result.nearest?.[0], "go_to");
    assert.ok((await createRig().call("zzz", {})).result.nearest?.includes("confirm_action"));
    assert.equal((await createRig().call("constructor", {})).status, "failed");
  });

  it("tells what the editor says is wrong", async () => {
    const { status, result } = await createRig().call("undo", {});
    assert.equal(status, "failed");
    assert.equal(result.error, "This editor cannot do that.");
  });

  it("tells of failures that nobody foresaw", async () => {
    const { status, result } = await createRig().call("save_file", {});
    assert.equal(status, "failed");
    assert.equal(result.error, "The editor failed: The disk is full. Try another way.");
  });

  it("runs calls one after the other, in the order in which they came", async () => {
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const runCommand = async (id: string): Promise<void> => {
      order.push(`start ${id}`);
      await first.promise;
      order.push(`end ${id}`);
    };
    const rig = createRig({ runCommand });
    const both = [rig.call("run_command", { command: "toggle terminal" }), rig.call("go_to", { line: 3 })];
    first.resolve();
    await Promise.all(both);
    assert.deepEqual(
      order,
      commands.slice(0, 1).flatMap(({ id }) => [`start ${id}`, `end ${id}`]),
    );
    assert.equal(rig.line(), 3);
  });
});

describe("router: cancelling", () => {
  it("does nothing where the call is cancelled already", async () => {
    const rig = createRig();
    const { status, result } = await rig.call("go_to", { line: 7 }, AbortSignal.abort());
    assert.equal(status, "failed");
    assert.match(result.error ?? "", /cancelled/);
    assert.equal(rig.line(), 1);
  });

  it("ends a call that hangs, and goes on with the next", async () => {
    const controller = new AbortController();
    const hang = defineTool({
      name: "hang",
      description: "",
      input: z.strictObject({}),
      risk: "read",
      run: () => {
        controller.abort(new Error("The user cut in."));
        return new Promise(() => {});
      },
    });
    const rig = createRig({}, [hang]);
    const hanging = rig.call("hang", {}, controller.signal);
    const next = rig.call("go_to", { line: 7 });
    assert.match((await hanging).result.error ?? "", /cancelled/);
    assert.equal((await next).status, "done");
  });
});

const trusted = (): boolean => false;

describe("router: trust", () => {
  it("looks and moves around in an untrusted workspace", async () => {
    assert.equal((await createRig({ trusted }).call("go_to", { line: 7 })).status, "done");
    const rig = createRig({ trusted });
    assert.equal((await rig.call("run_command", { command: "toggle terminal" })).status, "done");
    assert.deepEqual(rig.ran, ["workbench.action.terminal.toggleTerminal"]);
  });

  it("changes and runs nothing, and does not even ask", async () => {
    for (const [name, args] of [
      ["delete", { line: 1, to_line: 2 }],
      ["save_file", {}],
      ["run_command", { command: "launch the rocket" }],
    ] as const) {
      const rig = createRig({ trusted });
      const { status, result } = await rig.call(name, args);
      assert.equal(status, "failed");
      assert.match(result.error ?? "", /not trusted/);
      assert.deepEqual(rig.ran, []);
    }
  });

  it("does not run after a yes what has lost the trust", async () => {
    let trust = true;
    const rig = createRig({ trusted: () => trust });
    await askToLaunch(rig);
    trust = false;
    const outcome = await rig.router.confirm("call_1", true, never);
    assert.equal(outcome?.status, "failed");
    assert.deepEqual(rig.ran, []);
  });
});
