/** From a value as it was said to one that a setting may have. */
import { chooseOne } from "../choose.ts";
import { ToolError } from "../tool.ts";
import { toWords } from "../words.ts";
import type { SettingSchema } from "./workbench.ts";

const yes = new Set(["on", "true", "yes", "enable", "enabled", "show", "1"]);
const no = new Set(["off", "false", "no", "disable", "disabled", "hide", "0"]);

/** @throws {ToolError} where the setting cannot have it, with what it can have. */
export function valueFor(schema: SettingSchema, said: string | number | boolean): unknown {
  const { name, types, values } = schema;
  const word = String(said).trim().toLowerCase();
  if (values !== undefined && values.length > 0) return listedValue(schema, said);
  if (types.includes("boolean")) {
    if (yes.has(word)) return true;
    if (no.has(word)) return false;
  }
  if (types.includes("number") || types.includes("integer")) {
    const number = numberOf(word);
    if (number !== undefined) return within(schema, number);
  }
  if (types.includes("null") && (word === "null" || word === "nothing")) return null;
  const isJson = /^\s*[[{]/.test(String(said));
  if (types.includes("string") && typeof said !== "boolean" && !isJson) return String(said);
  if (types.includes("array") || types.includes("object")) return parsed(schema, String(said));
  if (types.includes("string") && typeof said !== "boolean") return String(said);
  throw new ToolError(
    `${name} cannot be "${said}": it takes ${types.join(" or ") || "another kind of value"}.`,
  );
}

function listedValue({ name, values = [] }: SettingSchema, said: string | number | boolean): unknown {
  const word = String(said);
  const same = values.find((value) => String(value).toLowerCase() === word.toLowerCase());
  if (same !== undefined) return same;
  // "turn it on" is a yes to a setting that has more than yes and no.
  const switched = yes.has(word.toLowerCase())
    ? "on"
    : no.has(word.toLowerCase())
      ? ["off", "none", "hidden"]
      : [];
  const meant = values.find((value) => [switched].flat().includes(String(value)));
  if (meant !== undefined) return meant;
  return chooseOne({
    spoken: word,
    candidates: values.map((value) => ({ value, name: String(value) })),
    kind: `values of ${name}`,
    label: String,
  });
}

function numberOf(word: string): number | undefined {
  const plain = word.replace(/\s*(px|pixels?|points?|percent|%)$/, "");
  if (/^-?\d+(\.\d+)?$/.test(plain)) return Number(plain);
  const words = toWords(plain.replace(/^minus /, ""));
  const [only] = words;
  if (words.length !== 1 || only === undefined || !/^\d+$/.test(only)) return undefined;
  return plain.startsWith("minus ") ? -Number(only) : Number(only);
}

function within({ name, types, minimum, maximum }: SettingSchema, number: number): number {
  if (!types.includes("number") && !Number.isInteger(number))
    throw new ToolError(`${name} takes whole numbers.`);
  if (minimum !== undefined && number < minimum) throw new ToolError(`${name} is at least ${minimum}.`);
  if (maximum !== undefined && number > maximum) throw new ToolError(`${name} is at most ${maximum}.`);
  return number;
}

function parsed({ name, types }: SettingSchema, text: string): unknown {
  const wanted = types.includes("array") ? "an array" : "an object";
  const fail = (): never => {
    throw new ToolError(`${name} takes ${wanted}: send it as JSON, or have the user open the settings.`);
  };
  try {
    const value: unknown = JSON.parse(text);
    const isArray = Array.isArray(value);
    const fits = isArray
      ? types.includes("array")
      : typeof value === "object" && value !== null && types.includes("object");
    return fits ? value : fail();
  } catch (error) {
    if (error instanceof SyntaxError) return fail();
    throw error;
  }
}
