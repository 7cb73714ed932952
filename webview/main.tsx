/** The panel's wiring: the channel to the host, the media engine, the view. */
import { hostContract, panelContract } from "../src/shared/panel.ts";
import { connect } from "../src/shared/rpc.ts";
import { createMediaEngine } from "./media/mediaEngine.ts";
import { createPanelView } from "./view/panelView.tsx";
import { openPort } from "./vscodeApi.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no #root.");

const { port, keeper } = openPort();
const { headStart, asked } = createMediaEngine({
  linkOpened: (news) => call.linkOpened(news),
  linkEvent: (news) => call.linkEvent(news),
  linkClosed: (news) => call.linkClosed(news),
  microphoneLost: (news) => call.microphoneLost(news),
  levels: (levels) => view.setLevels(levels),
  playbackBlocked: (blocked) => view.setBlocked(blocked),
});
const { call } = connect({
  port,
  offered: panelContract,
  handlers: {
    show: (state) => view.show(state),
    ...asked,
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
      headStart();
    },
  },
  keeper,
});

void call.ready({}).then(({ strings }) => view.setStrings(strings));
