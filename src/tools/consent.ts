/**
 * What the user's own words say to a question, where they are written down. The model passes on the yes; but it may
 * have read a text that has it take anything for one, so the words must bear it out. Who speaks a language that is
 * not among these can click, or press the key.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const yes = words(`
  yes yeah yep yup ya sure ok okay alright fine confirm confirmed proceed correct allow accept agreed absolutely
  certainly definitely affirmative please always ja jawohl klar gerne genau einverstanden oui ouais accord claro vale
  dale sí si sì certo sim graag jo joo kyllä tak ano áno igen da да давай хорошо конечно так evet tamam ναι نعم
  أجل כן हाँ हां vâng
`);

/** Of languages that put no spaces between words, and of those whose yes is a word of another language. */
const yesAnywhere =
  /\b(?:do it|do that|go ahead|go for it|why not|no problem|no worries|vas-y|d['’]accord|mach (?:das|es)|va bene)\b|はい|ええ|お願い|うん|可以|好的|是的|对|行|네|예|응|좋아/iu;

const no = words(`
  no nope not never don't dont cancel stop wait hold nein nicht nie kein non pas jamais nunca niet nei nej nie не нет
  hayır όχι לא لا いいえ
`);

const question = /\?|\b(?:what|what's|where|which|who|whose|how|when|why)\b/iu;

/** With what one says yes by saying no. */
const harmlessNo = /\b(?:no problem|no worries|why not|no objections?)\b/giu;

const forGood =
  /\b(?:always|from now on|every time|immer|toujours|siempre|sempre|altijd|alltid|zawsze)\b|всегда|いつも|常に|总是|總是|항상/iu;
const noMoreQuestions =
  /\b(?:do not|don['’]t|never|without|stop) ask(?:ing)?(?: me)?(?: again| anymore| any more)?\b/giu;

/** @param said as it was written down; not "". */
export function saysYes(said: string): boolean {
  const plain = said.replaceAll(noMoreQuestions, " always ").replaceAll("’", "'");
  const rest = plain.replaceAll(harmlessNo, " ");
  const spoken = wordsIn(rest);
  if (spoken.some((word) => no.has(word) || word.endsWith("n't")) || question.test(rest)) return false;
  return wordsIn(plain).some((word) => yes.has(word)) || yesAnywhere.test(plain);
}

export function saysAlways(said: string): boolean {
  return said !== "" && forGood.test(said.replaceAll(noMoreQuestions, " always ")) && saysYes(said);
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}'-]+/gu) ?? [];
}
