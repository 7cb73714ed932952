/** Makes every server's events those of the released API: what a session says and hears is the same everywhere. */
import type { ClientEvent } from "../session/clientEvents.ts";
import type { OpenLink } from "../session/link.ts";
import type { Traits } from "./traits.ts";

/** Links to a server with these traits. */
export function translated(openLink: OpenLink, { lacks }: Traits): OpenLink {
  if (lacks.length === 0) return openLink;
  return async (request) => {
    const link = await openLink(request);
    return {
      ...link,
      send(event: ClientEvent) {
        if (!lacks.includes(event.type)) link.send(event);
      },
    };
  };
}
