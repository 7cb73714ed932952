/** OpenAI itself, and gateways that hand on what it says. */
import { requireKey } from "../http/credentials.ts";
import { realtimeModels } from "../http/models.ts";
import type { Variant } from "./variant.ts";

export const openai: Variant = {
  // Azure's prefix leads to the same place, for tests of nothing but the path.
  place: (path) => /^(?:\/openai)?\/v1(\/.*)$/.exec(path)?.[1],
  check: () => {},
  admit: requireKey,
  handlers: {},
  models: realtimeModels,
  unknownFields: [],
  takesForms: true,
};

export const compatible: Variant = {
  ...openai,
  place: (path) => /^\/v1(\/.*)$/.exec(path)?.[1],
  admit(request, key) {
    if (request.headers.authorization !== undefined) requireKey(request, key);
  },
};
