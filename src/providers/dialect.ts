/** Makes every server's events those of the released API: what a session says and hears is the same everywhere. */
import type { ClientEvent } from "../session/clientEvents.ts";
import type { Link, LinkListener, OpenLink } from "../session/link.ts";
import { asBeta, released } from "./beta.ts";
import { Completion } from "./completion.ts";
import { ImpliedVoice } from "./impliedVoice.ts";
import { pipelineSession } from "./pipelineSession.ts";
import type { Traits } from "./traits.ts";
import { readEvent } from "./wireEvent.ts";
import { Unwrapper } from "./wrapped.ts";

/** Links to a server with these traits. */
export function translated(openLink: OpenLink, server: Traits): OpenLink {
  const isPlain = server.lacks.length === 0 && server.dialect === "released" && !server.wrapped;
  if (isPlain && !server.pipeline) return openLink;
  return async (request) => {
    const traits = request.transport === "websocket" ? overSocket(server) : server;
    // There the link itself plays the voice, and tells of it.
    const isTold = !server.pipeline || request.transport === "websocket";
    const voice = isTold
      ? undefined
      : new ImpliedVoice((event) => request.listener.received(JSON.stringify(event)));
    const listener = heard(request.listener, traits, voice);
    const link = await openLink({ ...request, listener });
    return said(link, { traits, voice, listener: request.listener });
  };
}

/** Nothing is wrapped there, and the link itself plays the voice: it must hear when that is to be silent. */
function overSocket(traits: Traits): Traits {
  const lacks = traits.lacks.filter((type) => type !== "output_audio_buffer.clear");
  return { ...traits, wrapped: false, lacks };
}

/** What the server says. */
function heard(listener: LinkListener, traits: Traits, voice: ImpliedVoice | undefined): LinkListener {
  const unwrapper = new Unwrapper();
  const completion = new Completion();
  return {
    ...listener,
    received(data) {
      const text = traits.wrapped ? unwrapper.take(data) : data;
      if (text === undefined) return;
      const event = readEvent(text);
      // The session says what is wrong with it.
      if (event === undefined) return listener.received(text);
      const events = traits.dialect === "beta" ? released(event) : [event];
      for (const complete of traits.pipeline ? events.flatMap((one) => completion.take(one)) : events) {
        listener.received(JSON.stringify(complete));
        voice?.received(complete);
      }
    },
    closed(reason) {
      voice?.close();
      listener.closed(reason);
    },
  };
}

interface Saying {
  traits: Traits;
  /** None where somebody tells when it is heard. */
  voice: ImpliedVoice | undefined;
  listener: LinkListener;
}

/** What we say. */
function said(link: Link, { traits, voice, listener }: Saying): Link {
  return {
    offer: (wish, signal) => link.offer(wish, signal),
    answer: (answer, signal) => link.answer(answer, signal),
    setMicrophone: (open) => link.setMicrophone(open),
    setGate: (open) => link.setGate(open),
    setAudible: (audible) => link.setAudible(audible),
    send(event) {
      // Whoever sends it is not to be told before that has returned.
      if (event.type === "output_audio_buffer.clear") queueMicrotask(() => voice?.cleared());
      if (!traits.lacks.includes(event.type)) link.send(inDialect(event, traits));
      // A session takes silence after an update for a dead link.
      const isUnanswered = event.type === "session.update" && !traits.confirmsUpdates;
      if (isUnanswered) queueMicrotask(() => listener.received(JSON.stringify({ type: "session.updated" })));
    },
    close() {
      voice?.close();
      link.close();
    },
  };
}

function inDialect(event: ClientEvent, traits: Traits): ClientEvent {
  const fitted =
    event.type === "session.update" && traits.pipeline
      ? { ...event, session: pipelineSession(event.session, traits).session }
      : event;
  // A link carries any event; the type names those of the released API only.
  return (traits.dialect === "beta" ? asBeta(fitted) : fitted) as ClientEvent;
}
