/** A tool is one object in one place: what the model sees of it, what it risks, and what it does. */
import * as z from "zod";
import type { Preview } from "../shared/preview.ts";
import type { Editor } from "./editor.ts";
import type { Past } from "./past.ts";
import type { SessionControls } from "./sessionControls.ts";
import type { PrepareStep, RunStep } from "./steps.ts";

/**
 * - `read`: looks, or moves the view and the cursor, or changes how one talks: nothing of the workspace.
 * - `reversible`: changes what "undo" brings back.
 * - `destructive`: changes what it does not.
 * - `external`: leaves the editor: terminals, network, other programs.
 *
 * The last two are done only after a yes.
 */
export type Risk = "read" | "reversible" | "destructive" | "external";

export interface ToolContext {
  editor: Editor;
  session: SessionControls;
  past: Past;
  /** For calls that are made of other calls. */
  prepareStep: PrepareStep;
  runStep: RunStep;
  signal: AbortSignal;
}

export interface ToolResult {
  /** Small JSON for the model. Lines and columns are 1-based. */
  output: Readonly<Record<string, unknown>>;
  /** What was done, in one line, for the user. */
  summary: string;
  /** All was as it should be: there is nothing to take back. */
  changedNothing?: true;
}

/** A failure in words for the model: what was wrong, and what to try instead. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  /** More for the model to go by, such as the things that it may have meant. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.details = details;
  }
}

/** A call whose arguments were parsed and whose risk is known; nothing has happened yet. */
export interface PreparedCall {
  risk: Risk;
  /** Waits for a yes whatever the risk: what the user has closed is not opened by anybody else. */
  asks?: boolean;
  /** What exactly will happen, in one line, for the user to say yes or no to. */
  question: string;
  /** What a yes is to, where the question also tells what other calls in between may change; else the question. */
  yesTo?: string;
  /** The same at length, for the card. */
  preview?: Preview;
  /** "command:<id>", "terminal:<command line>", "tool:<name>" and the like: what the user's rules are held against, and "always" allows. */
  subject?: string;
  /**
   * The subject that an "always" allows, where that is narrower than `subject`; false: an "always" is not offered,
   * because the subject does not hold all that the user was shown.
   */
  always?: string | false;
  /** Undo, redo: it goes through what was done before, and is no change of its own to be taken back. */
  goesThroughPast?: boolean;
  /** It does nothing that the journal could take back; what changes in the texts meanwhile is not its own. */
  isStep?: boolean;
  /** It is made of other calls: the user's rules are held against each of those, and none allows the whole. */
  isOfSteps?: boolean;
  run(signal: AbortSignal): Promise<ToolResult>;
}

/** What the model sees of a tool. */
export interface ToolDeclaration {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  parameters(): Record<string, unknown>;
}

export interface Tool extends ToolDeclaration {
  /** Where it is the same for all of its calls. */
  readonly risk?: Risk;
  /**
   * Parses the arguments and assesses the call, without side effects.
   * @throws {ToolError} where the arguments do not fit, or name what is not there.
   */
  prepare(args: unknown, context: ToolContext): Promise<PreparedCall>;
}

interface ToolText<Input extends z.ZodObject> {
  /** `{verb}_{noun}`, in snake case. */
  name: string;
  /** For the model: when to use it, in one or two sentences. It is read anew in each session: be terse. */
  description: string;
  input: Input;
}

type ToolAction<Input extends z.ZodObject> =
  | {
      risk: "read" | "reversible";
      run(input: z.output<Input>, context: ToolContext): Promise<ToolResult>;
    }
  | {
      /** For tools whose risk depends on the call. Must have no side effects: those are for the call's `run`. */
      prepare(input: z.output<Input>, context: ToolContext): Promise<PreparedCall>;
    };

export type ToolDefinition<Input extends z.ZodObject> = ToolText<Input> & ToolAction<Input>;

/** The part of a tool that the model sees; its schema is derived from `input`. */
export function declareTool<Input extends z.ZodObject>(tool: ToolText<Input>): ToolDeclaration {
  return {
    name: tool.name,
    description: tool.description,
    // Not before a session needs it: deriving all of them is a third of what loading the extension takes.
    parameters() {
      const { $schema: _, ...schema } = z.toJSONSchema(tool.input, { io: "input", override: withoutLimits });
      return schema;
    },
  };
}

/** That a whole number is not too large for a computer need not be told to a model. */
function withoutLimits({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  for (const limit of ["minimum", "maximum"] as const) {
    if (Math.abs(jsonSchema[limit] ?? 0) >= 2 ** 31 - 1) delete jsonSchema[limit];
  }
}

/** @throws {ToolError} where the arguments do not fit. */
export function parseArguments<Input extends z.ZodObject>(
  tool: ToolText<Input>,
  args: unknown,
): z.output<Input> {
  const parsed = tool.input.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new ToolError(`Wrong arguments for ${tool.name}. ${z.prettifyError(parsed.error)}`);
}

export function defineTool<Input extends z.ZodObject>(definition: ToolDefinition<Input>): Tool {
  return {
    ...declareTool(definition),
    ...("risk" in definition && { risk: definition.risk }),
    async prepare(args, context) {
      const input = parseArguments(definition, args);
      if ("prepare" in definition) return definition.prepare(input, context);
      return {
        risk: definition.risk,
        question: definition.name,
        run: (signal) => definition.run(input, { ...context, signal }),
      };
    },
  };
}
