/** Moving the cursor to whatever the user names. */
import * as z from "zod";
import { resolveTarget } from "../targets/resolve.ts";
import { explainedFields, isNamed, targetIn } from "../targets/target.ts";
import { emptyRange, shownLine } from "./document.ts";
import { defineTool, ToolError } from "./tool.ts";

export const goTo = defineTool({
  name: "go_to",
  description:
    "Moves the cursor to a target: a line, a symbol by its name (of the workspace as well), text, or a piece of " +
    "code such as the next function. Targets: say no more than the user does; the arguments go together, so " +
    '{"what":"argument","nth":2} is the second argument here, {"what":"function","edge":"to_end"} from the cursor ' +
    'to its end, {"name":"foo","to_name":"bar"} from one to the other, {"what":"call","which":"every",' +
    '"in":"function"} every call in this function.',
  input: z.strictObject(explainedFields),
  risk: "read",
  async run(input, { editor, signal }) {
    const target = targetIn(input);
    if (!isNamed(target)) throw new ToolError("Say where to go: a line, a name, text or a kind of code.");
    const { path, cursors, symbol, label } = await resolveTarget(target, { editor, signal, elsewhere: true });
    const [at = { line: 1, column: 1 }, ...others] = cursors;
    const [first, ...more] = [at, ...others].map(({ line, column }) => emptyRange(line, column));
    editor.startSelecting(first ?? emptyRange(1, 1), more);
    const place = `${path}, line ${at.line}`;
    return {
      output: {
        file: path,
        line: at.line,
        text: shownLine(editor, at.line),
        ...symbol,
        ...(others.length > 0 && { cursors: cursors.length }),
      },
      summary:
        symbol === undefined ? (others.length > 0 ? `${label}, ${path}` : place) : `${symbol.name}: ${place}`,
    };
  },
});
