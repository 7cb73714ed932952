/** From what was used to what it costs: our list of prices, with the user's own over it. */
import * as z from "zod";
import { usedKinds, type AmountKind, type Amounts, type Spending } from "./amounts.ts";
import { listPrices } from "./priceTable.ts";

const usd = z.number().nonnegative().optional();

/** In USD for a million tokens, and for a minute of transcribed sound. */
const price = z.strictObject({
  text: z.strictObject({ in: usd, cached: usd, out: usd }).optional(),
  audio: z.strictObject({ in: usd, cached: usd, out: usd }).optional(),
  image: z.strictObject({ in: usd, cached: usd }).optional(),
  minute: usd,
});
export type Price = z.infer<typeof price>;

/** A price, or the name of the model whose price it is: what an Azure deployment is of. */
const ownPrice = z.union([price, z.string()]);

export interface Prices {
  /** @returns undefined where the price is not known, of the model or of something in this spending. */
  usdOf(spending: Spending): number | undefined;
  /** The names under which the user has set something that is no price. */
  unreadable: string[];
}

/** @param own what the user has set: prices by the name of the model. */
export function createPrices(own: unknown): Prices {
  const prices = new Map(Object.entries(listPrices));
  const aliases = new Map<string, string>();
  const unreadable: string[] = [];
  const ownNames = new Set<string>();
  for (const [name, value] of Object.entries(z.record(z.string(), z.unknown()).safeParse(own).data ?? {})) {
    const parsed = ownPrice.safeParse(value);
    if (!parsed.success) unreadable.push(name);
    else if (typeof parsed.data === "string") aliases.set(name, parsed.data);
    else prices.set(name, over(find(prices, name), parsed.data));
    if (parsed.success) ownNames.add(name);
  }
  for (const [name, other] of aliases) {
    const found = find(prices, other);
    if (found === undefined) unreadable.push(name);
    else prices.set(name, found);
  }
  return {
    unreadable,
    usdOf({ model, reported, amounts }) {
      // Azure's deployments have names of the user's own, which need not be those of their models.
      const named = ownNames.has(model) ? undefined : find(prices, reported);
      const found = named ?? find(prices, model);
      return found && costOf(amounts, found);
    },
  };
}

/** What may follow the name of a model: the date of a snapshot of it. Anything else makes it another model. */
const snapshot = /^(-\d{4}-\d{2}-\d{2}|-latest)?$/;

/** The longest name that `model` is, or is a snapshot of. */
function find(prices: ReadonlyMap<string, Price>, model: string): Price | undefined {
  const [best] = [...prices.keys()]
    .filter((name) => model.startsWith(name) && snapshot.test(model.slice(name.length)))
    .toSorted((one, other) => other.length - one.length);
  return best === undefined ? undefined : prices.get(best);
}

/** `own` over `listed`, part by part. */
function over(listed: Price | undefined, own: Price): Price {
  return {
    ...listed,
    ...own,
    text: { ...listed?.text, ...own.text },
    audio: { ...listed?.audio, ...own.audio },
    image: { ...listed?.image, ...own.image },
  };
}

/** Sound of the user has a token for each 100 ms, as the API's guide to costs says. */
const audioTokensPerMinute = 600;
const million = 1_000_000;

function costOf(amounts: Amounts, { text, audio, image, minute }: Price): number | undefined {
  const perToken: Record<AmountKind, number | undefined> = {
    textIn: text?.in,
    // Without a price of its own, what is cached costs what it would otherwise.
    textCached: text?.cached ?? text?.in,
    textOut: text?.out,
    audioIn: audio?.in,
    audioCached: audio?.cached ?? audio?.in,
    audioOut: audio?.out,
    imageIn: image?.in,
    imageCached: image?.cached ?? image?.in,
    seconds: minute && (minute / 60) * million,
  };
  if (minute !== undefined && audio?.in === undefined) {
    // The minute pays for all of it, whichever way it is counted.
    perToken.audioIn = (minute / audioTokensPerMinute) * million;
    perToken.textIn = 0;
    perToken.textOut = 0;
  }
  let sum = 0;
  for (const kind of usedKinds(amounts)) {
    const rate = perToken[kind];
    if (rate === undefined) return undefined;
    sum += ((amounts[kind] ?? 0) * rate) / million;
  }
  return sum;
}
