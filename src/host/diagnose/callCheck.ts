/** Does a call come about, and which way does its sound go? */
import type { LinkReport } from "../../shared/media.ts";
import type { ShownSession } from "../../shared/state.ts";
import { findingOf, type Check, type Finding, type Words } from "./check.ts";
import { callTime, socketTime, type Trial } from "./trialCall.ts";

export interface CallOptions {
  session(): ShownSession;
  /** Of the session's own link; undefined where there is none. */
  report(signal: AbortSignal): Promise<LinkReport | undefined>;
  tryCall(signal: AbortSignal): Promise<Trial>;
  words: Words;
}

/** Lost packets in a hundred that are heard as gaps, and how many packets it takes to tell. */
const muchLost = 5;
const enoughPackets = 100;

/** To look at the links, and to say what was seen, in ms. */
const tellingTime = 5_000;

export function callCheck({ session, report, tryCall, words }: CallOptions): Check {
  const { t } = words;
  const busy = (): Finding => ({
    state: "skipped",
    found: t("Not checked, because a session is being connected."),
    advice: t("Diagnose again when it is connected."),
  });
  return {
    id: "call",
    title: t("Call"),
    needs: ["acceptance", "panel"],
    limit: callTime + socketTime + tellingTime,
    async run(signal): Promise<Finding> {
      const before = session().status;
      if (before === "live") {
        const found = await report(signal);
        return found === undefined ? busy() : inSession(found, words);
      }
      if (before === "connecting") return busy();
      const trial = await tryCall(signal);
      if (trial.opened) return opened(trial, words);
      // A session that begins takes the place of the trial.
      const { status } = session();
      return status === "live" || status === "connecting" ? busy() : failed(trial, words);
    },
  };
}

function opened({ times, report, fellBack }: Extract<Trial, { opened: true }>, words: Words): Finding {
  const { t } = words;
  const { secret, offer, exchange, channel } = times;
  const took = t(
    "A call was opened and ended again (secret {0} ms, offer {1} ms, exchange {2} ms, channel {3} ms).",
    secret,
    offer,
    exchange,
    channel,
  );
  const found = `${took} ${wayText(report, words)}`;
  if (fellBack !== true) return { ...wayOf(report, words), found };
  const advice = t(
    "WebRTC is blocked here, probably because a firewall lets no UDP through. Talking works all the same; where the network loses packets, the voice comes later. To have WebRTC, allow UDP to the provider.",
  );
  return { state: "warning", found, advice, mend: "openSettings" };
}

function inSession(report: LinkReport, words: Words): Finding {
  const { t } = words;
  const { received, lost } = report;
  const found = `${t("A session is on.")} ${wayText(report, words)}`;
  const all = received + lost;
  if (all < enoughPackets || (100 * lost) / all < muchLost) return { ...wayOf(report, words), found };
  return {
    state: "warning",
    found: `${found} ${t("{0} of {1} packets of the assistant's voice were lost.", lost, all)}`,
    advice: t("The voice will have gaps. A cable, or a place closer to the router, helps."),
    mend: "showLog",
  };
}

function wayOf({ path }: LinkReport, { t }: Words): Omit<Finding, "found"> {
  if (path?.protocol !== "tcp") return { state: "ok" };
  const advice = t(
    "UDP seems to be blocked. Over TCP the voice falters when the network is busy: allow UDP.",
  );
  return { state: "warning", advice, mend: "showLog" };
}

function wayText({ path, socket }: LinkReport, { t }: Words): string {
  if (socket === true) return t("Its sound goes over a WebSocket.");
  if (path === undefined) return t("Which way its sound goes, the page does not tell.");
  const protocol = path.protocol.toUpperCase();
  const kinds = `${path.local}–${path.remote}`;
  const way = [path.local, path.remote].includes("relay")
    ? t("Its sound goes over {0}, by a relay ({1}).", protocol, kinds)
    : t("Its sound goes over {0}, directly ({1}).", protocol, kinds);
  if (path.roundTrip === undefined) return way;
  return `${way} ${t("There and back takes {0} ms.", Math.round(path.roundTrip))}`;
}

function failed(trial: Extract<Trial, { opened: false }>, words: Words): Finding {
  const { failure, answered, ice, transport } = trial;
  const { t } = words;
  const { detail } = failure;
  const more = { mend: "showLog", ...(detail !== undefined && { detail }) } as const;
  if (answered && transport === "websocket") {
    const found = t("The WebSocket was opened, but no session began on it.");
    const advice = t(
      "Try again in a moment. If it stays so, another service may be at this address, or something on the way lets nothing through: check the address, and the proxy.",
    );
    return { state: "failed", found, advice, ...more };
  }
  if (answered && (ice === "connected" || ice === "completed")) {
    const found = t("The sound connection stands, but the session on it did not begin.");
    return { state: "failed", found, advice: t("Try again in a moment."), ...more };
  }
  if (answered) {
    return {
      state: "failed",
      found: t(
        "The provider took the call, but the sound connection did not come about: UDP may be blocked.",
      ),
      advice: t("Allow UDP to the provider in the firewall or the VPN, or try another network."),
      ...more,
    };
  }
  if (failure.reason === "timedOut") {
    const advice = t("Try again in a moment. A proxy on the way may hold the request back.");
    return { state: "failed", found: t("The provider did not answer the call in time."), advice, ...more };
  }
  return findingOf(failure, words);
}
