/** How one talks: the choice of the mode, and what each mode has to press. */
import type { JSX } from "preact";
import { turns as modes, type PanelState, type Turns } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";

/** Stands in the footer, because it is changed seldom and looked at often. */
export function ModeChoice({ turns }: { turns: Turns }): JSX.Element {
  const { text, intents } = usePanel();
  return (
    <select
      class="turns"
      aria-label={text("turns")}
      title={text("turns")}
      value={turns}
      onChange={({ currentTarget }) => intents.setTurns({ turns: modes.parse(currentTarget.value) })}
    >
      {modes.options.map((mode) => (
        <option key={mode} value={mode}>
          {text(`turns.${mode}`)}
        </option>
      ))}
    </select>
  );
}

/** Ends dictation or the user's turn, or asks the silent assistant to speak. The other modes have nothing to press. */
export function ModeButtons({ state }: { state: PanelState }): JSX.Element | null {
  const { text, intents } = usePanel();
  if (state.session.status !== "live") return null;
  if (state.dictating) {
    return (
      <div class="modes">
        <button type="button" class="button" onClick={() => intents.stopDictation({})}>
          {text("turns.stopDictation")}
        </button>
      </div>
    );
  }
  if (state.turns === "untilSent") {
    return (
      <div class="modes">
        <button type="button" class="button" onClick={() => intents.sendTurn({})}>
          {text("turns.send")}
        </button>
      </div>
    );
  }
  if (state.turns !== "onTrigger" || state.triggers.length === 0) return null;
  return (
    <div class="modes" role="group" aria-label={text("turns.triggers")}>
      {state.triggers.map((name) => (
        <button key={name} type="button" class="button" onClick={() => intents.trigger({ name })}>
          {name}
        </button>
      ))}
    </div>
  );
}
