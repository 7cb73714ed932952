/**
 * What the server understands when spoken to: the editor commands, in natural variants, as a JSGF grammar.
 * The names are those of the sample workspace.
 */

const files = ["cart", "price", "order", "inventory", "package", "read me", "price test", "t s config"];

const symbols = [
  "shopping cart",
  "add item",
  "remove item",
  "item count",
  "calculate total",
  "apply discount",
  "format price",
  "create order",
  "order summary",
  "check stock",
  "reserve stock",
];

/** What can be typed, searched for and put in its place. */
const words = [
  "hello world price amount total discount quantity item items order orders cart",
  "stock count name value customer number summary check this later test",
].flatMap((line) => line.split(" "));

/** Ends of "run the command …", which also make a command by themselves. */
const editorCommands = [
  "toggle [the] terminal",
  "toggle [the] side bar",
  "toggle [the] panel",
  "toggle line comment",
  "close [the] (panel | editor | side bar | terminal)",
  "close all editors",
  "format [the] document",
  "split [the] editor",
  "split (right | down)",
  "open [the] (settings | terminal)",
  "show [the] command palette",
  "create [a] new terminal",
  "run [the] (tests | build)",
  "push [the changes]",
  "discard all changes",
];

const anyOf = (alternatives: readonly string[]): string => alternatives.join(" | ");

/** Words that the recogniser's dictionary lacks, with their phones in ARPABET. */
export const pronunciations: [word: string, phones: string][] = [
  ["config", "K AH N F IH G"],
  ["json", "JH EY S AH N"],
];

export const commandGrammar = `#JSGF V1.0;
grammar commands;
public <utterance> = <answer> | [please] <command> [please | (and | then | and then) <command>];
<command> = <navigate> | <change> | <history> | <look> | <talking> | [run [the] command] <editor>;

<digit> = one | two | three | four | five | six | seven | eight | nine;
<teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen;
<tens> = twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety;
<small> = <digit> | <teen> | <tens> [<digit>];
<number> = <small> | (<digit> | a) hundred [[and] <small>];

<file> = ${anyOf(files)};
<extension> = dot (t s | json | m d);
<symbol> = ${anyOf(symbols)};
<word> = ${anyOf(words)};
<words> = <word> [<word> [<word>]];

<navigate> = [go to | jump to] line (zero | <number>)
  | open [the] <file> [file | <extension>] | go to the <file> file
  | (go to | jump to) [the] (function | method | class | symbol) <symbol> | go to <symbol>
  | (go to | show) [the] definition | go back
  | select lines <number> (to | through) <number> | select line <number>
  | [go to] [the] (next | previous) (problem | error);
<scope> = function | class | method | argument | statement | block;
<change> = (select | delete) (this | the (next | first | last)) <scope>
  | (comment | duplicate) this line | (delete | remove) lines <number> (to | through) <number> | (delete | remove) line <number>
  | insert [a] comment <words> | (insert | type) <words>
  | replace [all] <words> with <words>;
<history> = (undo | redo) [that | (two | three) times];
<look> = what have i changed | save [the] file | save | where am i | what file is this;
<talking> = [switch to] push to talk | switch to hands free | mute the microphone | speak (faster | slower)
  | (spoken | written) answers | start a new conversation | what did this cost;
<editor> = ${anyOf(editorCommands)};
<answer> = yes | yes do it | no | no (don't | do not) | stop;
`;
