/** Profiles, as the model's tool is given them. */
import { askForKey } from "../askForKey.ts";
import type { Keys } from "../keys.ts";
import { activeProfile } from "../profiles.ts";
import type { Report } from "../report.ts";
import { saveForUser } from "../userSettings.ts";
import { ToolError } from "../../tools/tool.ts";
import type { SessionControls } from "../../tools/sessionControls.ts";
import { allProfiles, profileNamed } from "./profileTexts.ts";
import { useProfile } from "./profileStore.ts";

export type SpokenProfiles = Pick<SessionControls, "profiles" | "useProfile">;

export function createSpokenProfiles({ keys, report }: { keys: Keys; report: Report }): SpokenProfiles {
  return {
    profiles: () => ({
      active: activeProfile().name,
      all: allProfiles().map(({ name, provider: { kind, model } }) => ({ name, about: `${kind} ${model}` })),
    }),
    async useProfile(name) {
      const profile = profileNamed(name);
      const { problem } = profile.provider;
      if (problem !== undefined) throw new ToolError(`This profile cannot be used: ${problem}.`);
      if (!(await keys.suffices(profile))) {
        report(
          askForKey(keys, profile).then(async (entered) => {
            if (entered) await useProfile(name);
          }),
        );
        throw new ToolError(
          "This profile has no API key yet, so the one before stays. A box to enter it is open on the screen; " +
            "with the key entered there, the profile is switched.",
        );
      }
      await saveForUser({ profile: name });
    },
  };
}
