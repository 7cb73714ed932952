/** Whether a profile works, by a request that costs nothing. */
import { listsNone } from "../../providers/models.ts";
import type { Provider } from "../../providers/provider.ts";
import { asFailure } from "../../session/failure.ts";

/** In ms. */
const patience = 15_000;

/** @throws {SessionFailure} where it does not work. */
export async function tryOut(open: () => Provider, model: string): Promise<void> {
  const provider = open();
  const signal = AbortSignal.timeout(patience);
  if (provider.traits.secrets) {
    await provider.mintSecret({ type: "realtime", model }, signal);
    return;
  }
  try {
    await provider.models(signal);
  } catch (error) {
    // It has answered.
    if (!listsNone(asFailure(error, "unreachable"))) throw error;
  }
}
