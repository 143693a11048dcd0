import type { ErrorCode } from 'yaml';

// The parser's own messages may quote the file, which may hold secrets, so each kind of error has its own text here.
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias (*name) cannot have a tag or an anchor of its own; remove them',
  BAD_ALIAS: 'the name of an anchor (&) or an alias (*) is missing or ends in a colon; write a plain name and a space',
  BAD_DIRECTIVE: 'the line that begins with % is not a YAML directive; remove it, or quote it if it is a value',
  BAD_DQ_ESCAPE: 'this escape is not known in a double-quoted text; write a backslash as \\\\, or use single quotes',
  BAD_INDENT: 'the indentation does not fit; align this line with its neighbours, with spaces',
  BAD_PROP_ORDER: 'a tag or an anchor stands before an indicator (-, ? or :); put it after',
  BAD_SCALAR_START: 'an unquoted value cannot begin with this character; put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a map or a list begins on the line of another key; put it on a line of its own, or quote the value if it holds ": "',
  BLOCK_IN_FLOW: 'an indented map or list cannot stand within {} or []; write it with {} or [] too',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters; a quote or a bracket may not be closed',
  MISSING_CHAR: 'a character is missing here: a closing quote or bracket, a comma, a colon or a space; add it',
  MULTILINE_IMPLICIT_KEY:
    'a key spans several lines; write it on one line with a colon and a space after it, or indent the line if it continues a value',
  MULTIPLE_ANCHORS: 'a value has two anchors (&); keep one',
  MULTIPLE_TAGS: 'a value has two tags (!); keep one',
  RESOURCE_EXHAUSTION: 'the values are nested too deeply; make them flatter',
  TAB_AS_INDENT: 'a tab is used as indentation; use spaces',
  TAG_RESOLVE_FAILED: 'this tag (!) is not known; remove it, or quote the value if it begins with "!"',
};

// One code stands for several mistakes, which only the parser's wording tells apart.
const BY_WORDING: readonly (readonly [RegExp, string])[] = [
  [
    /sufficiently indented|at least \d+ space/,
    'the lines of a value in brackets or quotes must be indented more than its key; indent them, or add the closing bracket or quote',
  ],
  [
    /closing ['"]quote/,
    'a text in quotes is not closed; add the quote, or indent the lines of the text more than its key',
  ],
  [/Unexpected flow-(map|seq)-end/, 'this bracket closes none; remove it, or add the bracket that opens'],
  [
    /at node end/,
    "text stands behind the end of a value; write a quote within '...' as '', within \"...\" as \\\", or remove the text",
  ],
  [/Missing , between/, 'a comma is missing before this; add it'],
  [/followed by map values/, 'this line has no colon; write "key: value", or indent the line if it continues a value'],
  [/Comments must be separated/, 'write a space before the # of a comment, or quote the value if the # belongs to it'],
];

export function syntaxMessage(code: ErrorCode, parserMessage = ''): string {
  const worded = BY_WORDING.find(([wording]) => wording.test(parserMessage));
  return (
    worded?.[1] ??
    MESSAGES[code] ??
    'this is not valid YAML; check the indentation, quotes and brackets here and on the line before'
  );
}
