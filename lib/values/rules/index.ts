import type { Diagnostic, KeyPath } from '../../json/diagnostic';
import type { JsonObject } from '../../json/json';
import { splitPath } from '../../json/tree';
import { ROUTING, SECRETS, TENANCY, TENANTS, WORKLOADS, brokenPlaces } from '../../plan/rules';
import type { PlainRule } from '../../plan/rules';
import { amounts } from './amounts';
import { documents } from './documents';
import { globals } from './global';
import { infrastructure } from './infrastructure';
import { gateway } from './gateway';
import { images } from './images';
import { extraContainerRules } from './extra-containers';
import { extras } from './extra-objects';
import { lists } from './lists';
import { metadata } from './metadata';
import { names } from './names';
import { network } from './network';
import { nodePorts } from './node-ports';
import { pods } from './pods';
import type { Rule } from './rule';
import { routing } from './routing';
import { scaling } from './scaling';
import { scheduling } from './scheduling';
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
  ...infrastructure,
  ...globals,
  ...images,
  ...scaling,
  ...pods,
  ...extraContainerRules,
  ...scheduling,
  ...network,
  ...amounts,
  ...documents,
  ...texts,
  ...lists,
  ...names,
  ...metadata,
  ...extras,
  ...nodePorts,
  ...plain(ROUTING),
  ...routing,
  ...gateway,
  ...plain(TENANTS),
  ...tenants,
];

/** Names of the rules on how components are reached, for which all of them must be known. */
export const ROUTING_RULES: readonly string[] = [...ROUTING, ...routing, ...gateway].map(({ id }) => id);

/** Checks resolved values. */
export function brokenRules(values: JsonObject, given: JsonObject): Diagnostic[] {
  return RULES.flatMap((rule) =>
    rule.broken(values, given).map((place) => {
      const [path, ...items] = place.split('\t');
      const message = [rule.sentence, ...items].join(' ');
      return { severity: rule.severity ?? 'error', rule: rule.id, path: toKeyPath(path), message };
    }),
  );
}

function toKeyPath(path: string): KeyPath {
  return splitPath(path).map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));
}
