import type { Diagnostic, KeyPath } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { mergeValues } from './merge';
import { findPlace, type Place, type Position } from './place';
import { readSet } from './set-source';
import type { SetKind } from './set-value';
import { checkText, decode, readText, type SourceText } from './source-text';
import { readYaml, type SourceValues } from './yaml-source';

export { coalesceValues } from './merge';
export { HELM_HEADING } from './helm-heading';

export type ValuesSource =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'read'; readonly name: string; readonly content: SourceText }
  | { readonly kind: SetKind; readonly expression: string };

export interface Values {
  /** All sources merged in their order; nulls are kept, to be coalesced with a chart's defaults. */
  readonly values: JsonObject;
  /** Problems of reading the sources. */
  readonly diagnostics: Diagnostic[];
  /** Where the last source set this path: the key's position; for an absent path that of its nearest ancestor. */
  locate(path: KeyPath): Position;
  /** As `locate`, but the position of the value. */
  locateValue(path: KeyPath): Position;
}

/**
 * Reads values as Helm does and never throws: what cannot be read is told in the diagnostics.
 * The sources apply in the order given; Helm itself takes files, then --set-json, --set, --set-string,
 * --set-file, --set-literal.
 */
export function readValues(sources: readonly ValuesSource[]): Values {
  let values: JsonObject = {};
  const diagnostics: Diagnostic[] = [];
  const places: Place[] = [];
  for (const [index, source] of sources.entries()) {
    const read = readSource(values, source, sources.slice(0, index));
    values = read.values;
    diagnostics.push(...read.diagnostics);
    places.push(...read.places);
  }
  const root = rootPosition(sources);
  return {
    values,
    diagnostics,
    locate: (path) => findPlace(places, path)?.keyPosition() ?? root,
    locateValue: (path) => findPlace(places, path)?.valuePosition() ?? root,
  };
}

function readSource(before: JsonObject, source: ValuesSource, earlier: readonly ValuesSource[]): SourceValues {
  switch (source.kind) {
    case 'file':
      return over(before, readYaml(source.file, readText(source.file)));
    case 'text':
      return over(before, readYaml(source.name, checkText(source.text)));
    case 'bytes':
      return over(before, readYaml(source.name, decode(source.bytes)));
    case 'read':
      return over(before, readYaml(source.name, source.content));
    default: {
      const number = earlier.filter(({ kind }) => kind === source.kind).length + 1;
      return readSet(before, source.kind, source.expression, number);
    }
  }
}

function over(before: JsonObject, source: SourceValues): SourceValues {
  return { ...source, values: mergeValues(before, source.values) };
}

/** What is missing at the root is missing in the last file, if there is one. */
function rootPosition(sources: readonly ValuesSource[]): Position {
  const names = sources.flatMap((source) =>
    'expression' in source ? [] : 'file' in source ? source.file : source.name,
  );
  return names.length > 0 ? { file: names.at(-1) } : {};
}
