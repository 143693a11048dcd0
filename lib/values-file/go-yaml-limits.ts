import { isCollection, isScalar, visit } from 'yaml';
import { nodeProblems } from './go-yaml-nodes';
import type { SyntaxProblem, YamlDocument } from './yaml-document';

// What the YAML 1.2 parser accepts and Helm does not, or reads in another way.

const DIRECTIVE = /^(?:[ \t]*(?:#.*)?\r?\n)*%/;
const END_AT_START = /^(?:[ \t]*(?:#.*)?\r?\n)*\.\.\.(?=\s|$)/;
const SEPARATOR = /^---(?![ \t\r]*(?:#|$))/gm;
const TAB_LINE = /^ *\t[ \t]*(?=#|\r?$)/gm;
const TAB_AFTER_INDICATOR = /^ *(?:[-?:] +)*[-?:] *\t/gm;

export function limitProblems(text: string, documents: readonly YamlDocument[]): SyntaxProblem[] {
  return [
    ...directives(text),
    ...ends(text),
    ...separators(text),
    ...unreadDocuments(documents),
    ...nodeProblems(text, documents),
    ...tabs(text, documents, TAB_LINE, 'Helm does not accept a tab at the beginning of a line; remove it'),
    ...tabs(text, documents, TAB_AFTER_INDICATOR, 'Helm does not accept a tab after "-", "?" or ":"; write a space'),
  ];
}

function directives(text: string): SyntaxProblem[] {
  const match = DIRECTIVE.exec(text);
  return match
    ? [{ message: 'Helm 4 does not read a file with a % directive; remove that line', offset: match[0].length - 1 }]
    : [];
}

function ends(text: string): SyntaxProblem[] {
  const match = END_AT_START.exec(text);
  return match
    ? [{ message: 'Helm does not accept "..." before the first value; remove that line', offset: match[0].length - 3 }]
    : [];
}

function separators(text: string): SyntaxProblem[] {
  const message =
    'Helm 4 takes a line that begins with --- for the start of a document; write nothing after it, or indent a text';
  return [...text.matchAll(SEPARATOR)].map(({ index }) => ({ message, offset: index }));
}

function unreadDocuments(documents: readonly YamlDocument[]): SyntaxProblem[] {
  const message = 'Helm does not read what stands after "..."; remove that line';
  return documents
    .slice(1)
    .flatMap(({ directives: { docStart }, range }) => (docStart ? [] : [{ message, offset: range[0] }]));
}

/** Tabs of a pattern, but for those within a text or within brackets. */
function tabs(text: string, documents: readonly YamlDocument[], pattern: RegExp, message: string): SyntaxProblem[] {
  const offsets = [...text.matchAll(pattern)].map((match) => match.index + match[0].indexOf('\t'));
  if (offsets.length === 0) return [];
  const inside: [number, number][] = [];
  const add = (range: readonly number[] | null | undefined): void => void (range && inside.push([range[0], range[1]]));
  for (const document of documents) {
    visit(document, (_key, node) => {
      if (isScalar(node) || (isCollection(node) && node.flow)) add(node.range);
    });
  }
  return offsets
    .filter((offset) => !inside.some(([start, end]) => start < offset && offset < end))
    .map((offset) => ({ message, offset }));
}
