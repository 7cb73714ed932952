/** The panel's wiring: the channel to the host, the media engine, the view. */
import { hostContract, panelContract } from "../src/shared/panel.ts";
import { connect } from "../src/shared/rpc.ts";
import type { PanelState } from "../src/shared/state.ts";
import { microphoneAllowed } from "./media/device.ts";
import { createEarcons } from "./media/earcons.ts";
import { createListener } from "./media/listen.ts";
import { createMediaEngine } from "./media/mediaEngine.ts";
import { heardCue } from "./view/heardCue.ts";
import { createPanelView } from "./view/panelView.tsx";
import { createTalkKeyWatch } from "./view/talkKeyWatch.ts";
import { openPort } from "./vscodeApi.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");

let state: PanelState | undefined;
const { port, keeper } = openPort();
const watchTalkKey = createTalkKeyWatch(window, (held) => call.talkKeyUp({ held }));
const playEarcon = createEarcons(() => state?.audio.sounds === true);
const listener = createListener();
const { headStart, refreshDevices, asked } = createMediaEngine({
  linkOpened: (news) => call.linkOpened(news),
  linkEvent: (news) => call.linkEvent(news),
  linkClosed: (news) => call.linkClosed(news),
  microphoneLost: (news) => call.microphoneLost(news),
  microphoneChanged: (news) => call.microphoneChanged(news),
  microphoneSilent: (news) => call.microphoneSilent(news),
  speakerLost: (news) => call.speakerLost(news),
  devices: (news) => call.devices(news),
  audioTaken: (news) => call.audioTaken(news),
  played: (news) => call.played(news),
  heard: (news) => call.heard(news),
  voicePlayed: (news) => call.voicePlayed(news),
  levels: (levels) => view.setLevels(levels),
  playbackBlocked: (blocked) => view.setBlocked(blocked),
});
const { call } = connect({
  port,
  offered: panelContract,
  handlers: {
    ...asked,
    show(next) {
      const cue = heardCue(state, next);
      if (cue !== undefined && next.audio.sounds) playEarcon(cue);
      state = next;
      view.show(next);
    },
    watchTalkKey,
    showLevels: (levels) => view.setLevels(levels),
    showTest: ({ microphone }) => view.showTest(microphone),
    testAudio: ({ samples }) => view.testAudio(samples),
    async listen({ microphone }) {
      const heard = await listener.listen(microphone);
      await refreshDevices();
      return heard;
    },
    stopListening: () => listener.stop(),
    showEventLog: () => view.events.show(),
    showEvents: (news) => view.events.receive(news),
  },
  wanted: hostContract,
  onRejected: (reason) => reportError(new Error(reason)),
});
const view = createPanelView({
  root,
  intents: {
    ...call,
    start(params) {
      call.start(params);
      // Another page carries its own link, and its own microphone.
      if (state === undefined || state.audio.source === "browser") return;
      headStart({ microphone: state.audio.wanted, gated: state.turns === "pushToTalk" });
    },
    testDone(params) {
      call.testDone(params);
      void refreshDevices();
    },
  },
  keeper,
  captureForTest: (open) => call.captureForTest({ open }),
});

void call.ready({ microphoneAllowed: microphoneAllowed() }).then(({ strings }) => view.setStrings(strings));
