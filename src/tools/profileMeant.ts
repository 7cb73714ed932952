/** From a spoken name to a profile of the user's. */
import { chooseOne } from "./choose.ts";
import type { SessionControls } from "./sessionControls.ts";

/** What the settings without a profile are called, to the model and by it. */
const none = "default";

/** @throws {ToolError} where none is meant, or several are. */
export function profileMeant(spoken: string, { profiles }: Pick<SessionControls, "profiles">): string {
  const candidates = profiles().all.map(({ name, about }) => ({
    value: name,
    name: name || `${none} settings`,
    context: about,
  }));
  return chooseOne({ spoken, candidates, kind: "profiles", label: calledProfile });
}

export function calledProfile(name: string): string {
  return name || none;
}
