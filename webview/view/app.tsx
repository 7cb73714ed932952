/** The whole panel, from one state. */
import type { JSX } from "preact";
import type { MicrophoneInput } from "../../src/shared/media.ts";
import type { PanelState } from "../../src/shared/state.ts";
import { Composer } from "./composer.tsx";
import { usePanel } from "./context.ts";
import { DeviceRow } from "./deviceRow.tsx";
import { Hints, Welcome } from "./emptyState.tsx";
import { EventLog, EventLogButton } from "./events/eventLog.tsx";
import { FailureBox } from "./failure.tsx";
import { Header } from "./header.tsx";
import { Icon } from "./icons.tsx";
import { KeyProblem, KeyRow, LostKey } from "./keyRow.tsx";
import { ModeButtons, ModeChoice } from "./talkingModes.tsx";
import { LimitLine } from "./limitLine.tsx";
import { MicrophoneTest } from "./microphoneTest.tsx";
import { WaitingForPage } from "./pageButton.tsx";
import { ProfileButton } from "./profileButton.tsx";
import { QuestionAlert } from "./question.tsx";
import { Transcript } from "./transcript.tsx";
import { UsageRow } from "./usageRow.tsx";

const keysId = "sound-keys";

export interface ShownTest {
  input: MicrophoneInput;
  /** Another one is another test. */
  number: number;
  close(): void;
}

interface AppProps {
  state: PanelState;
  blocked: boolean;
  test: ShownTest | undefined;
}

export function App({ state, blocked, test }: AppProps): JSX.Element {
  const { session, entries, hasKey } = state;
  const shownTest = test && <MicrophoneTest key={test.number} input={test.input} onClose={test.close} />;
  if (!hasKey && session.status === "idle" && entries.length === 0) {
    return (
      <>
        {shownTest}
        <Welcome state={state} />
        <EventLog />
      </>
    );
  }
  return (
    <>
      <Header state={state} />
      {shownTest}
      {session.status === "failed" && <FailureBox failure={session.failure} keyState={state.key} />}
      <LostKey state={state} />
      <KeyProblem state={state} />
      {session.status === "connecting" && session.step === "page" && <WaitingForPage />}
      {blocked && <BlockedSound />}
      <QuestionAlert entries={entries} />
      <main>{entries.length === 0 ? <Hints /> : <Transcript entries={entries} />}</main>
      <EventLog />
      <ModeButtons state={state} />
      <Composer state={state} />
      <DeviceRow state={state} />
      <KeyRow state={state} />
      <LimitLine limits={state.usage.limits} />
      <footer class="footer">
        <ProfileButton model={state.model} />
        <ModeChoice turns={state.turns} />
        <UsageRow usage={state.usage} />
        <EventLogButton />
      </footer>
    </>
  );
}

/** Any click or key counts as the gesture; the button is there to be found and to say so. */
function BlockedSound(): JSX.Element {
  const { text } = usePanel();
  return (
    <div class="sound">
      <button type="button" aria-describedby={keysId}>
        <Icon name="speaker" />
        {text("sound.blocked")}
      </button>
      <span id={keysId}>{text("sound.keys")}</span>
    </div>
  );
}
