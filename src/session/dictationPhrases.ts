/** What is said during dictation and is not to be written. */

export type DictationStep = { type: "text"; text: string } | { type: "scratch" } | { type: "stop" };

const commands: [RegExp, "scratch" | "stop"][] = [
  [/\b(?:scratch|strike|undo|delete) that\b[.,!?]*/i, "scratch"],
  [/\b(?:stop|end|finish) (?:the )?(?:dictation|dictating)\b[.,!?]*/i, "stop"],
];

/** What was said, cut at the phrases that are for us; nothing counts after the end. */
export function dictationSteps(heard: string): DictationStep[] {
  const steps: DictationStep[] = [];
  let rest = heard;
  for (;;) {
    const found = commands
      .map(([pattern, type]) => ({ type, match: pattern.exec(rest) }))
      .filter(
        ({ match }) => match !== null && !/\b(?:literal|the word)\s+$/i.test(rest.slice(0, match.index)),
      )
      .toSorted((left, right) => (left.match?.index ?? 0) - (right.match?.index ?? 0))[0];
    const text = (found?.match == null ? rest : rest.slice(0, found.match.index)).trim();
    if (text !== "") steps.push({ type: "text", text });
    if (found?.match == null) return steps;
    steps.push({ type: found.type });
    if (found.type === "stop") return steps;
    rest = rest.slice(found.match.index + found.match[0].length);
  }
}
