import type { Diagnostic } from '../json/diagnostic';
import { isObject, type JsonObject } from '../json/json';
import { decodeDocument } from './decoder';
import { mergeValues } from './merge';
import type { Place } from './place';
import type { SourceText } from './source-text';
import { syntaxMessage } from './syntax-message';
import type { YamlDocument } from './yaml-document';
import { parseText } from './yaml-documents';
import { YamlFile, YamlPlace } from './yaml-place';

export interface SourceValues {
  readonly values: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
  readonly places: readonly Place[];
}

/** Reads one YAML source. A source with a syntax error gives no values: what it means is a guess. */
export function readYaml(name: string, source: SourceText): SourceValues {
  if ('problem' in source) return failed([{ severity: 'error', file: name, ...source.problem }]);
  try {
    return readText(name, source.text);
  } catch (error) {
    // The stack is the limit of what the parser and the decoder can nest.
    if (!(error instanceof RangeError)) throw error;
    const message = syntaxMessage('RESOURCE_EXHAUSTION');
    return failed([{ severity: 'error', rule: 'yaml-syntax', file: name, message }]);
  }
}

function readText(name: string, text: string): SourceValues {
  const { source, documents, problems, later, unended, lines } = parseText(text);
  const file = new YamlFile(name, source, lines);
  if (problems.length > 0) {
    return failed(
      problems.map(({ message, offset }) => ({
        severity: 'error',
        rule: 'yaml-syntax',
        message,
        ...file.position(offset),
      })),
    );
  }
  const read = documents.map((document) => readDocument(document, file));
  return {
    values: read.reduce<JsonObject>((merged, { values }) => mergeValues(merged, values), {}),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...later.map((offset) => laterDocument(file, offset)),
      ...(unended === undefined ? [] : [unendedText(file, unended)]),
    ],
    places: read.flatMap(({ places }) => places),
  };
}

function readDocument({ contents }: YamlDocument, file: YamlFile): SourceValues {
  const { value, problems, aliases } = decodeDocument(contents);
  const diagnostics = problems.map(({ offset, ...problem }): Diagnostic => ({ ...problem, ...file.position(offset) }));
  if (value === null) return { values: {}, diagnostics, places: [] };
  if (!isObject(value)) return failed([...diagnostics, wrongRoot(file, contents?.range[0] ?? 0)]);
  return { values: value, diagnostics, places: [new YamlPlace(file, aliases, contents, contents)] };
}

function failed(diagnostics: readonly Diagnostic[]): SourceValues {
  return { values: {}, diagnostics, places: [] };
}

function wrongRoot(file: YamlFile, offset: number): Diagnostic {
  const message = 'a values file must be a map at its top level: lines of "key: value"';
  return { severity: 'error', rule: 'root-type', message, ...file.position(offset) };
}

function laterDocument(file: YamlFile, offset: number): Diagnostic {
  const message =
    'Helm 4 merges this further document (after ---) over the first, Helm 3 leaves it out; write one document';
  return { severity: 'warning', rule: 'multiple-documents', message, ...file.position(offset) };
}

function unendedText(file: YamlFile, offset: number): Diagnostic {
  const message =
    'the file ends with this text and without a line end, which Helm 4 adds to the text and Helm 3 does not; end the file with a line end';
  return { severity: 'warning', rule: 'final-newline', message, ...file.position(offset) };
}
