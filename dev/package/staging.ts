/** A folder with what ships in one VSIX and nothing else, laid out as it will be installed. */
import { globSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../setup/cleanup.ts";
import { root } from "../setup/paths.ts";
import { echoWasm, nativeBinary } from "./captureBundle.ts";
import { thirdPartyNotices } from "./notices.ts";
import { binaryOf, type Target } from "./targets.ts";

const notices = "THIRD-PARTY-NOTICES.txt";
const binary = `dist/${nativeBinary}`;
const capture = ["dist/capture.js", `dist/${echoWasm}`, binary];

/** @param target undefined for the package without native capture. */
export async function stage(target: Target | undefined): Promise<{ path: string; remove(): void }> {
  const list = await readFile(join(root, ".vscodeignore"), "utf8");
  const patterns = list.split(/\r?\n/).flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const made = [notices, binary];
  const copied = patterns.filter((pattern) => !made.includes(pattern)).flatMap(filesOf);
  const shipped = target === undefined ? copied.filter((file) => !capture.includes(file)) : copied;
  const folder = await temporaryFolder("package");
  const write = async (file: string, source: string): Promise<void> => {
    const path = join(folder.path, file);
    await mkdir(dirname(path), { recursive: true });
    await cp(source, path);
  };
  for (const file of [...shipped, ".vscodeignore"]) await write(file, join(root, file));
  if (target !== undefined) await write(binary, binaryOf(target));
  await writeFile(join(folder.path, notices), await thirdPartyNotices(shipped, target));
  return folder;
}

/** @throws {Error} where a file that ships is not there; a folder may be empty. */
function filesOf(pattern: string): string[] {
  const files = globSync(pattern, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
  if (files.length === 0 && !pattern.endsWith("**"))
    throw new Error(`${pattern} is to be shipped and is missing.`);
  return files.map((file) => file.replaceAll("\\", "/"));
}
