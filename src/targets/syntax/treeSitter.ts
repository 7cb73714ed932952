/** Tree-sitter, its grammars loaded when they are first needed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as otherWork } from "node:timers/promises";
import treeSitter, { type Language, type Query, type Tree } from "@vscode/tree-sitter-wasm";
import type { Grammar } from "./grammars.ts";

/** In milliseconds: so long, parsing holds up everything else in the process. */
const slice = 15;

export interface Places {
  /** The file of Tree-sitter itself. */
  runtime: string;
  /** The folder of `tree-sitter-LANGUAGE.wasm`. */
  grammars: string;
}

/** One language's parser, and the queries that were made for it. */
export class GrammarParser {
  readonly #language: Language;
  readonly #parser = new treeSitter.Parser();
  readonly #queries = new Map<string, Query>();

  constructor(language: Language) {
    this.#language = language;
    this.#parser.setLanguage(language);
  }

  query(source: string): Query {
    let query = this.#queries.get(source);
    if (query === undefined) {
      query = new treeSitter.Query(this.#language, source);
      this.#queries.set(source, query);
    }
    return query;
  }

  /**
   * Parses with pauses, in which others get to work.
   * @param before of an earlier text, edited to fit this one.
   * @returns undefined where it was not done before `signal` aborted.
   */
  async parse(text: string, before: Tree | undefined, signal: AbortSignal): Promise<Tree | undefined> {
    this.#parser.reset();
    while (!signal.aborted) {
      const end = performance.now() + slice;
      const tree = this.#parser.parse((index) => text.slice(index, index + 4096), before, {
        progressCallback: () => performance.now() > end,
      });
      if (tree !== null) return tree;
      // oxlint-disable-next-line no-await-in-loop -- each part of the text comes after the one before.
      await otherWork();
    }
    return undefined;
  }
}

export class TreeSitter {
  readonly #places: Places;
  #ready: Promise<void> | undefined;
  readonly #parsers = new Map<Grammar, Promise<GrammarParser>>();

  constructor(places: Places) {
    this.#places = places;
  }

  /** @throws {Error} where its files are missing. */
  parser(grammar: Grammar): Promise<GrammarParser> {
    let parser = this.#parsers.get(grammar);
    if (parser === undefined) {
      parser = this.#load(grammar);
      this.#parsers.set(grammar, parser);
      // What could not be read now may be there the next time.
      parser.catch(() => this.#parsers.delete(grammar));
    }
    return parser;
  }

  async #load(grammar: Grammar): Promise<GrammarParser> {
    this.#ready ??= treeSitter.Parser.init({ locateFile: () => this.#places.runtime });
    await this.#ready;
    const path = join(this.#places.grammars, `tree-sitter-${grammar}.wasm`);
    return new GrammarParser(await treeSitter.Language.load(await readFile(path)));
  }
}
