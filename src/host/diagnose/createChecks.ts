/** The checks in their order, each with what it asks. */
import * as vscode from "vscode";
import * as z from "zod";
import type { PanelView } from "../../panel/panelView.ts";
import { createProvider } from "../../providers/createProvider.ts";
import type { Provider } from "../../providers/provider.ts";
import type { SessionConfiguration } from "../../session/clientEvents.ts";
import type { ShownSession } from "../../shared/state.ts";
import type { Audio } from "../audio.ts";
import type { Keys } from "../keys.ts";
import { doubtText } from "../keyWords.ts";
import { activeProfile, type Profile } from "../profiles.ts";
import { transportSetting } from "../settings.ts";
import { acceptanceCheck } from "./acceptanceCheck.ts";
import { callCheck } from "./callCheck.ts";
import type { Check, Words } from "./check.ts";
import { endpointCheck } from "./endpointCheck.ts";
import { keyCheck, type KeyFacts } from "./keyCheck.ts";
import { loudspeakerCheck } from "./loudspeakerCheck.ts";
import { microphoneCheck } from "./microphoneCheck.ts";
import { panelCheck } from "./panelCheck.ts";
import { settingsCheck } from "./settingsCheck.ts";
import { tryTransports } from "./trialCall.ts";

export interface ChecksOptions {
  audio: Audio;
  panel: Pick<PanelView, "page">;
  keys: Keys;
  session(): ShownSession;
  /** As the session wants it. */
  configuration(): SessionConfiguration;
  /** See {@link ProviderOptions}. */
  safetyIdentifier(): Promise<string>;
  words: Words;
}

/** For one answer, in ms: less than a check may take, so that it can still say what it saw. */
const answerTime = 10_000;

export function createChecks(options: ChecksOptions): Check[] {
  const { audio, panel, keys, session, configuration, words } = options;
  const profile = activeProfile();
  const settings = profile.provider;
  const provider = (): Provider => createProvider({ ...options, settings, getKey: () => keys.get(profile) });
  const patience = answerTime;
  return [
    settingsCheck(settings, words),
    keyCheck({
      settings,
      facts: () => keyFacts(keys, profile),
      doubtText: (doubt) => doubtText(doubt, settings),
      words,
    }),
    endpointCheck({ settings, proxy: proxyHost(), patience, words }),
    acceptanceCheck({ provider, configuration, patience, words }),
    panelCheck({ page: (signal) => panel.page(signal), patience, words }),
    microphoneCheck({
      session,
      facts() {
        const { source, why, input: chosen } = audio.state();
        return { source, why, chosen, browserFollows: audio.browserFollows };
      },
      listen: (signal) => audio.listen(signal),
      words,
    }),
    callCheck({
      session,
      report: (signal) => audio.linkReport(signal),
      tryCall: (signal) =>
        tryTransports(
          {
            provider: provider(),
            configuration: configuration(),
            openLink: (request) => audio.openTrialLink(request),
            signal,
          },
          transportSetting(),
        ),
      words,
    }),
    loudspeakerCheck({
      session,
      report: (signal) => audio.linkReport(signal),
      facts() {
        const { source, output: chosen, devices } = audio.state();
        return { source, chosen, outputs: devices.outputs };
      },
      mayPlay: (signal) => audio.mayPlay(signal),
      words,
    }),
  ];
}

async function keyFacts(keys: Keys, profile: Profile): Promise<KeyFacts> {
  const name = keys.inEnvironment(profile);
  const value = (name !== undefined && process.env[name]?.trim()) || undefined;
  return {
    key: await keys.get(profile),
    variable: name === undefined || value === undefined ? undefined : { name, value },
  };
}

/** Without the name and the password that may stand before it. */
function proxyHost(): string | undefined {
  const { HTTPS_PROXY, https_proxy } = process.env;
  const setting = z.string().safeParse(vscode.workspace.getConfiguration("http").get("proxy")).data;
  const set = [setting, HTTPS_PROXY, https_proxy].find((address) => address !== undefined && address !== "");
  return set === undefined ? undefined : URL.parse(set)?.host;
}
