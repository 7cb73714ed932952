/** Every failure in the user's words: what happened and why, what to do, and the buttons that do it. */
import type { FailureReason, SessionFailure } from "../../session/failure.ts";
import { accountTexts } from "./account.ts";
import { requestTexts } from "./request.ts";
import { sayingOf, type Text, type Translate } from "./saying.ts";
import { serverTexts, soundTexts } from "./server.ts";
import { wayTexts } from "./way.ts";

export function textOf(failure: SessionFailure, t: Translate): Text {
  const saying = sayingOf(failure, t);
  const table: Record<FailureReason, Text> = {
    ...accountTexts(saying),
    ...requestTexts(saying),
    ...serverTexts(saying),
    ...wayTexts(saying),
    ...soundTexts(saying),
  };
  return table[failure.reason];
}
