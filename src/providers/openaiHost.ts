/**
 * Whether a host is OpenAI's own, where OpenAI's keys are taken and no others. Projects of some regions have one of
 * theirs, such as eu.api.openai.com: https://platform.openai.com/docs/guides/your-data#data-residency-controls
 */
export function isOpenAi(host: string): boolean {
  return /^(?:[a-z\d-]+\.)*api\.openai\.com$/i.test(host);
}
