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
export function translated(openLink: OpenLink, traits: Traits): OpenLink {
  const isPlain = traits.lacks.length === 0 && traits.dialect === "released" && !traits.wrapped;
  if (isPlain && !traits.pipeline) return openLink;
  return async (request) => {
    const voice = new ImpliedVoice((event) => request.listener.received(JSON.stringify(event)));
    const listener = heard(request.listener, traits, voice);
    return said(await openLink({ ...request, listener }), traits, voice);
  };
}

/** What the server says. */
function heard(listener: LinkListener, traits: Traits, voice: ImpliedVoice): LinkListener {
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
        if (traits.pipeline) voice.received(complete);
      }
    },
    closed(reason) {
      voice.close();
      listener.closed(reason);
    },
  };
}

/** What we say. */
function said(link: Link, traits: Traits, voice: ImpliedVoice): Link {
  return {
    offer: (wish, signal) => link.offer(wish, signal),
    answer: (answer, signal) => link.answer(answer, signal),
    setMicrophone: (open) => link.setMicrophone(open),
    setGate: (open) => link.setGate(open),
    setAudible: (audible) => link.setAudible(audible),
    send(event) {
      // Whoever sends it is not to be told before that has returned.
      if (event.type === "output_audio_buffer.clear") queueMicrotask(() => voice.cleared());
      if (!traits.lacks.includes(event.type)) link.send(inDialect(event, traits));
    },
    close() {
      voice.close();
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
