/** The companion page's wiring: the socket to the host, the media, and what is seen. */
import { render } from "preact";
import { companionContract, companionNews } from "../../src/shared/companion.ts";
import type { CompanionTextKey } from "../../src/shared/companionTexts.ts";
import type { Levels } from "../../src/shared/media.ts";
import { connect, type Connection } from "../../src/shared/rpc.ts";
import { pulseFromWorker } from "../media/pulse.ts";
import { observable } from "../view/observable.ts";
import { createCarrier } from "./carrier.ts";
import { CompanionPage } from "./companionPage.tsx";
import type { PageState } from "./headline.ts";
import { openHostSocket } from "./hostSocket.ts";
import { takePassFromAddress } from "./pass.ts";

const root = document.getElementById("root");
const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Record<
  CompanionTextKey,
  string
>;

const levels = observable<Levels>({ microphone: 0, assistant: 0 });
let connection: Connection<typeof companionNews> | undefined;
let state: PageState = {
  at: "connecting",
  shown: undefined,
  asking: false,
  answer: undefined,
  blocked: false,
};

function change(changes: Partial<PageState>): void {
  state = { ...state, ...changes };
  if (root === null) throw new Error("The page has no #root.");
  render(
    <CompanionPage
      state={state}
      text={text}
      levels={levels}
      intents={{
        setMuted: (params) => connection?.call.setMuted(params),
        stop: (params) => connection?.call.stop(params),
      }}
    />,
    root,
  );
}

function text(key: CompanionTextKey, value = ""): string {
  return texts[key].replace("{0}", () => value);
}

// Relative, as all addresses of a page that may lie under a path; and served beside it.
pulseFromWorker("pulse.js");
const carrier = createCarrier({
  asking: (asking) => change({ asking }),
  answered: (answer) => change({ answer }),
  levels: (now) => levels.set(now),
  playbackBlocked: (blocked) => change({ blocked }),
});

/** Whatever else happens: without a host, nothing listens. */
function letGo(): void {
  carrier.release();
  connection?.dispose();
  connection = undefined;
}

change({});
takePassFromAddress();
// An editor that is asked again may send this very tab to a new address, which differs in the fragment alone.
addEventListener("hashchange", () => takePassFromAddress() && location.reload());

const host = openHostSocket({
  opened(port) {
    connection = connect({
      port,
      offered: companionContract,
      handlers: {
        ...carrier.asked,
        show: (shown) => change({ shown }),
        beat: () => host.heard(),
      },
      wanted: companionNews,
      onRejected: (reason) => reportError(new Error(reason)),
    });
    carrier.serve(connection.call);
    change({ at: "serving", shown: undefined });
  },
  lost() {
    letGo();
    change({ at: "lost" });
  },
  over(why) {
    letGo();
    change({ at: why });
    // Browsers allow it where the page is all that its tab ever held.
    if (why === "ended") window.close();
  },
});
