/** What VS Code puts into a webview's page, and notes for the tests of what the panel makes there. */

import { readTrack } from "../../../../webview/media/rawAudio.ts";

declare global {
  /** Every track that a microphone gave, connection, player and breach of policy: to look at, not to meddle with. */
  var seen: {
    tracks: MediaStreamTrack[];
    connections: RTCPeerConnection[];
    players: Set<HTMLMediaElement>;
    breaches: string[];
    /** The peaks of what WebAudio played, once for each 10 ms. */
    sounds: number[];
    unplug(name: string): void;
    plug(name: string): void;
    /** The system's default is another device now. */
    chooseDefault(name: string): void;
  };
  var acquireVsCodeApi: () => unknown;
}

const key = "vscode-state";

globalThis.acquireVsCodeApi = () => ({
  postMessage: (message: unknown) => parent.postMessage(message, "*"),
  getState: () => JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined,
  setState: (state: unknown) => sessionStorage.setItem(key, JSON.stringify(state)),
});

// Goes back when what it follows has been painted, effects and all.
addEventListener("message", (event: MessageEvent<{ echo?: number }>) => {
  if (event.data.echo === undefined) return;
  event.stopImmediatePropagation();
  requestAnimationFrame(() => setTimeout(() => parent.postMessage(event.data, "*")));
});

globalThis.seen = {
  tracks: [],
  connections: [],
  players: new Set(),
  breaches: [],
  sounds: [],
  unplug(name) {
    unplugged.add(name);
    const gone = seen.tracks.filter(({ label, readyState }) => label === name && readyState === "live");
    for (const track of gone) {
      track.stop();
      track.dispatchEvent(new Event("ended"));
    }
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  },
  plug(name) {
    unplugged.delete(name);
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  },
  chooseDefault(name) {
    standing = name;
    navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
  },
};

addEventListener("securitypolicyviolation", ({ violatedDirective }) => seen.breaches.push(violatedDirective));

// A browser's pretended devices cannot be pulled out, nor one of them be made the default. All else about them is
// the browser's own.
const unplugged = new Set<string>();
let standing: string | undefined;
const enumerateDevices = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
navigator.mediaDevices.enumerateDevices = async () => {
  const all = (await enumerateDevices()).filter(({ label }) => !unplugged.has(label));
  const chosen = all.find(({ label }) => label === standing);
  return all.map((device) => {
    if (chosen === undefined || device.kind !== "audioinput" || device.deviceId !== "default") return device;
    const { kind, deviceId } = device;
    return { kind, deviceId, groupId: chosen.groupId, label: `Default - ${chosen.label}`, toJSON: () => "" };
  });
};

const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
  const stream = await getUserMedia(constraints);
  const missing = stream.getAudioTracks().find(({ label }) => unplugged.has(label));
  if (missing !== undefined) {
    missing.stop();
    throw new DOMException("Requested device not found", "NotFoundError");
  }
  seen.tracks.push(...stream.getAudioTracks());
  return stream;
};

globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
  construct(target, [configuration]: [RTCConfiguration?]) {
    const connection = new target(configuration);
    seen.connections.push(connection);
    return connection;
  },
});

const { play } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
  seen.players.add(this);
  return play.call(this);
};

// What goes to the loudspeaker is listened to on its way.
const connect = AudioNode.prototype.connect as (this: AudioNode, target: AudioNode) => AudioNode;
Object.assign(AudioNode.prototype, {
  connect(this: AudioNode, target: AudioNode) {
    if (target instanceof AudioDestinationNode) {
      const tap = new MediaStreamAudioDestinationNode(this.context as AudioContext);
      connect.call(this, tap);
      for (const track of tap.stream.getAudioTracks()) {
        readTrack(track, ({ samples }) => seen.sounds.push(Math.max(...samples.map(Math.abs))));
      }
    }
    return connect.call(this, target);
  },
});
