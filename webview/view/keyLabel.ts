/** What the button is called that lets the user show who they are. */
import type { PanelTextKey } from "../../src/shared/panelTexts.ts";
import type { KeyState } from "../../src/shared/state.ts";

export function setKeyLabel({ signIn }: KeyState): PanelTextKey {
  return signIn === "microsoft" ? "action.signIn" : "action.setKey";
}
