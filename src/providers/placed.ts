/** Failures that tell whose they are. */
import { SessionFailure, type FailurePlace } from "../session/failure.ts";
import type { Provider } from "./provider.ts";

export async function placed<T>(place: FailurePlace, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof SessionFailure ? error.with({ place }) : error;
  }
}

export function placedProvider(place: FailurePlace, provider: Provider): Provider {
  return {
    ...provider,
    mintSecret: (...parameters) => placed(place, provider.mintSecret(...parameters)),
    call: (...parameters) => placed(place, provider.call(...parameters)),
    models: (...parameters) => placed(place, provider.models(...parameters)),
  };
}
