/**
 * Takes a shell's command line apart, as far as its risk needs: which programs it runs with which words, where its
 * output goes, and what runs inside of substitutions. Nothing is expanded.
 */

/** Stands in a word for what only the shell knows: a variable, the output of a command, a pattern of file names. */
export const unknownPart = "\0";

export interface Redirection {
  /** ">", ">>", "<" and so on, without a number before it. */
  operator: string;
  target: string;
}

/** One program with its words, as between "|", ";" and the like. */
export interface SimpleCommand {
  /** Quotes and escapes are taken away. */
  words: string[];
  redirections: Redirection[];
  /** It reads what the one before it writes. */
  piped: boolean;
}

export interface CommandLine {
  commands: SimpleCommand[];
  /** The command lines inside of `$( )`, backticks and `<( )`. */
  inner: string[];
  /** False where something in it may mean more than is told here. */
  understood: boolean;
}

/** Patterns and lists of names: a file may be called like an option. */
const patternCharacters = "*?[{";

/** Also to a terminal that is typed into: control characters, and marks that let a text look like another. */
const strangeCharacter = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Longest first. */
const redirectionOperators = ["<<<", "&>>", "&>", "<<-", "<<", "<>", ">>", ">|", ">&", "<&", ">", "<"];

export function parseCommandLine(text: string): CommandLine {
  return new Parser(text).parse();
}

class Parser {
  readonly #text: string;
  #at = 0;
  #word: string | undefined;
  #command: SimpleCommand = { words: [], redirections: [], piped: false };
  /** The operator whose target comes next. */
  #operator: string | undefined;
  readonly #line: CommandLine;

  constructor(text: string) {
    this.#text = text;
    this.#line = { commands: [], inner: [], understood: !strangeCharacter.test(text) };
  }

  parse(): CommandLine {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand(false);
    return this.#line;
  }

  #step(): void {
    const character = this.#text.charAt(this.#at);
    if (character === " " || character === "\t") return this.#skip(() => this.#endWord());
    if (this.#redirection()) return;
    if ("\n;&|()\r".includes(character)) return this.#separator(character);
    this.#piece(character);
  }

  #skip(act: () => void): void {
    act();
    this.#at++;
  }

  #separator(character: string): void {
    // "&&" and "||" are two of these: between them stands nothing. "||" pipes nothing.
    const doubled = this.#text.startsWith("||", this.#at);
    this.#at += doubled ? 2 : 1;
    this.#endCommand(character === "|" && !doubled);
  }

  #redirection(): boolean {
    const operator = redirectionOperators.find((each) => this.#text.startsWith(each, this.#at));
    if (operator === undefined) return false;
    this.#at += operator.length;
    if (this.#text.charAt(this.#at) === "(" && (operator === "<" || operator === ">")) {
      this.#add(unknownPart);
      this.#substitution(this.#at + 1, ")");
      return true;
    }
    // A number just before it is no word, but names what is redirected.
    if (this.#word !== undefined && /^\d+$/.test(this.#word)) this.#word = undefined;
    this.#endWord();
    this.#operator = operator;
    return true;
  }

  /** A piece of a word. */
  #piece(character: string): void {
    switch (character) {
      case "'":
        return this.#single();
      case '"':
        return this.#double();
      case "\\":
        return this.#escape();
      case "$":
        return this.#dollar();
      case "`":
        return this.#substitution(this.#at + 1, "`");
      case "!":
        // An interactive shell may put an earlier command here.
        if (this.#word !== undefined || /^![^\s=(]/.test(this.#text.slice(this.#at)))
          this.#line.understood = false;
        return this.#take(character);
      default:
        return this.#take(this.#isPattern(character) ? unknownPart : character);
    }
  }

  /** A brace by itself holds commands together. */
  #isPattern(character: string): boolean {
    const alone = character === "{" && this.#word === undefined && /^\s/.test(this.#text.slice(this.#at + 1));
    return patternCharacters.includes(character) && !alone;
  }

  #take(piece: string): void {
    this.#add(piece);
    this.#at++;
  }

  #escape(): void {
    const next = this.#text.charAt(this.#at + 1);
    this.#at += 2;
    if (next === "") this.#line.understood = false;
    // An escaped line end joins the lines.
    else if (next !== "\n") this.#add(next);
  }

  #single(): void {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) return this.#unclosed();
    this.#add(this.#text.slice(this.#at + 1, end));
    this.#at = end + 1;
  }

  #double(): void {
    this.#add("");
    this.#at++;
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === "") return this.#unclosed();
      if (character === '"') return this.#skip(() => undefined);
      if (character === "$") this.#dollar();
      else if (character === "`") this.#substitution(this.#at + 1, "`");
      else if (character === "\\") this.#escapeInDouble();
      else {
        if (character === "!") this.#line.understood = false;
        this.#take(character);
      }
    }
  }

  #escapeInDouble(): void {
    const next = this.#text.charAt(this.#at + 1);
    this.#add('$`"\\'.includes(next) ? next : `\\${next}`);
    this.#at += 2;
  }

  #dollar(): void {
    const rest = this.#text.slice(this.#at + 1);
    const [simple] = /^(?:\w+|[@*#?$!-]|\{\w+\})/.exec(rest) ?? [];
    if (rest.startsWith("(")) return this.#substitution(this.#at + 2, ")");
    if (simple !== undefined) {
      this.#add(unknownPart);
      this.#at += 1 + simple.length;
      return;
    }
    // `$'…'` and `${…}` have a language of their own; a lone dollar is one.
    if (/^['"{[]/.test(rest)) this.#line.understood = false;
    this.#take(unknownPart);
  }

  /** What runs from here up to its end goes to the inner lines. @param start after its opening. */
  #substitution(start: number, close: ")" | "`"): void {
    this.#add(unknownPart);
    const end = endOf(this.#text, start, close);
    if (end === undefined) return this.#unclosed(start);
    const inner = this.#text.slice(start, end);
    // Between backticks one backslash more is taken away.
    this.#line.inner.push(close === "`" ? inner.replaceAll(/\\([`$\\])/g, "$1") : inner);
    this.#at = end + 1;
  }

  /** The rest is read as if it were outside of the quotes, too: what stands there may run after all. */
  #unclosed(start = this.#at + 1): void {
    this.#line.understood = false;
    this.#line.inner.push(this.#text.slice(start));
    this.#at = this.#text.length;
  }

  #add(piece: string): void {
    this.#word = (this.#word ?? "") + piece;
  }

  #endWord(): void {
    const word = this.#word;
    this.#word = undefined;
    if (word === undefined) return;
    const operator = this.#operator;
    this.#operator = undefined;
    if (operator === undefined) this.#command.words.push(word);
    else this.#command.redirections.push({ operator, target: word });
  }

  #endCommand(pipes: boolean): void {
    this.#endWord();
    if (this.#operator !== undefined) this.#line.understood = false;
    this.#operator = undefined;
    const { words, redirections } = this.#command;
    if (words.length + redirections.length > 0) this.#line.commands.push(this.#command);
    this.#command = { words: [], redirections: [], piped: pipes };
  }
}

/** Where the substitution that begins at `start` ends, quotes and inner ones aside. */
function endOf(text: string, start: number, close: ")" | "`"): number | undefined {
  let depth = 0;
  let quote = "";
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\" && quote !== "'") at++;
    else if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === close && depth === 0) return at;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
  }
  return undefined;
}
