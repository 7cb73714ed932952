/** What is seen of the companion page: whom it serves, whether the microphone is on, and how to turn it off. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { CompanionTextKey } from "../../src/shared/companionTexts.ts";
import type { companionNews } from "../../src/shared/companion.ts";
import type { Client } from "../../src/shared/rpc.ts";
import { Icon, type IconName } from "../view/icons.tsx";
import { headline, type PageState, type Tone, type Words } from "./headline.ts";
import { DeviceLevel, type Levels } from "./deviceLevel.tsx";

export type Text = (key: CompanionTextKey, value?: string) => string;

export interface CompanionPageProps {
  state: PageState;
  text: Text;
  intents: Pick<Client<typeof companionNews>, "setMuted" | "stop">;
  levels: Levels;
}

const icons: Record<Tone, IconName> = {
  on: "microphone",
  ready: "microphone",
  busy: "microphone",
  off: "microphoneOff",
  bad: "warning",
};

export function CompanionPage({ state, text, intents, levels }: CompanionPageProps): JSX.Element {
  const { tone, title, advice } = headline(state);
  const words = (said: Words): string => (typeof said === "string" ? said : text(...said));
  const serving = state.at === "serving" ? state.shown : undefined;
  useEffect(() => {
    document.title = `${text(title)} · ${text("title")}`;
  }, [title, text]);
  return (
    <section class="card" data-tone={tone}>
      <div class="sign">
        <Icon name={icons[tone]} />
      </div>
      <div role="status">
        <h1>{text(title)}</h1>
        {advice.map((said) => (
          <p key={words(said)}>{words(said)}</p>
        ))}
      </div>
      {state.at === "serving" && state.blocked && (
        // Any click or key counts as the gesture; the button is there to be found and to say so.
        <button type="button" class="sound">
          <Icon name="speaker" />
          {text("sound.blocked")}
        </button>
      )}
      {(tone === "on" || tone === "ready") && (
        <DeviceLevel label={text("level")} device={state.answer?.device} levels={levels} />
      )}
      {serving !== undefined && <Buttons shown={serving} text={text} intents={intents} />}
      {serving !== undefined && <p class="window">{text("window", serving.window)}</p>}
    </section>
  );
}

function Buttons({
  shown: { session },
  text,
  intents,
}: Pick<CompanionPageProps, "text" | "intents"> & {
  shown: NonNullable<PageState["shown"]>;
}): JSX.Element | null {
  if (session.status !== "live" && session.status !== "connecting") return null;
  const microphone = session.status === "live" ? session.microphone : undefined;
  const silent = microphone === "muted" || microphone === "unavailable";
  const label = microphone === "unavailable" ? "tryAgain" : silent ? "unmute" : "mute";
  return (
    <div class="buttons">
      {microphone !== undefined && (
        <button
          type="button"
          class={silent ? "primary" : undefined}
          onClick={() => intents.setMuted({ muted: !silent })}
        >
          <Icon name={silent ? "microphone" : "microphoneOff"} />
          {text(label)}
        </button>
      )}
      <button type="button" onClick={() => intents.stop({})}>
        <Icon name="stop" />
        {text("stop")}
      </button>
    </div>
  );
}
