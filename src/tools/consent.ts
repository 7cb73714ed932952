/**
 * What the user's own words say to a question, where they are written down. The model passes on the yes; but it may
 * have read a text that has it take anything for one, so the words must bear it out. Who speaks a language that is
 * not among these can click, or press the key.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** A yes by itself, and at the beginning of a short answer that says again what is to be done. */
const clear = words(`
  yes yeah yep yup ya confirm confirmed affirmative absolutely certainly definitely ja jawohl oui ouais sí si sì sim
  да evet ναι نعم हाँ हां kyllä tak ano áno igen
`);

/** A yes where nothing else is said. */
const assent = words(`
  sure ok okay alright fine proceed correct allow accept agreed klar gerne genau einverstanden d'accord claro vale dale
  certo graag jo joo da давай хорошо конечно так tamam أجل כן vâng
`);

/** What is said around it, and asks for nothing more. */
const fillers = words(`
  please do it that this go ahead for now then thanks thank you i allow of course always from on every time here in
  and again right mach das es bitte ja immer gern vas-y s'il te vous plaît merci toujours por favor siempre hazlo
  gracias sempre altijd alltid zawsze пожалуйста всегда
`);

/** Of languages that put no spaces between words. */
const yesAnywhere = /はい|ええ|お願い|うん|可以|好的|是的|对|行|네|예|응|좋아/u;
const noAnywhere = /いいえ|いや|だめ|やめ|ない|不|别|別|没|아니|안\s|하지\s?마/u;
/** In signs: more than this is another sentence. */
const shortAnswer = 12;

/** A yes without any of its words. */
const phrase =
  /^(?:please )?(?:do it|do that|go ahead|go for it|vas-y|va bene|mach (?:das|es)|por favor)\b/iu;

const no = words(`
  no nope not never don't dont cancel stop wait hold but forget leave nein nicht nie kein non pas jamais nunca niet
  nei nej nie не нет hayır όχι לא لا
`);

const question = /\?|\b(?:what|what's|where|which|who|whose|how|when|why|if|whether)\b/iu;

/** With what one says yes by saying no. */
const harmlessNo = /\b(?:no problem|no worries|why not|no objections?)\b/giu;

const forGood =
  /\b(?:always|from now on|every time|immer|toujours|siempre|sempre|altijd|alltid|zawsze)\b|всегда|いつも|常に|总是|總是|항상/iu;
const noMoreQuestions =
  /\b(?:do not|don['’]t|never|without|stop) ask(?:ing)?(?: me)?(?: again| anymore| any more)?\b/giu;

/** In words: with more, it may have been said of something else. */
const shortWords = 5;

/**
 * A yes and nothing else, or a clear yes with a few words more. Whoever says it otherwise is asked again, which
 * costs little.
 * @param said in one turn.
 */
export function saysYes(said: string): boolean {
  const plain = said
    .replaceAll("’", "'")
    .replaceAll(noMoreQuestions, " always ")
    .replaceAll(harmlessNo, " yes ");
  if (yesAnywhere.test(plain)) return plain.length <= shortAnswer && !noAnywhere.test(plain);
  const spoken = wordsIn(plain);
  if (spoken.some((word) => no.has(word) || word.endsWith("n't")) || question.test(plain)) return false;
  const isKnown = (word: string): boolean => clear.has(word) || assent.has(word) || fillers.has(word);
  const isYes = spoken.some((word) => clear.has(word) || assent.has(word)) || phrase.test(plain.trim());
  if (isYes && spoken.every(isKnown)) return true;
  return clear.has(spoken[0] ?? "") && spoken.length <= shortWords;
}

/** @param turns what was said since the question, turn by turn: a no stays one, whatever is said after it. */
export function isYes(turns: readonly string[]): boolean {
  const last = turns.at(-1);
  return last !== undefined && saysYes(last) && !turns.some(saysNo);
}

function saysNo(said: string): boolean {
  const [first = ""] = wordsIn(said.replaceAll("’", "'"));
  return first !== "but" && (no.has(first) || first.endsWith("n't") || noAnywhere.test(said));
}

export function saysAlways(said: string): boolean {
  return said !== "" && forGood.test(said.replaceAll(noMoreQuestions, " always ")) && saysYes(said);
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}'-]+/gu) ?? [];
}
