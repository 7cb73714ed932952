/** What the user does about profiles and models, by command and in the panel. */
import type { Intents } from "../../panel/panelView.ts";
import type { CommandHandlers } from "../commands.ts";
import { addProfile } from "./addProfile.ts";
import { chooseModel } from "./chooseModel.ts";
import { chooseProfile, removeProfile } from "./chooseProfile.ts";
import { ShutdownWatch, type ShutdownWatchOptions } from "./shutdownWatch.ts";

type ProfileCommands = Pick<
  CommandHandlers,
  "vivaVoce.addProfile" | "vivaVoce.chooseProfile" | "vivaVoce.removeProfile" | "vivaVoce.chooseModel"
>;

export interface Profiles {
  commands: ProfileCommands;
  intents: Pick<Intents, "chooseProfile">;
  shutdowns: ShutdownWatch;
}

export function createProfiles(options: ShutdownWatchOptions): Profiles {
  const shutdowns = new ShutdownWatch(options);
  return {
    commands: {
      "vivaVoce.addProfile": () => addProfile(options),
      "vivaVoce.chooseProfile": (name) => chooseProfile(options, name),
      "vivaVoce.removeProfile": () => removeProfile(options),
      "vivaVoce.chooseModel": () => chooseModel(options, shutdowns),
    },
    intents: { chooseProfile: () => options.report(chooseProfile(options, undefined)) },
    shutdowns,
  };
}
