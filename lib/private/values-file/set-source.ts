import type { Diagnostic, KeyPath } from '../diagnostic';
import { isObject, type Json, type JsonObject } from '../json';
import { parseJson } from './json-prefix';
import { mergeValues } from './merge';
import { SetPlace } from './set-place';
import { applySet, type SetProblem } from './set-parser';
import type { SetKind } from './set-value';
import type { SourceValues } from './yaml-source';

/** Applies a `--set`, `--set-string` or `--set-json` to the values of the sources before it. */
export function readSet(before: JsonObject, kind: SetKind, expression: string): SourceValues {
  const place = new SetPlace(`--${kind}`);
  const json = kind === 'set-json' && expression.trim().startsWith('{');
  if (json) return readJsonObject(before, expression, place);
  // strvals changes what it is given in place; other sources' values stay as they are.
  const values = structuredClone(before);
  const problem = applySet(values, expression, kind, (path) => place.add(path));
  return { values, diagnostics: problem ? [diagnostic(kind, problem)] : [], places: [place] };
}

/** Helm 4 takes a whole object too: `--set-json '{"a": 1}'`. */
function readJsonObject(before: JsonObject, expression: string, place: SetPlace): SourceValues {
  const json = parseJson(expression.trim());
  if (!isObject(json)) {
    const message = 'the object is not valid JSON; check its quotes, commas and braces';
    return { values: before, diagnostics: [diagnostic('set-json', { path: [], message })], places: [] };
  }
  for (const path of leaves(json, [])) place.add(path);
  return { values: mergeValues(before, json), diagnostics: [], places: [place] };
}

function leaves(value: Json, path: KeyPath): KeyPath[] {
  if (!isObject(value) || Object.keys(value).length === 0) return [path];
  return Object.keys(value).flatMap((key) => leaves(value[key], [...path, key]));
}

function diagnostic(kind: SetKind, { path, message }: SetProblem): Diagnostic {
  return { severity: 'error', rule: 'set-syntax', file: `--${kind}`, path, message };
}
