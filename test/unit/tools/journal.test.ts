import assert from "node:assert/strict";
import type { Editor } from "../../../src/tools/editor.ts";
import { Journal } from "../../../src/tools/journal.ts";
import { createFilesEditor, type FilesEditor } from "./filesEditor.ts";

const never = new AbortController().signal;

describe("the journal", () => {
  let rig: FilesEditor;
  let journal: Journal;
  let count: number;
  beforeEach(() => {
    rig = createFilesEditor({ "a.txt": "1\n2\n3\n4\n5", "b.txt": "alpha\nbeta" });
    journal = new Journal(rig.editor);
    count = 0;
  });

  /** One call of ours that does this. */
  async function call(act: (editor: Editor) => Promise<void>, summary = `Call ${count + 1}`): Promise<void> {
    const recording = rig.editor.record();
    await act(rig.editor);
    journal.add(`call_${++count}`, summary, await recording.end());
  }
  const write = (path: string, text: string) => (): Promise<void> => {
    rig.files.set(path, text);
    return Promise.resolve();
  };
  const texts = (): Record<string, string> => Object.fromEntries(rig.files);

  it("takes back the last call over all its files, and does it again", async () => {
    const before = texts();
    await call(async () => {
      rig.files.set("a.txt", "1\nTWO\n3\n4\n5");
      rig.files.set("b.txt", "beta");
    }, "Replaced");
    const after = texts();
    const { steps } = await journal.undo(1, never);
    assert.deepEqual(steps, [{ summary: "Replaced", done: ["b.txt", "a.txt"], left: [] }]);
    assert.deepEqual(texts(), before);
    assert.equal(journal.stateOf("call_1"), "undone");
    await journal.redo(1, never);
    assert.deepEqual(texts(), after);
    await journal.undo(1, never);
    assert.deepEqual(texts(), before);
  });

  it("takes back three calls, the last one first", async () => {
    const before = texts();
    for (const line of ["x", "y", "z"]) await call(write("a.txt", `${rig.files.get("a.txt")}\n${line}`));
    const { steps } = await journal.undo(3, never);
    assert.deepEqual(
      steps.map(({ summary }) => summary),
      ["Call 3", "Call 2", "Call 1"],
    );
    assert.deepEqual(texts(), before);
    await journal.redo(2, never);
    assert.equal(rig.files.get("a.txt"), "1\n2\n3\n4\n5\nx\ny");
  });

  it("takes back as many as there are, and then says that there are none", async () => {
    await call(write("a.txt", "new"));
    assert.equal((await journal.undo(9, never)).steps.length, 1);
    assert.deepEqual((await journal.undo(1, never)).steps, []);
  });

  it("keeps what was done by hand since, where it does not touch", async () => {
    await call(write("a.txt", "1\nTWO\n3\n4\n5"));
    rig.files.set("a.txt", "0\n1\nTWO\n3\n4\n5 by hand");
    const { steps } = await journal.undo(1, never);
    assert.deepEqual(steps[0]?.left, []);
    assert.equal(rig.files.get("a.txt"), "0\n1\n2\n3\n4\n5 by hand");
  });

  it("says what it could not take back, and leaves that alone", async () => {
    await call(async () => {
      rig.files.set("a.txt", "1\nTWO\n3\n4\nFIVE");
      rig.files.set("b.txt", "ALPHA\nbeta");
    });
    rig.files.set("a.txt", "1\nTWO by hand\n3\n4\nFIVE");
    rig.files.delete("b.txt");
    const { steps } = await journal.undo(1, never);
    assert.deepEqual(steps[0]?.done, ["a.txt"]);
    assert.deepEqual(steps[0]?.left, [
      "b.txt is not there any more.",
      "a.txt: 1 place changed since (line 2), which stay as they are.",
    ]);
    assert.equal(rig.files.get("a.txt"), "1\nTWO by hand\n3\n4\n5");
  });

  it("says where somebody was faster", async () => {
    const before = texts();
    await call(write("a.txt", "new"));
    rig.files.set("a.txt", before["a.txt"]!);
    const { steps } = await journal.undo(1, never);
    assert.deepEqual(steps[0]?.left, ["a.txt was taken back already."]);
    assert.deepEqual(texts(), before);
  });

  it("takes back created, deleted and renamed files, and what was written into them", async () => {
    const before = texts();
    await call(async (editor) => {
      await editor.createFile("c.txt", new TextEncoder().encode("created"));
      await editor.renameFile("a.txt", "d.txt");
      await editor.deleteFile("b.txt");
    });
    await call(write("c.txt", "created, and changed"));
    const after = texts();
    await journal.undo(2, never);
    assert.deepEqual(texts(), before);
    await journal.redo(2, never);
    assert.deepEqual(texts(), after);
    await journal.undo(2, never);
    assert.deepEqual(texts(), before);
  });

  it("leaves a created file that was changed, and does not overwrite what took a deleted one's place", async () => {
    await call(async (editor) => {
      await editor.createFile("c.txt", new TextEncoder().encode("created"));
      await editor.deleteFile("b.txt");
      await editor.renameFile("a.txt", "d.txt");
    });
    rig.files.set("c.txt", "changed by hand");
    rig.files.set("b.txt", "another");
    rig.files.set("a.txt", "another one");
    const now = texts();
    const { steps } = await journal.undo(1, never);
    assert.deepEqual(texts(), now);
    assert.deepEqual(steps[0]?.done, []);
    assert.match(
      steps[0]?.left.join("\n") ?? "",
      /d\.txt .*a\.txt is there already[^]*another file of that name[^]*it stays/,
    );
  });

  it("takes back settings, and leaves those that were changed since", async () => {
    rig.settings.set("editor.fontSize", 12);
    await call(async (editor) => {
      await editor.changeSetting("editor.fontSize", "user", 14);
      await editor.changeSetting("editor.wordWrap", "workspace", "on");
    });
    rig.settings.set("editor.wordWrap", "off");
    const { steps } = await journal.undo(1, never);
    assert.equal(rig.settings.get("editor.fontSize"), 12);
    assert.equal(rig.settings.get("editor.wordWrap"), "off");
    assert.deepEqual(steps[0]?.left, ["the setting editor.wordWrap: it was changed since."]);
  });

  it("forgets what was undone with the next change, and counts no call that changed nothing", async () => {
    await call(write("a.txt", "new"));
    await journal.undo(1, never);
    await call(() => Promise.resolve());
    assert.equal((await journal.redo(1, never)).steps.length, 1);
    await journal.undo(1, never);
    await call(write("b.txt", "new"));
    assert.deepEqual((await journal.redo(1, never)).steps, []);
  });

  it("keeps a hundred calls, and no more bytes than it may", async () => {
    for (let number = 0; number < 105; number++) await call(write("a.txt", `text ${number}`));
    assert.equal((await journal.undo(200, never)).steps.length, 100);
    assert.equal(rig.files.get("a.txt"), "text 4");

    journal = new Journal(rig.editor, { calls: 100, bytes: 1_000 });
    rig.files.set("a.txt", "");
    for (let number = 1; number <= 4; number++) await call(write("a.txt", "x".repeat(number * 60)));
    // Of 2 bytes to a character, before and after: 420 × 2 and 300 × 2 are more.
    assert.equal((await journal.undo(9, never)).steps.length, 1);
  });

  it("says of a call that was too large to be kept that it cannot be taken back", async () => {
    journal = new Journal(rig.editor, { calls: 100, bytes: 100 });
    await call(write("a.txt", "x".repeat(1_000)));
    assert.equal(journal.stateOf("call_1"), "lost");
    const { steps } = await journal.undo(1, never);
    assert.deepEqual(steps[0], {
      summary: "Call 1",
      done: [],
      left: ["It changed too much to be kept: a.txt."],
    });
    assert.equal(rig.files.get("a.txt"), "x".repeat(1_000));
  });
});
