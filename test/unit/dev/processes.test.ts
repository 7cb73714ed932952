import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { root } from "../../../dev/setup/paths.ts";
import { run, startGroup } from "../../../dev/setup/processes.ts";

const node = process.execPath;

/**
 * Sees processes come and go: each that runs {@link lifeline} holds a connection open for as long as it
 * lives. A process's id says less, because a dead process keeps it until its parent looks.
 */
async function watchProcesses(): Promise<{
  lifeline: string;
  /** Resolves when that many have come. */
  alive(count: number): Promise<void>;
  /** Resolves when none is left. */
  allGone(): Promise<void>;
}> {
  const server = createServer((socket) => {
    // A killed process resets its connection, or closes it: "close" follows either way.
    socket.on("error", () => {});
    socket.on("close", () => server.emit("lost"));
    socket.resume();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const { port } = server.address() as AddressInfo;
  const connections = promisify(server.getConnections.bind(server));
  return {
    lifeline: `require("node:net").connect(${port}, "127.0.0.1");`,
    async alive(count) {
      while ((await connections()) < count) await once(server, "connection");
    },
    async allGone() {
      while ((await connections()) > 0) await once(server, "lost");
    },
  };
}

describe("run", () => {
  it("gives what was printed on both streams", async () => {
    const output = await run(node, ["-e", "console.log('out'); console.error('err')"]);
    assert.deepEqual(output.trim().split("\n").toSorted(), ["err", "out"]);
  });

  it("throws with the code and the output of a program that fails", async () => {
    await assert.rejects(
      run(node, ["-e", "console.log('why'); process.exit(3)"]),
      /ended with code 3\.\nwhy/,
    );
  });

  it("says that a program is not installed", async () => {
    await assert.rejects(run("no-such-program", []), /no-such-program is not installed/);
  });
});

describe("startGroup", () => {
  it("stops what the program has started as well", async () => {
    const { lifeline, alive, allGone } = await watchProcesses();
    const parent = `${lifeline} require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(lifeline)}]);`;
    const group = startGroup(node, ["-e", parent]);
    await alive(2);
    group.stop();
    assert.equal((await group.exited).signal, "SIGKILL");
    await allGone();
  });

  it("leaves no process and no folder behind when we are told to end", async () => {
    const { lifeline, alive, allGone } = await watchProcesses();
    const script = `
      import { temporaryFolder } from ${JSON.stringify(join(root, "dev/setup/cleanup.ts"))};
      import { startGroup } from ${JSON.stringify(join(root, "dev/setup/processes.ts"))};
      const { path } = await temporaryFolder("test");
      startGroup(process.execPath, ["-e", ${JSON.stringify(lifeline)}]);
      console.log(path);`;
    const child = spawn(node, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "pipe"] });
    const [path] = (await once(createInterface(child.stdout), "line")) as [string];
    await alive(1);
    assert.ok(existsSync(path));
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [143, null]);
    assert.equal(existsSync(path), false);
    await allGone();
  });
});
