/** A link whose media run in the panel. */
import type { Link, LinkListener } from "../session/link.ts";
import type { panelContract } from "../shared/panel.ts";
import type { Client } from "../shared/rpc.ts";

export interface PanelLink extends Link {
  readonly number: number;
  readonly listener: LinkListener;
}

/** @param number tells this link's messages from those of the links before it. */
export function createPanelLink(
  panel: Client<typeof panelContract>,
  number: number,
  listener: LinkListener,
): PanelLink {
  const link = number;
  return {
    number,
    listener,
    offer: (microphone, signal) => panel.offer({ link, microphone }, signal),
    async answer(sdp, signal) {
      await panel.answer({ link, sdp }, signal);
    },
    send: (event) => panel.send({ link, data: JSON.stringify(event) }),
    async setMicrophone(open) {
      try {
        return await panel.setMicrophone({ link, open });
      } catch (error) {
        return {
          granted: false,
          reason: "failed",
          detail: error instanceof Error ? error.message : String(error),
        };
      }
    },
    setGate: (open) => panel.setGate({ link, open }),
    setAudible: (audible) => panel.setAudible({ link, audible }),
    close: () => panel.close({ link }),
  };
}
