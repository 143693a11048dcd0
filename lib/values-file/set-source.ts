import type { Diagnostic } from '../json/diagnostic';
import { isObject, type JsonObject } from '../json/json';
import { parseJson } from './json-prefix';
import { JsonPlace } from './json-place';
import { mergeValues } from './merge';
import type { Position } from './place';
import { SetPlace } from './set-place';
import { applySet, type SetProblem } from './set-parser';
import type { SetKind } from './set-value';
import { readYaml, type SourceValues } from './yaml-source';

/** Applies a `--set` or one of its kin, the so-many-th of its kind, to the values of the sources before it. */
export function readSet(before: JsonObject, kind: SetKind, expression: string, number: number): SourceValues {
  const option = { file: `--${kind}`, line: number };
  if (kind === 'set-json' && expression.trim().startsWith('{')) return readJsonObject(before, expression, option);
  const place = new SetPlace(option);
  // strvals changes what it is given in place; other sources' values stay as they are.
  const values = structuredClone(before);
  const problem = applySet(values, expression, kind, (...set) => place.add(...set));
  return { values, diagnostics: problem ? [diagnostic(option, problem)] : [], places: [place] };
}

/** Helm 4 takes a whole object too: `--set-json '{"a": 1}'`. */
function readJsonObject(before: JsonObject, expression: string, option: Position): SourceValues {
  const json = parseJson(expression.trim());
  if (!isObject(json)) {
    const message = 'the object is not valid JSON; check its quotes, commas and braces';
    return { values: before, diagnostics: [diagnostic(option, { path: [], column: 1, message })], places: [] };
  }
  // JSON is YAML, whose reader knows where each key stands.
  const { places } = readYaml('', { text: expression });
  return {
    values: mergeValues(before, json),
    diagnostics: [],
    places: places.map((place) => new JsonPlace(place, option, expression)),
  };
}

function diagnostic(option: Position, { path, column, message }: SetProblem): Diagnostic {
  return { severity: 'error', rule: 'set-syntax', ...option, column, path, message };
}
