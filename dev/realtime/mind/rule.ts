/** A rule of the stand-in mind: words that it understands, and the function call that they ask for. */

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

export type Make = (...groups: string[]) => Call;
export type Rule = [pattern: RegExp, make: Make];

export const rule = (pattern: string, make: Make): Rule => [
  new RegExp(`^(?:please )?${pattern}$`, "i"),
  make,
];
export const call = (name: string, args: Record<string, unknown> = {}): Call => ({ name, arguments: args });
