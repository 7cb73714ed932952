/** What the link has to tell of its microphone, and what becomes of it. */
import type { MicrophoneNews } from "./connection.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Notice } from "./notice.ts";
import type { ClientEvent } from "./clientEvents.ts";
import type { SessionEvent, SessionState } from "./state.ts";

export interface MicrophoneNewsOptions {
  dialogue: Dialogue;
  state(): SessionState;
  send(event: ClientEvent): void;
  dispatch(event: SessionEvent): void;
  notice(notice: Notice): void;
}

export function createMicrophoneNews(options: MicrophoneNewsOptions): MicrophoneNews {
  const { dialogue, state, send, dispatch, notice } = options;
  return {
    microphoneLost(detail) {
      dialogue.turnTaking.release();
      send({ type: "input_audio_buffer.clear" });
      dispatch({ type: "microphone", microphone: "unavailable" });
      notice({ type: "microphoneLost", detail });
    },
    microphoneChanged: (device) => notice({ type: "microphoneChanged", device }),
    microphoneSilent(why) {
      const now = state();
      const held = now.status === "live" && now.microphone === "held";
      // Hands-free, nobody need be talking.
      if (why !== "faint" || held) notice({ type: "microphoneSilent", why });
    },
  };
}
