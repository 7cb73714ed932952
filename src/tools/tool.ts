/** A tool is one object in one place: what the model sees of it, what it risks, and what it does. */
import * as z from "zod";
import type { Editor } from "./editor.ts";

/**
 * - `read`: looks, or moves the view and the cursor.
 * - `reversible`: changes what "undo" brings back.
 * - `destructive`: changes what it does not.
 * - `external`: leaves the editor: terminals, network, other programs.
 *
 * The last two are done only after a yes.
 */
export type Risk = "read" | "reversible" | "destructive" | "external";

export interface ToolContext {
  editor: Editor;
  signal: AbortSignal;
}

/** Small JSON for the model. Lines and columns are 1-based. */
export type ToolResult = Readonly<Record<string, unknown>>;

/** A failure in words for the model: what was wrong, and what to try instead. */
export class ToolError extends Error {
  override readonly name = "ToolError";
}

/** What one call would do, before it is done. */
export interface Assessment {
  risk: Risk;
  /** What exactly will happen, in one line, for the user to say yes or no to. */
  question: string;
}

/** A call whose arguments were parsed and whose risk is known; nothing has happened yet. */
export interface PreparedCall extends Assessment {
  run(): Promise<ToolResult>;
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The risk of a call before its arguments are known. */
  readonly risk: Risk;
  /**
   * Parses the arguments and assesses the call, without side effects.
   * @throws {ToolError} where the arguments do not fit, or name what is not there.
   */
  prepare(args: unknown, context: ToolContext): Promise<PreparedCall>;
}

export interface ToolDefinition<Input extends z.ZodObject> {
  /** `{verb}_{noun}`, in snake case. */
  name: string;
  /** For the model: when to use it, in one or two sentences. */
  description: string;
  input: Input;
  risk: Risk;
  /** For tools whose risk depends on the call. Must have no side effects. */
  assess?(input: z.output<Input>, context: ToolContext): Promise<Assessment>;
  run(input: z.output<Input>, context: ToolContext): Promise<ToolResult>;
}

export function defineTool<Input extends z.ZodObject>(definition: ToolDefinition<Input>): Tool {
  const { name, description, input, risk } = definition;
  const { $schema: _, ...parameters } = z.toJSONSchema(input, { io: "input" });
  return {
    name,
    description,
    parameters,
    risk,
    async prepare(args, context) {
      const parsed = input.safeParse(args);
      if (!parsed.success) {
        throw new ToolError(`Wrong arguments for ${name}. ${z.prettifyError(parsed.error)}`);
      }
      const assessment = (await definition.assess?.(parsed.data, context)) ?? { risk, question: name };
      return { ...assessment, run: () => definition.run(parsed.data, context) };
    },
  };
}
