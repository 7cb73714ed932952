import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { root, vsix } from "../../dev/setup/paths.ts";
import { sharedStage } from "./sharedStage.ts";
import { zipFiles } from "./zipFiles.ts";

const shipped = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/extension.js",
  "extension/dist/style.css",
  "extension/dist/webview.js",
  "extension/media/icon-marketplace.svg",
  "extension/media/icon.png",
  "extension/media/icon.svg",
  "extension/package.json",
  "extension/package.nls.json",
  "extension/readme.md",
];

/** What must not leave this machine. The shortest real secrets are far longer than these bounds. */
const kept = {
  "an API key": /\bsk-[\w-]{8}/,
  "an ephemeral secret": /\bek_\w{8}/,
  "a path of this machine": anyOf([root, homedir()]),
};

/** As they are, and as they stand in a string of JSON or JavaScript. */
function anyOf(paths: string[]): RegExp {
  const written = paths.flatMap((path) => [path, JSON.stringify(path).slice(1, -1)]);
  return new RegExp(
    `(${written.map((path) => path.replaceAll(/[^\w/]/g, String.raw`\$&`)).join("|")})(?![\\w-])`,
  );
}

describe("the package", () => {
  let files: Map<string, Buffer>;
  before(async () => {
    files = zipFiles(await readFile(vsix));
  });

  it("holds what is needed and nothing else", () => {
    assert.deepEqual([...files.keys()].toSorted(), shipped);
  });

  it("holds no key, no secret, and no path of the machine that made it", () => {
    const found = [...files]
      .filter(([name]) => !name.endsWith(".png"))
      .flatMap(([name, content]) => {
        const text = content.toString("utf8");
        return Object.entries(kept).flatMap(([what, pattern]) => {
          const [match] = pattern.exec(text) ?? [];
          return match === undefined ? [] : [`${what} in ${name}: ${match}`];
        });
      });
    assert.deepEqual(found, []);
  });

  it("is what VS Code has installed and runs, in the version of the manifest", async () => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    const { panel, probe } = await sharedStage();
    assert.equal((await probe.state()).extension, "active");
    const scripts = await panel.evaluate<string[]>("Array.from(document.scripts, ({ src }) => src)");
    assert.ok(
      scripts.some((url) => url.endsWith(`/viva-voce.viva-voce-${version}/dist/webview.js`)),
      `The panel is made of ${scripts.join(", ")}.`,
    );
  });
});
