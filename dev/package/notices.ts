/** The licences of other people's work in a VSIX, gathered from what is really in it. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../setup/paths.ts";
import { cratesOf } from "./crates.ts";
import { noticeOfGrammars } from "./grammarLicences.ts";
import { mit } from "./mit.ts";
import { binaryOf, type Target } from "./targets.ts";

/** Whose package names its licence, and does not bring it: from its repository. */
const holders: Readonly<Record<string, string>> = { "@cfworker/json-schema": "Jeremy Danyow" };

/** What esbuild tells of each file that it wrote, by its path. */
type Bundles = Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;

const rule = `\n${"─".repeat(80)}\n\n`;

/**
 * @param shipped paths from the root; the bundles among them are looked into.
 * @throws {Error} where a package comes without its licence.
 */
export async function thirdPartyNotices(shipped: string[], target: Target | undefined): Promise<string> {
  const bundles = JSON.parse(await readFile(join(root, "dist/bundles.json"), "utf8")) as Bundles;
  const packages = packagesIn(shipped.flatMap((file) => bundles[file] ?? []));
  const notices = await Promise.all(packages.map(noticeOf));
  if (shipped.some((file) => file.startsWith("dist/grammars/"))) notices.push(noticeOfGrammars());
  if (target !== undefined) notices.push(noticeOfCrates(cratesOf(await readFile(binaryOf(target)))));
  return ["Viva Voce contains the following works of others.\n", ...notices].join(rule);
}

/** The names of the packages that are there with at least a byte, in alphabetical order. */
function packagesIn(bundles: Bundles[string][]): string[] {
  const names = bundles
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].toSorted();
}

async function noticeOf(name: string): Promise<string> {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
    version: string;
    license: string;
  };
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const holder = holders[name];
  if (file === undefined && holder !== undefined && license === "MIT") {
    return `${name} ${version} (${license})\n\nCopyright (c) ${holder}\n\n${mit}`;
  }
  if (file === undefined) throw new Error(`${name} is bundled, and no licence was found in ${folder}.`);
  const text = await readFile(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${(file.endsWith(".js") ? commentOf(text) : text).trim()}\n`;
}

/** A licence that is kept as a comment of JavaScript, ready to be put over code. */
function commentOf(script: string): string {
  return script.replaceAll(/^\s*(?:\/\*!?|\*\/|\* ?)/gm, "");
}

/** Their authors' texts do not come with the binary. */
function noticeOfCrates(crates: string[]): string {
  return `node-web-audio-api's binary is built from Rust packages; these have left their names in it. The source and
the licence of each are at https://crates.io/crates/NAME/VERSION. Those called symphonia are under the Mozilla
Public License 2.0, https://mozilla.org/MPL/2.0/.

${crates.join("\n")}
`;
}
