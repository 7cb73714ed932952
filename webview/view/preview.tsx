/** What would change, line by line, or the command line that would run. Text, and never markup. */
import type { JSX } from "preact";
import type { Preview, PreviewFile } from "../../src/shared/preview.ts";
import { usePanel } from "./context.ts";

export function PreviewBox({ preview }: { preview: Preview }): JSX.Element {
  const { text } = usePanel();
  if (preview.kind === "command") {
    return (
      <div class="preview">
        <pre tabIndex={0} aria-label={text("preview.command")}>
          <code>{preview.text}</code>
        </pre>
        {preview.cwd !== undefined && <p class="remark">{text("preview.folder", preview.cwd)}</p>}
      </div>
    );
  }
  return (
    <div class="preview" role="group" aria-label={text("preview.diff")}>
      {preview.files.map((file) => (
        <FileDiff key={file.path} file={file} />
      ))}
    </div>
  );
}

function FileDiff({ file }: { file: PreviewFile }): JSX.Element {
  const { text } = usePanel();
  const { path, removed, added, hunks, cut } = file;
  const title = text("preview.file", path, removed, added);
  return (
    <figure>
      <figcaption>
        <span class="path">{path}</span>
        <span class="unseen">{title}</span>
        <span class="counts" aria-hidden="true">
          −{removed} +{added}
        </span>
      </figcaption>
      {hunks.length > 0 && (
        <div class="diff" tabIndex={0} role="group" aria-label={title}>
          {hunks.map(({ line, lines }) => (
            <ol key={line} aria-label={text("preview.lines", line)}>
              {lines.map((each, index) => (
                <DiffLine key={index} line={each} />
              ))}
            </ol>
          ))}
        </div>
      )}
      {cut && <p class="remark">{text("preview.cut")}</p>}
    </figure>
  );
}

/** The sign is there to be seen; the word for it is said. */
function DiffLine({ line }: { line: string }): JSX.Element {
  const { text } = usePanel();
  const kind = line.startsWith("-") ? "removed" : line.startsWith("+") ? "added" : undefined;
  return (
    <li class={kind}>
      <span class="sign" aria-hidden="true">
        {kind === undefined ? " " : line.charAt(0)}
      </span>
      {kind !== undefined && <span class="unseen">{text(`preview.${kind}`)}: </span>}
      <code>{line.slice(1)}</code>
    </li>
  );
}
