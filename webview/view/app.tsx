/** The whole panel, from one state. */
import type { JSX } from "preact";
import type { PanelState } from "../../src/shared/state.ts";
import { Composer } from "./composer.tsx";
import { usePanel } from "./context.ts";
import { Hints, Welcome } from "./emptyState.tsx";
import { FailureBox } from "./failure.tsx";
import { Header } from "./header.tsx";
import { Icon } from "./icons.tsx";
import { Transcript } from "./transcript.tsx";

export function App({ state, blocked }: { state: PanelState; blocked: boolean }): JSX.Element {
  const { text } = usePanel();
  const { session, entries, hasKey } = state;
  if (!hasKey && session.status === "idle" && entries.length === 0) return <Welcome />;
  return (
    <>
      <Header state={state} />
      {session.status === "failed" && <FailureBox failure={session.failure} />}
      {blocked && (
        // Any click or key counts as the gesture; the button is there to be found and to say so.
        <button type="button" class="sound">
          <Icon name="speaker" />
          {text("sound.blocked")}
        </button>
      )}
      <main>{entries.length === 0 ? <Hints /> : <Transcript entries={entries} />}</main>
      <Composer state={state} />
      <footer class="footer">
        <span class="model" title={state.model}>
          {state.model}
        </span>
        <span class="turns">{text(`turns.${state.turns}`)}</span>
      </footer>
    </>
  );
}
