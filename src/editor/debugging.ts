/** The debugger, by VS Code's API, its commands, and requests to the debug adapter. */
import * as vscode from "vscode";
import * as z from "zod";
import type {
  Debugging,
  DebugState,
  Frame,
  Move,
  Outcome,
  Stop,
  Variable,
} from "../tools/debug/debugging.ts";
import { EditorError } from "../tools/editor.ts";
import { addBreakpoint, enableBreakpoints, listBreakpoints, removeBreakpoints } from "./breakpoints.ts";
import { DebugWatch, type SeenSession } from "./debugWatch.ts";
import { pathOf } from "./documents.ts";
import { ownUri } from "./placeNames.ts";

/** In ms: how long a program that goes on is watched for its next stop. */
const patience = 4000;
/** The same for one that starts. */
const startPatience = 12_000;

const mostFrames = 40;

const frame = z.object({
  id: z.number(),
  name: z.string(),
  line: z.number(),
  source: z.object({ path: z.string().optional(), sourceReference: z.number().optional() }).optional(),
});
const stack = z.object({ stackFrames: z.array(frame) });
const scopeList = z.object({
  scopes: z.array(
    z.object({ name: z.string(), variablesReference: z.number(), expensive: z.boolean().optional() }),
  ),
});
const variableList = z.object({
  variables: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      type: z.string().optional(),
      variablesReference: z.number(),
    }),
  ),
});
const evaluated = z.object({ result: z.string(), type: z.string().optional() });
const launches = z.array(z.object({ name: z.string(), type: z.string().optional() }));

const moves: Record<Move, string> = {
  continue: "workbench.action.debug.continue",
  pause: "workbench.action.debug.pause",
  step_over: "workbench.action.debug.stepOver",
  step_into: "workbench.action.debug.stepInto",
  step_out: "workbench.action.debug.stepOut",
  run_to_cursor: "editor.debug.action.runToCursor",
  restart: "workbench.action.debug.restart",
};

export class WindowDebugging implements Debugging, vscode.Disposable {
  readonly #watch = new DebugWatch();
  readonly breakpoints = listBreakpoints;
  readonly addBreakpoint = addBreakpoint;
  readonly removeBreakpoints = removeBreakpoints;
  readonly enableBreakpoints = enableBreakpoints;

  dispose(): void {
    this.#watch.dispose();
  }

  configurations(): { name: string; type: string }[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const found = folders.flatMap(({ uri }) => {
      const launch = vscode.workspace.getConfiguration("launch", uri);
      const single = launches.safeParse(launch.get("configurations")).data ?? [];
      const compounds = launches.safeParse(launch.get("compounds")).data ?? [];
      return [...single, ...compounds].map(({ name, type = "compound" }) => ({ name, type }));
    });
    return [...new Map(found.map((each) => [each.name, each])).values()];
  }

  state(): DebugState {
    const sessions = this.#watch.sessions();
    const active = this.#active();
    return {
      session: active?.session.name,
      type: active?.session.type,
      others: sessions.filter((each) => each !== active).map(({ session }) => session.name),
      stopped: active?.stopped !== undefined,
    };
  }

  async start(name: string, signal: AbortSignal): Promise<Outcome> {
    this.#watch.clearConsole();
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => {
      const launch = vscode.workspace.getConfiguration("launch", uri);
      const all = [launch.get("configurations"), launch.get("compounds")];
      return all.some((list) => launches.safeParse(list).data?.some((each) => each.name === name));
    });
    const started = await vscode.debug.startDebugging(folder, name);
    if (!started) throw new EditorError(`“${name}” did not start: VS Code shows the user why.`);
    return this.#outcome(startPatience, signal);
  }

  async stop(): Promise<void> {
    await vscode.debug.stopDebugging();
  }

  async move(move: Move, signal: AbortSignal): Promise<Outcome> {
    const active = this.#require();
    if (move === "run_to_cursor")
      await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    // Whatever comes now is of this move.
    if (move !== "pause") active.stopped = undefined;
    await vscode.commands.executeCommand(moves[move]);
    return this.#outcome(patience, signal);
  }

  async stopped(): Promise<Stop | undefined> {
    const active = this.#active();
    if (active?.stopped === undefined) return undefined;
    const [top] = await this.#stack(active);
    const { reason, text } = active.stopped;
    return { reason, text, path: pathIn(top), line: top?.line ?? 0, frame: top?.name ?? "" };
  }

  async frames(): Promise<Frame[]> {
    const active = this.#require();
    const current = await this.#frameId(active);
    return (await this.#stack(active)).map((each) => ({
      name: each.name,
      path: pathIn(each),
      line: each.line,
      current: each.id === current,
    }));
  }

  async selectFrame(index: number): Promise<void> {
    await vscode.commands.executeCommand("workbench.action.debug.callStackTop");
    for (let at = 0; at < index; at++)
      await vscode.commands.executeCommand("workbench.action.debug.callStackDown");
    const wanted = (await this.#stack(this.#require()))[index]?.id;
    await this.#until(() => currentFrameId() === wanted, patience, AbortSignal.timeout(patience * 2));
  }

  async scopes(): Promise<{ name: string; variables: Variable[] }[]> {
    const active = this.#require();
    const { scopes } = await ask(active, "scopes", { frameId: await this.#frameId(active) }, scopeList);
    const cheap = scopes.filter(({ expensive }) => expensive !== true);
    return Promise.all(
      cheap.map(async ({ name, variablesReference }) => ({
        name,
        variables: await this.variables(variablesReference),
      })),
    );
  }

  async variables(reference: number): Promise<Variable[]> {
    const { variables } = await ask(
      this.#require(),
      "variables",
      { variablesReference: reference },
      variableList,
    );
    return variables.map(({ name, value, type, variablesReference }) => ({
      name,
      value,
      type,
      reference: variablesReference,
    }));
  }

  async evaluate(expression: string): Promise<{ value: string; type: string | undefined }> {
    const active = this.#require();
    const frameId = await this.#frameId(active);
    const { result, type } = await ask(
      active,
      "evaluate",
      { expression, frameId, context: "watch" },
      evaluated,
    );
    return { value: result, type };
  }

  exceptionFilters(): { id: string; label: string }[] {
    return this.#active()?.filters ?? [];
  }

  async stopAtExceptions(ids: readonly string[]): Promise<void> {
    await ask(this.#require(), "setExceptionBreakpoints", { filters: ids }, z.unknown());
  }

  console(): string {
    return this.#watch.console();
  }

  /** The one that VS Code shows, or of its children the one that has stopped. */
  #active(): SeenSession | undefined {
    const sessions = this.#watch.sessions();
    const shown = sessions.find(({ session }) => session.id === vscode.debug.activeDebugSession?.id);
    if (shown?.stopped !== undefined) return shown;
    return sessions.findLast(({ stopped }) => stopped !== undefined) ?? shown ?? sessions.at(-1);
  }

  #require(): SeenSession {
    const active = this.#active();
    if (active === undefined) throw new EditorError("Nothing is being debugged.");
    return active;
  }

  async #stack(active: SeenSession): Promise<z.output<typeof frame>[]> {
    const threadId = active.stopped?.threadId;
    if (threadId === undefined) throw new EditorError("The program runs, so it has no stack to show.");
    const { stackFrames } = await ask(
      active,
      "stackTrace",
      { threadId, startFrame: 0, levels: mostFrames },
      stack,
    );
    return stackFrames;
  }

  async #frameId(active: SeenSession): Promise<number | undefined> {
    const frames = await this.#stack(active);
    const current = currentFrameId();
    return (frames.find(({ id }) => id === current) ?? frames[0])?.id;
  }

  async #outcome(patience: number, signal: AbortSignal): Promise<Outcome> {
    await this.#until(
      () => this.#watch.sessions().length === 0 || this.#active()?.stopped !== undefined,
      patience,
      signal,
    );
    if (this.#watch.sessions().length === 0) return "ended";
    return (await this.stopped()) ?? "running";
  }

  async #until(isSo: () => boolean, patience: number, signal: AbortSignal): Promise<void> {
    if (isSo()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = (): void => {
      if (isSo() || signal.aborted) resolve();
    };
    const timer = setTimeout(resolve, patience);
    signal.addEventListener("abort", check, { once: true });
    const subscriptions = vscode.Disposable.from(
      this.#watch.onDidChange(check),
      vscode.debug.onDidChangeActiveStackItem(check),
    );
    await promise;
    clearTimeout(timer);
    signal.removeEventListener("abort", check);
    subscriptions.dispose();
  }
}

function currentFrameId(): number | undefined {
  const item = vscode.debug.activeStackItem;
  return item !== undefined && "frameId" in item ? item.frameId : undefined;
}

function pathIn(found: z.output<typeof frame> | undefined): string | undefined {
  const { path, sourceReference = 0 } = found?.source ?? {};
  if (path === undefined || sourceReference > 0) return path;
  const uri = /^[a-z][\w+.-]+:\/\//i.test(path) ? vscode.Uri.parse(path) : vscode.Uri.file(path);
  return pathOf(ownUri(uri));
}

async function ask<T>(
  { session }: SeenSession,
  request: string,
  args: unknown,
  schema: z.ZodType<T>,
): Promise<T> {
  try {
    return schema.parse(await session.customRequest(request, args));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EditorError(`The debugger could not do it: ${reason.slice(0, 400)}`);
  }
}
