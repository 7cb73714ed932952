/** Which microphone is in use, who carries it and why; on request, the choice of another. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { PanelState } from "../../src/shared/state.ts";
import { usePanel, type Text } from "./context.ts";
import { Icon } from "./icons.tsx";
import { PageButton } from "./pageButton.tsx";

export function DeviceRow({ state }: { state: PanelState }): JSX.Element {
  const { text } = usePanel();
  const [open, setOpen] = useState(false);
  const { source, why, input, devices } = state.audio;
  return (
    <details class="devices" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title={why}>
        <Icon name="chevron" />
        <Icon name="microphone" />
        <span class="unseen">{text("devices.input")}: </span>
        <span class="chosen">{deviceName(input, devices.inputs, text)}</span>
        <span>({text(`source.${source}`)})</span>
      </summary>
      {open && <Choice state={state} />}
    </details>
  );
}

function Choice({ state }: { state: PanelState }): JSX.Element {
  const { text, intents } = usePanel();
  const { source, why, input, output, devices } = state.audio;
  return (
    <div class="choice">
      <p class="why">{why}</p>
      {devices.inputs.length > 0 ? (
        <Picker
          label={text("devices.input")}
          names={devices.inputs}
          chosen={input}
          onChoose={(device) => intents.chooseInput({ device })}
        />
      ) : (
        <p class="why">{text("devices.unknown")}</p>
      )}
      {devices.outputs.length > 0 && (
        <Picker
          label={text("devices.output")}
          names={devices.outputs}
          chosen={output}
          onChoose={(device) => intents.chooseOutput({ device })}
        />
      )}
      <div class="buttons">
        {source !== "browser" && (
          <button type="button" class="button" onClick={() => intents.act({ action: "testMicrophone" })}>
            {text("action.testMicrophone")}
          </button>
        )}
        {source === "browser" && state.session.status === "live" && <PageButton />}
      </div>
    </div>
  );
}

interface PickerProps {
  label: string;
  names: readonly string[];
  chosen: string;
  onChoose(device: string): void;
}

function Picker({ label, names, chosen, onChoose }: PickerProps): JSX.Element {
  const { text } = usePanel();
  const all = ["", ...names];
  if (!all.includes(chosen)) all.push(chosen);
  return (
    <label class="picker">
      <span>{label}</span>
      <select value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {all.map((name) => (
          <option key={name} value={name}>
            {deviceName(name, names, text)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** @param names what there is; empty where that is not known. */
function deviceName(name: string, names: readonly string[], text: Text): string {
  if (name === "") return text("devices.default");
  return names.length === 0 || names.includes(name) ? name : text("devices.absent", name);
}
