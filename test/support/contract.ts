import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { getAt, splitPath } from '../../lib/json/tree';
import type { EnvEntry } from './objects';

/** One way in which a variable of the chart before is made. */
export interface Case {
  readonly when: string;
  readonly render?: string;
  readonly ref?: { readonly name: string; readonly key: string };
  readonly refFromValues?: { readonly name: string; readonly key: string };
}

export interface Variable {
  readonly name: string;
  readonly secret: boolean;
  readonly cases: Case[];
  /** What values.yaml alone makes of it. */
  readonly default?: Json;
}

export interface Workload {
  readonly deployment: string;
  readonly container: string;
  readonly presentWhen: string;
  readonly common: boolean;
  readonly commonExcept?: string[];
  readonly own: Variable[];
}

/** A file of test/data. */
export const data = (name: string): unknown =>
  parse(readFileSync(join(__dirname, '..', '..', 'test', 'data', name), 'utf8'));

export const CONTRACT = data('env-contract.yaml') as {
  readonly common: Variable[];
  readonly workloads: { readonly [id: string]: Workload };
};

/** The defaults of the chart before, so that conditions are judged as they were there. */
export const UPSTREAM_DEFAULTS = ((): JsonObject => {
  const tree = data('values-tree.yaml') as { key: string; default: Json; source: string }[];
  const defaults: JsonObject = {};
  for (const { key, default: value, source } of tree) {
    if (source === 'values.yaml')
      splitPath(key).reduce(
        (target, part, index, all) =>
          (target[part] = index === all.length - 1 ? value : ((target[part] as JsonObject) ?? {})) as JsonObject,
        defaults,
      );
  }
  return defaults;
})();

const isTrue = (value: Json | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : isObject(value) ? Object.keys(value).length > 0 : Boolean(value);

/** Evaluates the contract's condition language: paths, `and`, `or`, `not`, `==`. */
export function holds(condition: string, values: JsonObject): boolean {
  if (condition === 'always') return true;
  return condition.split(' or ').some((part) =>
    part.split(' and ').every((term) => {
      const [, not, path, expected] = /^(not )?([\w.]+)(?: == '(.*)')?$/.exec(term.trim())!;
      const value = getAt(values, splitPath(path));
      return (expected === undefined ? isTrue(value) : value === expected) !== Boolean(not);
    }),
  );
}

export const at = (values: JsonObject, path: string): string => String(getAt(values, splitPath(path)) ?? '');

/** The variable as the chart before gives it to a container, or nothing. */
export function rendered(variable: Variable, values: JsonObject): EnvEntry[] {
  const found = variable.cases.find((one) => holds(one.when, values));
  if (!found) return [];
  const { render, ref, refFromValues } = found;
  if (refFromValues) {
    return [
      {
        name: variable.name,
        valueFrom: { secretKeyRef: { name: at(values, refFromValues.name), key: at(values, refFromValues.key) } },
      },
    ];
  }
  if (ref) return [{ name: variable.name, valueFrom: { secretKeyRef: { name: ref.name, key: ref.key } } }];
  return [{ name: variable.name, value: render!.replace(/\{([\w.]+)\}/g, (_, path: string) => at(values, path)) }];
}
