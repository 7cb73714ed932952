/** What keys look like, by what is known of well-known providers'. */

/** Whose a key is that is neither OpenAI's nor Azure's, by how it begins. */
export const otherProviders: readonly (readonly [start: string, whose: string])[] = [
  ["sk-ant-", "Anthropic"],
  ["sk-or-", "OpenRouter"],
  ["gsk_", "Groq"],
  ["AIza", "Google"],
  ["hf_", "Hugging Face"],
  ["ghp_", "GitHub"],
  ["ghs_", "GitHub"],
  ["github_pat_", "GitHub"],
];

/** @param least characters after the start, of which only some providers' keys have hyphens among them. */
function started(least: number): string {
  return (
    String.raw`(?:(?:(?:sk|ek|sess)[-_]|AIza)[\w-]{${least},}` +
    String.raw`|(?:gsk|hf|gh[ps]|github_pat)_\w{${least},})`
  );
}

/** The older and the newer form of the keys of Azure: as a whole text, for parts of others look like it. */
export const azureForm = /^(?:[\da-f]{32}|[\da-z]{84})$/i;

/** Where a key is likely enough for a short one to be seen, too. */
export const startedKey = new RegExp(`^${started(12)}$`);

/** Anywhere in a text that is meant to hold something else. */
export const keyWithin = new RegExp(String.raw`\b${started(20)}`);

const wholeKey = new RegExp(`^${started(8)}$`);

/** Where something else is asked for, which does not look like one. */
export function looksLikeKey(text: string): boolean {
  return /^Bearer\s+\S+$/i.test(text) || wholeKey.test(text) || azureForm.test(text);
}
