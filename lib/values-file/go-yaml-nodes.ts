import {
  type Alias,
  isAlias,
  isCollection,
  isNode,
  isScalar,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { SyntaxProblem, YamlDocument } from './yaml-document';

// An escape pair at a time, so that a backslash that is escaped itself begins none.
const ESCAPE = /\\(\/|u[dD][89a-fA-F]|[ \t]*\r?\n[ \t]*\r?\n|[^]|$)/g;
const BAD = /^(?:\/|u..|[ \t]*\r?\n[^]*\n)/;
/** Characters, its colon among them. */
const LONGEST_KEY = 1024;
const BAD_ESCAPE =
  'Helm does not know this escape; write "/" without a backslash, characters beyond \\uFFFF as \\U and 8 digits, and no empty line after a backslash';
const BAD_ANCHOR =
  'the name of an anchor (&) may hold only letters, digits, "-" and "_"; rename it, or quote the value';
const TAB_INDENT =
  'Helm does not accept a tab where it looks for the indentation of a text; write a digit, e.g. "|2", or begin with another line';
const BLANK_BLOCK = 'the parsers of Helm and of YAML 1.2 do not agree on a text of blanks; write it in double quotes';
const IN_BRACKETS = 'Helm does not accept this without quotes in {} or []; put the value in quotes';
const NO_SPACE = 'no space stands after the colon, so that Helm does not take this for a key; write a space after it';
const LONG_KEY = 'Helm wants a key in {} or [] on one line, with its colon; write it on one line';
const EMPTY_TAG = 'Helm takes what follows a tag (!) in {} or [] for a part of it; write a value after the tag';

type Visited = { readonly message: string; readonly offset: number } | undefined;

/** What Helm's parser refuses or reads in another way, value by value. */
export function nodeProblems(text: string, documents: readonly YamlDocument[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const add = (problem: Visited): void => void (problem && problems.push(problem));
  for (const document of documents) {
    visit(document, {
      Node: (_key, node, path) => {
        add(anchorProblem(node));
        if (isScalar(node)) add(isInBrackets(path) ? bracketProblem(node) : blockProblem(text, node));
        if (isScalar(node) && node.type === 'QUOTE_DOUBLE') add(escapeProblem(text, node));
      },
      Pair: (_key, pair, path) => {
        if (isInBrackets(path)) add(keyProblem(text, pair));
      },
    });
  }
  return problems;
}

function isInBrackets(path: readonly unknown[]): boolean {
  return path.some((parent) => isCollection(parent) && parent.flow);
}

function anchorProblem(node: Alias | Scalar | YAMLMap | YAMLSeq): Visited {
  const isBad = !isAlias(node) && node.anchor !== undefined && !/^[\w-]+$/.test(node.anchor);
  return isBad ? { message: BAD_ANCHOR, offset: node.range![0] } : undefined;
}

function escapeProblem(text: string, { range }: Scalar): Visited {
  const written = text.slice(range![0], range![1]);
  if (!written.includes('\\')) return undefined;
  const match = [...written.matchAll(ESCAPE)].find(([, escaped]) => BAD.test(escaped));
  return match && { message: BAD_ESCAPE, offset: range![0] + match.index };
}

function blockProblem(text: string, { type, range, value }: Scalar): Visited {
  if (type !== 'BLOCK_LITERAL' && type !== 'BLOCK_FOLDED') return undefined;
  const [start, end] = range!;
  const [header, ...lines] = text.slice(start, end).split('\n');
  const isExplicit = /^.[-+]?[1-9]/.test(header);
  const isBlank = (value as string).trim() === '';
  if (isExplicit && isBlank && lines.some((line) => /^ /.test(line))) return { message: BLANK_BLOCK, offset: start };
  const first = lines.findIndex((line) => !/^ *\r?$/.test(line));
  return !isExplicit && /^ *\t/.test(lines[first] ?? '') ? { message: TAB_INDENT, offset: start } : undefined;
}

/** Indicators that end a plain scalar in brackets, in YAML 1.1 alone. */
function bracketProblem({ type, range, source, tag }: Scalar): Visited {
  const [offset] = range!;
  if (tag !== undefined && source === '') return { message: EMPTY_TAG, offset };
  return type === 'PLAIN' && /^:|\?/.test(source ?? '') ? { message: IN_BRACKETS, offset } : undefined;
}

function keyProblem(text: string, { key }: Pair): Visited {
  if (!isNode(key) || !key.range) return undefined;
  const [start, end] = key.range;
  const colon = /^\s*:/.exec(text.slice(end, end + LONGEST_KEY));
  const isExplicit = /\?\s*$/.test(text.slice(Math.max(0, start - LONGEST_KEY), start));
  if (!colon || isExplicit) return undefined;
  const colonAt = end + colon[0].length;
  if (colonAt - start > LONGEST_KEY || text.slice(start, colonAt).includes('\n'))
    return { message: LONG_KEY, offset: start };
  const isPlain = isScalar(key) && key.type === 'PLAIN';
  return isPlain && /[,[\]{}]/.test(text[colonAt] ?? '') ? { message: NO_SPACE, offset: end } : undefined;
}
