import { type Document, isScalar, LineCounter, parseAllDocuments, type ParsedNode, type YAMLError } from 'yaml';
import { limitProblems } from './go-yaml-limits';
import { syntaxMessage } from './syntax-message';

export type YamlDocument = Document.Parsed<ParsedNode>;

export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
}

export interface ParsedText {
  /** The documents that Helm 4 merges. */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly SyntaxProblem[];
  /** Documents with content that Helm 3 leaves out, by where they begin. */
  readonly later: readonly number[];
  readonly lines: LineCounter;
}

export function parseText(text: string): ParsedText {
  const lines = new LineCounter();
  try {
    const documents = parse(text, lines);
    const problems = documents.flatMap(syntaxProblems);
    if (problems.length === 0) problems.push(...limitProblems(text, documents));
    return { documents, problems, later: laterDocuments(documents), lines };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { documents: [], problems: [{ message: syntaxMessage('RESOURCE_EXHAUSTION'), offset: 0 }], later: [], lines };
  }
}

function parse(text: string, lineCounter: LineCounter): YamlDocument[] {
  const documents = parseAllDocuments(text, {
    // The schema leaves every scalar a string: how Helm types them is in scalar.ts.
    schema: 'failsafe',
    resolveKnownTags: false,
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter,
  });
  return documents as YamlDocument[];
}

function syntaxProblems(document: YamlDocument): SyntaxProblem[] {
  const unique = new Map<number, YAMLError>();
  for (const error of document.errors) if (!unique.has(error.pos[0])) unique.set(error.pos[0], error);
  return [...unique.values()].map(({ code, message, pos }) => ({ message: syntaxMessage(code, message), offset: pos[0] }));
}

function laterDocuments(documents: readonly YamlDocument[]): number[] {
  return documents.slice(1).flatMap(({ contents }) => (contents && !isNothing(contents) ? [contents.range[0]] : []));
}

function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.source === '' && node.tag === undefined && node.type === 'PLAIN';
}
