/** What is said for signs, and for things that are no words. */

/** How a sign stands to what is before and after it. */
export interface Sign {
  text: string;
  /** No space goes before it, or after it. */
  left: boolean;
  right: boolean;
  /** It ends a sentence: the next word begins with a capital, in prose. */
  ends?: true;
}

const both = (text: string): Sign => ({ text, left: true, right: true });
const closing = (text: string): Sign => ({ text, left: true, right: false });
const opening = (text: string): Sign => ({ text, left: false, right: true });
const apart = (text: string): Sign => ({ text, left: false, right: false });
const ending = (text: string): Sign => ({ text, left: true, right: false, ends: true });

/** Each by all that people call it, parted by bars. */
const spoken: [names: string, sign: Sign][] = [
  ["comma", closing(",")],
  ["period|full stop", ending(".")],
  ["dot|point", both(".")],
  ["question mark", ending("?")],
  ["exclamation mark|exclamation point|bang", ending("!")],
  ["colon", closing(":")],
  ["double colon|colon colon", both("::")],
  ["semicolon|semi colon", closing(";")],
  ["apostrophe", both("'")],
  ["ellipsis|dot dot dot", closing("...")],
  ["spread|rest sign", opening("...")],
  ["open paren|open parenthesis|left paren|left parenthesis|open round|open bracket paren", opening("(")],
  ["close paren|close parenthesis|closed paren|right paren|right parenthesis|close round", closing(")")],
  ["open call|call paren", both("(")],
  ["empty parens|open close paren|call it", both("()")],
  ["open bracket|left bracket|open square bracket|open square|left square bracket", opening("[")],
  ["close bracket|right bracket|close square bracket|close square|right square bracket", closing("]")],
  ["open brace|left brace|open curly brace|open curly|open curly bracket|left curly", opening("{")],
  ["close brace|right brace|close curly brace|close curly|close curly bracket|right curly", closing("}")],
  ["open angle|less than tight|open angle bracket|left angle bracket", both("<")],
  ["close angle|close angle bracket|right angle bracket", closing(">")],
  ["open quote|open quotes|begin quote|open double quote", opening('"')],
  ["close quote|close quotes|end quote|unquote|close double quote", closing('"')],
  ["open single quote", opening("'")],
  ["close single quote", closing("'")],
  ["backtick|back tick|grave", both("`")],
  ["hyphen", both("-")],
  ["dash", apart("–")],
  ["em dash", both("—")],
  ["underscore|under score", both("_")],
  ["slash|forward slash", both("/")],
  ["double slash|slash slash", apart("//")],
  ["backslash|back slash", both("\\")],
  ["pipe|vertical bar", apart("|")],
  ["double pipe|or sign|pipe pipe|logical or", apart("||")],
  ["ampersand|and sign", apart("&")],
  ["double ampersand|ampersand ampersand|logical and", apart("&&")],
  ["at sign", opening("@")],
  ["hash sign|pound sign|hashtag|number sign", opening("#")],
  ["dollar sign", opening("$")],
  ["percent sign", closing("%")],
  ["modulo sign", apart("%")],
  ["caret|hat sign", apart("^")],
  ["tilde", opening("~")],
  ["asterisk|star sign", apart("*")],
  ["plus sign", apart("+")],
  ["minus sign", apart("-")],
  ["plus plus|increment sign", both("++")],
  ["equals sign|equal sign|equals", apart("=")],
  ["plus equals", apart("+=")],
  ["minus equals", apart("-=")],
  ["double equals|equals equals", apart("==")],
  ["triple equals|equals equals equals", apart("===")],
  ["not equals|bang equals|not equal sign", apart("!=")],
  ["not triple equals|not double equals|strictly not equals", apart("!==")],
  ["not sign", opening("!")],
  ["less than|less than sign", apart("<")],
  ["greater than|greater than sign", apart(">")],
  ["less or equal|less than or equal|less than or equal to", apart("<=")],
  ["greater or equal|greater than or equal|greater than or equal to", apart(">=")],
  ["arrow|thin arrow", apart("->")],
  ["fat arrow|double arrow", apart("=>")],
  ["null coalescing|question question", apart("??")],
  ["optional chain|question dot", both("?.")],
  ["copyright sign", apart("©")],
  ["euro sign", apart("€")],
];

export const signs: ReadonlyMap<string, Sign> = new Map(
  spoken.flatMap(([names, sign]) => names.split("|").map((name): [string, Sign] => [name, sign])),
);

/** In words. */
export const longestSign = Math.max(...[...signs.keys()].map((name) => name.split(" ").length));

/** Their first letters are what they stand for. */
export const spelling = new Map(
  (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa " +
    "quebec romeo sierra tango uniform victor whiskey whisky yankee zulu xray x-ray"
  )
    .split(" ")
    .map((word): [string, string] => [word, word.charAt(0)]),
);
