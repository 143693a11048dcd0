import { isCollection, isScalar, type Scalar, visit } from 'yaml';
import type { SyntaxProblem } from './syntax-problem';
import type { YamlDocument } from './yaml-documents';

// What the YAML 1.2 parser accepts and Helm does not. Each check looks for a rare pattern in the text first.

const DIRECTIVE = /^(?:[ \t]*(?:#.*)?\r?\n)*%/;
const SEPARATOR = /^---(?![ \t\r]*(?:#|$))/gm;
const ESCAPE = /\\(?:\/|u[dD][89a-fA-F])/;
const TAB_LINE = /^ *\t[ \t]*(?=#|\r?$)/gm;

export function limitProblems(text: string, documents: readonly YamlDocument[]): SyntaxProblem[] {
  return [
    ...directives(text),
    ...separators(text),
    ...unreadDocuments(documents),
    ...(ESCAPE.test(text) ? escapes(text, documents) : []),
    ...tabs(text, documents),
  ];
}

function directives(text: string): SyntaxProblem[] {
  const match = DIRECTIVE.exec(text);
  return match
    ? [{ message: 'Helm 4 does not read a file with a % directive; remove that line', offset: match[0].length - 1 }]
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

function escapes(text: string, documents: readonly YamlDocument[]): SyntaxProblem[] {
  const message =
    'Helm does not know this escape; write "/" without a backslash, and characters beyond \\uFFFF as \\U and 8 digits';
  const problems: SyntaxProblem[] = [];
  for (const document of documents) {
    visit(document, {
      Scalar: (_key, node) => {
        const offset = node.type === 'QUOTE_DOUBLE' ? badEscape(text, node) : undefined;
        if (offset !== undefined) problems.push({ message, offset });
      },
    });
  }
  return problems;
}

function badEscape(text: string, { range }: Scalar): number | undefined {
  const [start, end] = range!;
  for (const match of text.slice(start, end).matchAll(/\\(?:[^]|$)/g)) {
    const offset = start + match.index;
    if (text.slice(offset, offset + 4).search(ESCAPE) === 0) return offset;
  }
  return undefined;
}

function tabs(text: string, documents: readonly YamlDocument[]): SyntaxProblem[] {
  const offsets = [...text.matchAll(TAB_LINE)].map(({ index }) => index);
  if (offsets.length === 0) return [];
  const inside: [number, number][] = [];
  const add = (range: readonly number[] | null | undefined): void => void (range && inside.push([range[0], range[1]]));
  for (const document of documents) {
    visit(document, (_key, node) => {
      if (isScalar(node) || (isCollection(node) && node.flow)) add(node.range);
    });
  }
  const message = 'Helm does not accept a tab at the beginning of a line; remove it';
  return offsets
    .filter((offset) => !inside.some(([start, end]) => start < offset && offset < end))
    .map((offset) => ({ message, offset }));
}
