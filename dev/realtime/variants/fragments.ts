/** How speaches wraps what it says: https://github.com/speaches-ai/speaches/blob/master/src/speaches/routers/realtime_rtc.py */

/** Characters of an event that goes in one piece. */
const largestWhole = 900;
/** Characters of base64 in one piece. */
const pieceSize = largestWhole - 100;

export function wrapped(text: string, id: string): string[] {
  const data = Buffer.from(text, "utf8").toString("base64");
  if (text.length <= largestWhole) return [JSON.stringify({ id, type: "full_message", data })];
  const total = Math.ceil(data.length / pieceSize);
  return Array.from({ length: total }, (_, index) =>
    JSON.stringify({
      id,
      type: "partial_message",
      data: data.slice(index * pieceSize, (index + 1) * pieceSize),
      fragment_index: index,
      total_fragments: total,
    }),
  );
}
