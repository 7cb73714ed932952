import { QuoteType, Tokenizer } from "htmlparser2";
import { trimmed, type LineIndex, type ScopeSpan, type Span } from "./spans.ts";
import { SpanSyntax, type SpansByKind } from "./spanSyntax.ts";

const markup = /^(html|xml|xsl|svg|vue|vue-html|svelte|handlebars|astro|razor)$/;
export const isMarkup = (language: string): boolean => markup.test(language);

/** They have no end tag. */
const empty = new Set(
  "area base br col embed hr img input link meta param source track wbr !doctype".split(" "),
);

export class HtmlSyntax extends SpanSyntax {
  constructor(lines: LineIndex, language: string) {
    super(lines, scopesIn(lines.text, language));
  }
}

interface Open {
  name: Span;
  start: number;
  inside: number;
}

function scopesIn(text: string, language: string): SpansByKind {
  const found = new ScopesOfMarkup(text, /^(xml|xsl|svg)$/.test(language));
  const options = { xmlMode: found.isXml, decodeEntities: false };
  const tokenizer = new Tokenizer(options, {
    onattribdata: (start, end) => found.valuePart(start, end),
    onattribentity: () => undefined,
    onattribend: (quote, end) => found.attributeEnd(quote, end),
    onattribname: (start, end) => found.attribute(start, end),
    oncdata: () => undefined,
    onclosetag: (start, end) => found.closeTag(start, end),
    oncomment: (start, end, offset) => found.comment(start, end - offset),
    ondeclaration: () => undefined,
    onend: () => found.end(),
    onopentagend: (end) => found.openTagEnd(end + 1, false),
    onopentagname: (start, end) => found.openTag(start, end),
    onprocessinginstruction: () => undefined,
    onselfclosingtag: (end) => found.openTagEnd(end + 1, true),
    ontext: () => undefined,
    ontextentity: () => undefined,
  });
  tokenizer.write(text);
  tokenizer.end();
  return found.spans;
}

/** Puts the tokens together to elements and attributes. */
class ScopesOfMarkup {
  readonly isXml: boolean;
  readonly spans = {
    tag: [] as ScopeSpan[],
    block: [] as ScopeSpan[],
    attribute: [] as ScopeSpan[],
    key: [] as ScopeSpan[],
    value: [] as ScopeSpan[],
    string: [] as ScopeSpan[],
    comment: [] as ScopeSpan[],
    members: [] as ScopeSpan[],
  };
  readonly #text: string;
  readonly #open: Open[] = [];
  #name: Span = { start: 0, end: 0 };
  #attribute: Span = { start: 0, end: 0 };
  #value: Span | undefined;

  constructor(text: string, isXml: boolean) {
    this.#text = text;
    this.isXml = isXml;
  }

  openTag(start: number, end: number): void {
    this.#name = { start, end };
  }

  openTagEnd(end: number, closesItself: boolean): void {
    const start = this.#name.start - 1;
    this.spans.members.push({ it: { start, end } });
    const isEmpty = !this.isXml && empty.has(this.#textOf(this.#name));
    if (closesItself || isEmpty) this.spans.tag.push({ it: { start, end }, name: this.#name });
    else this.#open.push({ name: this.#name, start, inside: end });
  }

  /** An end without its start is no element's, and what has no end goes as far as what it is in. */
  closeTag(start: number, end: number): void {
    const name = this.#textOf({ start, end });
    const index = this.#open.findLastIndex((open) => this.#textOf(open.name) === name);
    if (index < 0) return;
    const close = this.#text.indexOf(">", end);
    const [closed, ...unclosed] = this.#open.splice(index);
    for (const open of unclosed) this.#add(open, start - 2, start - 2);
    if (closed !== undefined) this.#add(closed, start - 2, close < 0 ? this.#text.length : close + 1);
  }

  end(): void {
    for (const open of this.#open.splice(0)) this.#add(open, this.#text.length, this.#text.length);
  }

  attribute(start: number, end: number): void {
    this.#attribute = { start, end };
    this.#value = undefined;
  }

  valuePart(start: number, end: number): void {
    this.#value = { start: this.#value?.start ?? start, end };
  }

  /** @param quote how the value is quoted, where there is one: 0 is no value, 1 no quotes. */
  attributeEnd(quote: QuoteType, end: number): void {
    const name = this.#attribute;
    const isQuoted = quote > QuoteType.Unquoted;
    const it = { start: name.start, end: quote === QuoteType.NoValue ? name.end : end };
    const value = this.#value ?? { start: isQuoted ? end - 1 : end, end: isQuoted ? end - 1 : end };
    this.spans.attribute.push({ it, name, inside: value });
    this.spans.key.push({ it: name, domain: it, name });
    if (quote === QuoteType.NoValue) return;
    this.spans.value.push({ it: value, domain: it, name });
    if (isQuoted) this.spans.string.push({ it: { start: value.start - 1, end: it.end }, inside: value });
  }

  comment(start: number, end: number): void {
    const it = { start: this.#text.lastIndexOf("<!--", start), end: this.#text.indexOf(">", end) + 1 };
    this.spans.comment.push({ it, inside: trimmed(this.#text, { start, end }) });
  }

  #add({ name, start, inside }: Open, insideEnd: number, end: number): void {
    const it = trimmed(this.#text, { start, end });
    const content = trimmed(this.#text, { start: inside, end: insideEnd });
    this.spans.tag.push({ it, name, inside: content });
    this.spans.block.push({ it, inside: content });
  }

  #textOf({ start, end }: Span): string {
    return this.#text.slice(start, end).toLowerCase();
  }
}
