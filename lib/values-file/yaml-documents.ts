import { isScalar, LineCounter, parseAllDocuments, type ParsedNode, visit, type YAMLError } from 'yaml';
import { HELM_HEADING, helmHeading } from './helm-heading';
import { limitProblems } from './go-yaml-limits';
import { syntaxProblem } from './syntax-problem';
import { indentValues, type Indented } from './unindented';
import type { SyntaxProblem, YamlDocument } from './yaml-document';

export interface ParsedText {
  /** What was parsed. */
  readonly source: Indented;
  /** The documents that Helm 4 merges. */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly SyntaxProblem[];
  /** Documents with content that Helm 3 leaves out, by where they begin. */
  readonly later: readonly number[];
  /** Where a text begins of which Helm 3 drops the line end, as the file has none. */
  readonly unended?: number;
  readonly lines: LineCounter;
}

export function parseText(text: string): ParsedText {
  const parsed = parseIndented({ text, added: new Map() });
  if (parsed.problems.length === 0) return parsed;
  const indented = indentValues(text);
  const again = indented && parseIndented(indented);
  return again?.problems.length === 0 ? again : parsed;
}

function parseIndented(source: Indented): ParsedText {
  const { text } = source;
  const lines = new LineCounter();
  const documents = parse(text, lines);
  const problems = mergeConflict(text) ?? allSyntaxProblems(documents, text, lines);
  if (problems.length === 0) problems.push(...limitProblems(text, documents));
  return {
    source,
    documents,
    problems,
    later: laterDocuments(documents),
    unended: unendedText(text, documents),
    lines,
  };
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

/** Of what Helm prints above values that are no map in lines, the heading is the one problem. */
function allSyntaxProblems(documents: readonly YamlDocument[], text: string, lines: LineCounter): SyntaxProblem[] {
  const problems = documents.flatMap((document) => syntaxProblems(document, text, lines));
  const offset = problems.length > 0 ? helmHeading(text) : undefined;
  return offset === undefined ? problems : [{ message: HELM_HEADING, offset }];
}

/** The first problem of each line, and none after a token that does not belong there: to the parser all that follows is wrong then. */
function syntaxProblems(document: YamlDocument, text: string, lines: LineCounter): SyntaxProblem[] {
  const first = new Map<number, YAMLError>();
  const errors = document.errors.filter((error) => !isCommentThatHelmReads(error, text));
  for (const error of errors.sort((a, b) => a.pos[0] - b.pos[0])) {
    const { line } = lines.linePos(error.pos[0]);
    if (!first.has(line)) first.set(line, error);
    if (error.code === 'UNEXPECTED_TOKEN') break;
  }
  return [...first.values()].map((error) => syntaxProblem(error, document, text, lines));
}

/** Behind a quote or a bracket a comment needs no space in YAML 1.1. */
function isCommentThatHelmReads({ message, pos: [offset] }: YAMLError, text: string): boolean {
  return message.startsWith('Comments must be separated') && /["'\[\]{},]/.test(text[offset - 1]);
}

/** Git leaves these lines where a person has to decide; what the parser says of them misleads. */
function mergeConflict(text: string): SyntaxProblem[] | undefined {
  const offset = text.search(/^<{7} .*$[^]*^={7}$[^]*^>{7} /m);
  if (offset < 0) return undefined;
  const message = 'a merge conflict begins here; keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>';
  return [{ message, offset }];
}

function laterDocuments(documents: readonly YamlDocument[]): number[] {
  return documents.slice(1).flatMap(({ contents }) => (contents && !isNothing(contents) ? [contents.range[0]] : []));
}

function unendedText(text: string, documents: readonly YamlDocument[]): number | undefined {
  if (/\n$|^$/.test(text)) return undefined;
  let offset: number | undefined;
  visit(documents.at(-1)!, {
    Scalar: (_key, { type, range }) => {
      const [start, end] = range!;
      const isLast = type?.startsWith('BLOCK') && end === text.length;
      if (isLast && !/^.\d?-/.test(text.slice(start))) offset = start;
    },
  });
  return offset;
}

function isNothing(node: ParsedNode): boolean {
  return isScalar(node) && node.source === '' && node.tag === undefined && node.type === 'PLAIN';
}
