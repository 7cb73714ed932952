/** Whether the user's own words ask to allow something for good: the model's word is not enough for that. */

const forGood =
  /\b(always|from now on|every time|immer|toujours|siempre|sempre|altijd|alltid|zawsze)\b|всегда|いつも|常に|总是|總是|항상/iu;
const noMoreQuestions =
  /\b(?:do not|don['’]t|never|without|stop) ask(?:ing)?(?: me)?(?: again| anymore| any more)?\b/giu;
const negation = /\b(?:no|not|never|nicht|nie|pas|non|nicht|nunca|niet)\b|n['’]t\b/iu;

export function wantsAlways(words: string): boolean {
  const rest = words.replaceAll(noMoreQuestions, " always ");
  return forGood.test(rest) && !negation.test(rest);
}
