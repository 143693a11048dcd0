import type { Diagnostic, KeyPath } from '../../json/diagnostic';
import type { JsonObject } from '../../json/json';
import { splitPath } from '../../json/tree';
import { ROUTING, SECRETS, TENANCY, TENANTS, WORKLOADS, brokenPlaces } from '../../plan/rules';
import type { PlainRule } from '../../plan/rules';
import { documents } from './documents';
import { extras } from './extra-objects';
import { lists } from './lists';
import { names } from './names';
import { pods } from './pods';
import type { Rule } from './rule';
import { routing } from './routing';
import { tenancy, tenants } from './tenants';
import { texts } from './texts';

export type { Rule } from './rule';

const plain = (rules: readonly PlainRule[]): Rule[] =>
  rules.map((rule) => ({ ...rule, broken: (values) => brokenPlaces(rule, values) }));

/** All rules, in the order in which they are told of. */
export const RULES: readonly Rule[] = [
  ...plain(TENANCY),
  ...tenancy,
  ...plain(SECRETS),
  ...plain(WORKLOADS),
  ...pods,
  ...documents,
  ...texts,
  ...lists,
  ...names,
  ...extras,
  ...plain(ROUTING),
  ...routing,
  ...plain(TENANTS),
  ...tenants,
];

/** Checks resolved values. */
export function brokenRules(values: JsonObject, given: JsonObject): Diagnostic[] {
  return RULES.flatMap((rule) =>
    rule.broken(values, given).map((path) => ({
      severity: rule.severity ?? 'error',
      rule: rule.id,
      path: toKeyPath(path),
      message: rule.sentence,
    })),
  );
}

function toKeyPath(path: string): KeyPath {
  return splitPath(path).map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));
}
