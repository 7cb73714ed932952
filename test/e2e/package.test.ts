import assert from "node:assert/strict";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { grammarFiles } from "../../dev/package/syntaxBundle.ts";
import { binaryOf, type Target, targetOfThisMachine, targets } from "../../dev/package/targets.ts";
import { makeAllVsixs, universal } from "../../dev/package/vsix.ts";
import { temporaryFolder } from "../../dev/setup/cleanup.ts";
import { root, vsix } from "../../dev/setup/paths.ts";
import { CaptureProcess } from "../../src/microphone/captureProcess.ts";
import { binaryFormat } from "./binaryFormat.ts";
import { sharedStage } from "./sharedStage.ts";
import { zipFiles } from "./zipFiles.ts";

const everywhere = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/THIRD-PARTY-NOTICES.txt",
  "extension/changelog.md",
  "extension/dist/companion.css",
  "extension/dist/companion.js",
  "extension/dist/extension.js",
  ...grammarFiles.map((file) => `extension/dist/${file}`),
  "extension/dist/style.css",
  "extension/dist/syntax.js",
  "extension/dist/tree-sitter.wasm",
  "extension/dist/webview.js",
  "extension/media/icon-marketplace.svg",
  "extension/media/icon.png",
  "extension/media/icon.svg",
  "extension/media/walkthrough/command.svg",
  "extension/media/walkthrough/key.md",
  "extension/media/walkthrough/microphone.md",
  "extension/media/walkthrough/say.md",
  "extension/media/walkthrough/talk.svg",
  "extension/package.json",
  "extension/package.nls.json",
  "extension/readme.md",
];
const binary = "extension/dist/native/node-web-audio-api.node";
const capture = ["extension/dist/capture.js", "extension/dist/echo.wasm", binary];

const formats: Record<Target, string> = {
  "win32-x64": "PE x64",
  "win32-arm64": "PE arm64",
  "darwin-x64": "Mach-O x64",
  "darwin-arm64": "Mach-O arm64",
  "linux-x64": "ELF x64",
  "linux-arm64": "ELF arm64",
  "linux-armhf": "ELF arm",
};

/** In bytes. Of each, 1,800,000 are grammars and what reads them. */
const bounds = { platform: 6_000_000, universal: 2_200_000 };

/** In units of 1024 bytes, compressed. */
const bundleBounds = {
  "the host": { files: ["extension.js"], bound: 280 },
  "what reads code": { files: ["syntax.js"], bound: 60 },
  "the panel": { files: ["webview.js", "style.css"], bound: 44 },
  "the companion page": { files: ["companion.js", "companion.css"], bound: 40 },
  "the capture process": { files: ["capture.js"], bound: 70 },
};

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

/** Starts the capture process, where ALSA finds no device, and ends it. */
async function withCapture<Result>(
  path: string,
  work: (capture: CaptureProcess) => Promise<Result>,
): Promise<Result> {
  const capture = new CaptureProcess({
    path,
    environment: { ...process.env, ALSA_CONFIG_PATH: "/dev/null" },
    log: { debug: () => {}, warn: () => {}, error: () => {} },
    received: () => {},
    ended: () => {},
  });
  try {
    return await work(capture);
  } finally {
    capture.end();
  }
}

describe("the packages", () => {
  /** The files of each. */
  const contents = new Map<string, Map<string, Buffer>>();
  const sizes = new Map<string, number>();

  before(async () => {
    const folder = await temporaryFolder("vsix");
    try {
      for (const { target, file, size } of await makeAllVsixs(folder.path)) {
        contents.set(target, zipFiles(await readFile(file)));
        sizes.set(target, size);
      }
    } finally {
      folder.remove();
    }
  });

  const filesOf = (target: string): Map<string, Buffer> => {
    const files = contents.get(target);
    assert.ok(files !== undefined, `There is no VSIX for ${target}.`);
    return files;
  };
  const textOf = (target: string, name: string): string => {
    const file = filesOf(target).get(`extension/${name}`);
    assert.ok(file !== undefined, `${name} is not in the VSIX for ${target}.`);
    return file.toString("utf8");
  };

  it("are one for each platform with native capture, and one for all others", () => {
    assert.deepEqual([...contents.keys()].toSorted(), [...targets, universal].toSorted());
  });

  for (const target of [...targets, universal]) {
    describe(`for ${target}`, () => {
      it("holds what is needed and nothing else", () => {
        const expected = target === universal ? everywhere : [...everywhere, ...capture];
        assert.deepEqual([...filesOf(target).keys()].toSorted(), expected.toSorted());
      });

      it("is offered to this platform alone, or to all", () => {
        const manifest = filesOf(target).get("extension.vsixmanifest")?.toString("utf8") ?? "";
        const platform = /<Identity [^>]*TargetPlatform="([^"]*)"/.exec(manifest)?.[1];
        assert.match(manifest, /<Identity /);
        assert.equal(platform, target === universal ? undefined : target);
      });

      it("is small", () => {
        const size = sizes.get(target) ?? Infinity;
        const bound = target === universal ? bounds.universal : bounds.platform;
        assert.ok(size < bound, `${size} bytes are more than ${bound}.`);
      });

      it("holds no key, no secret, and no path of the machine that made it", () => {
        const found = [...filesOf(target)]
          // The binary is compared below with the one it is a copy of.
          .filter(([name]) => !name.endsWith(".png") && name !== binary)
          .flatMap(([name, content]) => {
            const text = content.toString("utf8");
            return Object.entries(kept).flatMap(([what, pattern]) => {
              const [match] = pattern.exec(text) ?? [];
              return match === undefined ? [] : [`${what} in ${name}: ${match}`];
            });
          });
        assert.deepEqual(found, []);
      });

      if (target === universal) return;
      it("holds the native library of this platform", async () => {
        const library = filesOf(target).get(binary) ?? Buffer.alloc(64);
        assert.equal(binaryFormat(library), formats[target]);
        assert.ok(library.equals(await readFile(binaryOf(target))), "The library was changed on the way.");
      });
    });
  }

  it("name the works of others that are in them, with their licences", () => {
    const common = [
      "@cfworker/json-schema",
      "@vscode/tree-sitter-wasm",
      "double-metaphone",
      "fastest-levenshtein",
      "htmlparser2",
      "jsonc-parser",
      "preact",
      "ws",
      "zod",
    ];
    const native = ["@ennuicastr/webrtcaec3.js", "node-web-audio-api", "webidl-conversions"];
    const named = (target: string): string[] =>
      Array.from(
        textOf(target, "THIRD-PARTY-NOTICES.txt").matchAll(/^(\S+) \d+\.\d+\.\d+ \(.+\)$/gm),
        ([, name = ""]) => name,
      );
    assert.deepEqual(named(universal), common);
    for (const target of targets) {
      assert.deepEqual(named(target), [...common, ...native].toSorted());
      const notices = textOf(target, "THIRD-PARTY-NOTICES.txt");
      assert.match(notices, /^tree-sitter-rust: Copyright \(c\) 2017 Maxim Sokolov$/m);
      assert.match(notices, /Copyright \(c\) 2021-present IRCAM/);
      assert.match(notices, /The WebRTC project authors/);
      assert.match(notices, /^symphonia-core \d/m);
    }
  });

  it("bring, for this machine, a capture process that loads from where it is installed", async () => {
    const target = targetOfThisMachine();
    const folder = await temporaryFolder("installed");
    try {
      for (const [name, content] of filesOf(target ?? universal)) {
        await mkdir(join(folder.path, dirname(name)), { recursive: true });
        await writeFile(join(folder.path, name), content);
      }
      const path = join(folder.path, "extension/dist/capture.js");
      if (target === undefined) return await assert.rejects(access(path));
      const names = await withCapture(path, (capture) => capture.ask({ type: "list" }, "devices"));
      assert.equal(names.type, "devices");
      // Elsewhere nothing hides the microphone of whoever runs this.
      if (process.platform !== "linux") return;
      const answer = await withCapture(path, (capture) =>
        capture.ask({ type: "open", device: "", echo: true }, "opened", "refused"),
      );
      // The echo canceller is loaded first; had it failed, that would be the reason.
      assert.deepEqual(answer, { type: "refused", reason: "missing", detail: "" });
    } finally {
      folder.remove();
    }
  });

  for (const [what, { files, bound }] of Object.entries(bundleBounds)) {
    it(`hold ${what} within ${bound} KB`, () => {
      const [target] = targets;
      assert.ok(target !== undefined);
      const size = files
        .map((file) => gzipSync(textOf(target, `dist/${file}`)).length)
        .reduce((sum, length) => sum + length);
      assert.ok(size < bound * 1024, `${size} bytes are more than ${bound} KB.`);
    });
  }

  it("are, for this machine, what the other tests have installed", async () => {
    const here = filesOf(targetOfThisMachine() ?? universal);
    const installed = zipFiles(await readFile(vsix));
    assert.deepEqual([...installed.keys()].toSorted(), [...here.keys()].toSorted());
    for (const [name, content] of installed) {
      assert.ok(here.get(name)?.equals(content), `${basename(name)} is another one in ${vsix}.`);
    }
  });

  it("are what VS Code has installed and runs, in the version of the manifest", async () => {
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
