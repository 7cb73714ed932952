import { createPolicy, type Policy } from "../../../src/tools/policy.ts";

export interface Lists {
  allow?: string[];
  deny?: string[];
  always?: string[];
}

export function policyOf({ allow = [], deny = [], always = [] }: Lists): Policy {
  return createPolicy({
    allow: () => allow,
    deny: () => deny,
    lines: () => 60,
    always: {
      rules: () => always,
      add: async (rule) => void always.push(rule),
      remove: () => Promise.resolve(),
    },
  });
}
