/** What VS Code puts into a webview's page, and notes for the tests of what the panel makes there. */

declare global {
  /** Every track that a microphone gave, connection, player and breach of policy: to look at, not to meddle with. */
  var seen: {
    tracks: MediaStreamTrack[];
    connections: RTCPeerConnection[];
    players: Set<HTMLMediaElement>;
    breaches: string[];
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

globalThis.seen = { tracks: [], connections: [], players: new Set(), breaches: [] };

addEventListener("securitypolicyviolation", ({ violatedDirective }) => seen.breaches.push(violatedDirective));

const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
  const stream = await getUserMedia(constraints);
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
