import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { commandsIn } from "../../dev/realtime/mind/commands.ts";
import { root } from "../../dev/setup/paths.ts";
import { functionTools } from "../../src/tools/registry.ts";
import { priceDate } from "../../src/usage/priceTable.ts";

const named = z.object({ name: z.string() });
const defaultShape = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), named])),
  z.record(z.string(), z.never()),
]);

const manifestShape = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string() })),
    keybindings: z.array(z.object({ command: z.string(), key: z.string(), mac: z.string() })),
    configuration: z.object({ properties: z.record(z.string(), z.object({ default: defaultShape })) }),
  }),
});
type Manifest = z.infer<typeof manifestShape>["contributes"];

/** The rows of the one table of a section, without its head. */
function tableOf(readme: string, section: string): string[][] {
  const text = readme.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? "";
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** "ctrl+alt+space" as people write it. */
function keyText(key: string | undefined): string {
  if (key === undefined) return "";
  return `\`${key
    .split("+")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("+")}\``;
}

function defaultText(value: z.infer<typeof defaultShape>): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  const isEmpty = Array.isArray(value) ? value.length === 0 : typeof value === "object" || value === "";
  if (isEmpty) return "empty";
  const values = Array.isArray(value) ? value : [`${value as string | number}`];
  return values.map((one) => `\`${typeof one === "string" ? one : one.name}\``).join(", ");
}

describe("the README", () => {
  let readme: string;
  let manifest: Manifest;
  let texts: Record<string, string>;
  before(async () => {
    const read = (name: string): Promise<string> => readFile(join(root, name), "utf8");
    readme = await read("README.md");
    manifest = manifestShape.parse(JSON.parse(await read("package.json"))).contributes;
    texts = z.record(z.string(), z.string()).parse(JSON.parse(await read("package.nls.json")));
  });

  it("lists every command of the manifest with its keys, and no other", () => {
    const { commands, keybindings } = manifest;
    const expected = commands.map(({ command, title }) => {
      const binding = keybindings.find((each) => each.command === command);
      return [texts[title.replaceAll("%", "")], keyText(binding?.key), keyText(binding?.mac)].join(" | ");
    });
    const listed = tableOf(readme, "Commands and keys").map(([title, , key, mac]) =>
      [title, key, mac].join(" | "),
    );
    assert.deepEqual(listed.toSorted(), expected.toSorted());
  });

  it("names no key that nothing is bound to", () => {
    const bound = manifest.keybindings.flatMap(({ key, mac }) => [keyText(key), keyText(mac)]);
    const named = Array.from(readme.matchAll(/`Ctrl\+[^`]+`/g), ([key]) => key);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((key) => !bound.includes(key)),
      [],
    );
  });

  it("lists every setting of the manifest with its default, and no other", () => {
    const { properties } = manifest.configuration;
    const expected = Object.entries(properties).map(
      ([name, { default: value }]) => `\`${name}\` | ${defaultText(value)}`,
    );
    const listed = tableOf(readme, "Settings").map(([name, value]) => `${name} | ${value}`);
    assert.deepEqual(listed.toSorted(), expected.toSorted());
  });

  it("gives sentences to say that the practice server understands, as calls that the tools take", () => {
    const tools = new Map(
      functionTools().map(({ name, parameters }) => [name, z.fromJSONSchema(parameters)]),
    );
    // These end what the extension itself does.
    const noticed = new Set(["stop dictation", "scratch that"]);
    const cells = tableOf(readme, "What it can do").map(([, cell = ""]) => cell);
    const sentences = cells.flatMap((cell) =>
      Array.from(cell.matchAll(/"([^"]+)"/g), ([, said = ""]) => said),
    );
    assert.ok(sentences.length > 50);
    const unknown = sentences.filter((said) => {
      const [call, ...more] = commandsIn(said);
      if (call === undefined) return !noticed.has(said);
      return more.length > 0 || tools.get(call.name)?.safeParse(call.arguments).success !== true;
    });
    assert.deepEqual(unknown, []);
  });

  it("says of when the prices are", () => {
    const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
    assert.ok(readme.includes(month.format(new Date(priceDate))));
  });

  it("shows pictures, and refers to files, that are there", async () => {
    const links = Array.from(readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g), ([, path = ""]) => path);
    assert.ok(links.some((path) => path.endsWith(".webp")));
    for (const path of links) await access(join(root, path));
  });
});
