/** Profiles, as the model's tool is given them. */
import type { Keys } from "../keys.ts";
import { activeProfile } from "../profiles.ts";
import { saveForUser } from "../userSettings.ts";
import { ToolError } from "../../tools/tool.ts";
import type { SessionControls } from "../../tools/sessionControls.ts";
import { allProfiles, profileNamed } from "./profileTexts.ts";

export type SpokenProfiles = Pick<SessionControls, "profiles" | "useProfile">;

export function createSpokenProfiles({ keys }: { keys: Keys }): SpokenProfiles {
  return {
    profiles: () => ({
      active: activeProfile().name,
      all: allProfiles().map(({ name, provider: { kind, model } }) => ({ name, about: `${kind} ${model}` })),
    }),
    async useProfile(name) {
      const profile = profileNamed(name);
      const { problem } = profile.provider;
      if (problem !== undefined) throw new ToolError(`This profile cannot be used: ${problem}.`);
      // Nothing is asked for that the user has not begun with their own hands.
      if (!(await keys.suffices(profile))) {
        throw new ToolError(
          "This profile has no API key or sign-in yet, so the one before stays. The user can switch by the command " +
            "“Viva Voce: Choose Profile”, which asks for it.",
        );
      }
      await saveForUser({ profile: name });
    },
  };
}
