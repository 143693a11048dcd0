import fc from 'fast-check';
import { isObject } from '../../lib/private/json';
import type { Json, JsonObject } from '../../lib/private/json';
import { splitPath } from '../../lib/private/tree';
import { DEPRECATED_KEYS, SCALAR_SECTION } from '../../lib/values/deprecations';
import { schemaAt } from '../../lib/values/schema-words';
import type { ValueNode } from '../../lib/values/nodes';
import { VALUES } from '../../lib/values/source';
import { valuesSchema } from '../../scripts/generate/schema';
import { EVERYTHING, merge, MULTI_TENANT } from '../support/objects';
import { fromSchema, reaching, waysDown } from './from-schema';
import { text } from './texts';
import { Plain } from './values-text';
import type { Written } from './values-text';

/** A key of a values file with a value. */
export interface Setting {
  readonly path: string;
  readonly value: Written;
}

/** Values files: the first is whole, the others overrule some keys. */
export interface GeneratedValues {
  /** What the settings stand on, so that their effect can be seen. */
  readonly base: JsonObject;
  readonly settings: readonly Setting[];
  /** Settings of a second file. */
  readonly more: readonly Setting[];
  /** Settings given on the command line. */
  readonly set: readonly SetOption[];
  readonly release: string;
  readonly namespace: string;
}

export interface SetOption extends Setting {
  readonly option: 'set' | 'set-string' | 'set-json';
}

const SCHEMA = valuesSchema();

/** Files whose settings are all as the schema wants them. Some break a rule about several keys. */
export function validValues(): fc.Arbitrary<GeneratedValues> {
  return values(fc.oneof({ weight: 9, arbitrary: setting() }, { weight: 1, arbitrary: deprecated() }));
}

/** Files of which most have something that is refused. */
export function invalidValues(): fc.Arbitrary<GeneratedValues> {
  return values(fc.oneof({ weight: 2, arbitrary: setting() }, { weight: 1, arbitrary: mistake() }));
}

function values(one: fc.Arbitrary<Setting>): fc.Arbitrary<GeneratedValues> {
  return fc.record({
    base: fc.constantFrom(...BASES),
    settings: fc.array(one, { maxLength: 14 }),
    more: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(one, { maxLength: 4 }) },
    ),
    set: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(setOption(), { minLength: 1, maxLength: 3 }) },
    ),
    release: fc.oneof({ weight: 3, arbitrary: fc.constant('tracardi') }, { weight: 1, arbitrary: release() }),
    namespace: fc.constantFrom('default', 'crm', '123', 'a-b'),
  });
}

/** What Helm takes for a release: names that YAML reads as numbers or that fill the label are among them. */
function release(): fc.Arbitrary<string> {
  const name = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
  return fc.oneof(fc.constantFrom('1', '1e3', '0x10', 'null', 'true', 'y', 'a.b', 'r'.repeat(53)), name);
}

/** Options other than --set-json take scalars. */
function setOption(): fc.Arbitrary<SetOption> {
  const option = fc.constantFrom('set' as const, 'set-string' as const);
  return setting().chain((one) => {
    const isScalar = !isObject(one.value) && !Array.isArray(one.value);
    const kind = isScalar ? option : fc.constant('set-json' as const);
    return fc.record({ path: fc.constant(one.path), value: fc.constant(one.value), option: kind });
  });
}

interface Leaf {
  readonly path: string;
  readonly node: ValueNode;
}

function leaves(node: ValueNode, path = ''): Leaf[] {
  if (node.kind !== 'section') return [{ path, node }];
  return Object.entries(node.children).flatMap(([key, child]) => leaves(child, path ? `${path}.${key}` : key));
}

const LEAVES = leaves(VALUES);

/** Keys by the last part of their path, so that those which only one component has are chosen as often as those of all. */
const BY_NAME = groupByName(LEAVES);

function groupByName(all: readonly Leaf[]): Leaf[][] {
  const groups = new Map<string, Leaf[]>();
  for (const leaf of all) {
    const name = leaf.path.split('.').slice(-2).join('.');
    groups.set(name, [...(groups.get(name) ?? []), leaf]);
  }
  return [...groups.values()];
}

function setting(): fc.Arbitrary<Setting> {
  const any = fc
    .constantFrom(...BY_NAME)
    .chain((group) => fc.constantFrom(...group))
    .chain(({ path, node }) => fc.record({ path: fc.constant(path), value: valueFor(path, node) }));
  return fc.oneof({ weight: 2, arbitrary: any }, { weight: 1, arbitrary: deepSetting() });
}

/** Every key of the schema, those of Kubernetes' own types too, with the components that have it. */
const DEEP_KEYS = BY_NAME.flatMap((group) =>
  waysDown(schemaAt(SCHEMA, splitPath(group[0].path)), SCHEMA).map((way) => ({ group, way })),
);

function deepSetting(): fc.Arbitrary<Setting> {
  return fc.constantFrom(...DEEP_KEYS).chain(({ group, way }) =>
    fc.constantFrom(...group).chain(({ path }) => {
      const value = reaching(schemaAt(SCHEMA, splitPath(path)), SCHEMA, way);
      return fc.record({ path: fc.constant(path), value: value });
    }),
  );
}

function valueFor(path: string, node: ValueNode): fc.Arbitrary<Written> {
  const schema = schemaAt(SCHEMA, splitPath(path));
  const options: fc.WeightedArbitrary<Written>[] = [{ weight: 4, arbitrary: fromSchema(schema, SCHEMA) }];
  if (node.example !== undefined) options.push({ weight: 2, arbitrary: fc.constant(node.example) });
  if (node.kind === 'leaf' && node.shared === 'YesNo')
    options.push({ weight: 4, arbitrary: fc.constantFrom(...YES_NO) });
  if (node.kind === 'leaf' && typeof node.default === 'number')
    options.push({ weight: 1, arbitrary: fc.constantFrom(...numbers(node.default)) });
  if (node.optional) options.push({ weight: 1, arbitrary: fc.constant(null) });
  return fc.oneof(...options);
}

const YES_NO: Written[] = [
  true,
  false,
  'yes',
  'no',
  'YES',
  'Off',
  'oN',
  'tRuE',
  'False',
  ...['yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'off', 'OFF', 'true', 'False', 'TRUE'].map(
    (word) => new Plain(word),
  ),
];

/** Spellings of one number. */
function numbers(number: number): Plain[] {
  return [
    `${number}.0`,
    `0x${number.toString(16)}`,
    `0b${number.toString(2)}`,
    `0${number.toString(8)}`,
    `${number}e0`,
    `+${number}`,
  ].map((word) => new Plain(word));
}

/** Keys of earlier charts. */
function deprecated(): fc.Arbitrary<Setting> {
  const scalar = fc.constantFrom<Written>('yes', 'no', false, true, new Plain('on'));
  const keys = fc.constantFrom(...DEPRECATED_KEYS).chain(({ path, movedTo }) => {
    const target = LEAVES.find((leaf) => leaf.path === movedTo);
    const anything = fc.constantFrom<Written>('x', 1, true, null, ['a'], {}, 0);
    return fc.record({ path: fc.constant(path), value: target ? valueFor(target.path, target.node) : anything });
  });
  return fc.oneof(
    { weight: 8, arbitrary: keys },
    { weight: 1, arbitrary: fc.record({ path: fc.constant(SCALAR_SECTION.path), value: scalar }) },
  );
}

const WRONG: Written[] = [
  null,
  true,
  '',
  'x',
  ' ',
  'UPPER',
  'a b',
  'a\u0000',
  'a\u0080b',
  '\uffff',
  0,
  -1,
  1.5,
  65536,
  2147483648,
  1e21,
  [],
  [null],
  ['x'],
  {},
  { x: 1 },
  { name: null },
  new Plain('yes'),
  new Plain('1_000'),
];

function mistake(): fc.Arbitrary<Setting> {
  const sections = [...new Set(LEAVES.map(({ path }) => path.split('.').slice(0, -1).join('.')))].filter(Boolean);
  const value = fc.constantFrom(...WRONG);
  const wrong = fc.record({ path: fc.constantFrom(...LEAVES).map(({ path }) => path), value });
  const wrongSection = fc.record({ path: fc.constantFrom(...sections), value });
  const unknown = fc.record({ path: fc.constantFrom(...sections).map((path) => `${path}.unknownKey`), value });
  const empty = fc.record({
    path: fc.constantFrom(...LEAVES.filter(({ node }) => !node.optional)).map(({ path }) => path),
    value: fc.oneof(text(), fc.constant(null)),
  });
  return fc.oneof(
    { weight: 4, arbitrary: wrong },
    { weight: 1, arbitrary: wrongSection },
    { weight: 1, arbitrary: unknown },
    { weight: 2, arbitrary: empty },
  );
}

const each = (paths: string[], key: string, value: object): JsonObject[] =>
  paths.map((path) => nested(`${path}.${key}`, value as Json) as JsonObject);

const ALL = [
  'api.private',
  'api.public',
  'tms.docker',
  'tmsGui.docker',
  'gui.console',
  'bridge.queue.docker',
  'worker.background',
  'worker.collector',
  'worker.workflow',
  'worker.upgrade.docker',
  'worker.apm.profile',
];
const APIS = ['api.private', 'api.public'];
const ROUTED = ['api.private', 'api.public', 'tms.docker', 'tmsGui.docker', 'gui.console'];
const CREDENTIALS = {
  secrets: {
    redis: { password: 'p' },
    elastic: { password: 'p' },
    pulsar: { token: 't' },
    mysql: { username: 'u', password: 'p' },
    maxmind: { licenseKey: 'k', accountId: 'a' },
  },
};

const BASES: JsonObject[] = [
  {},
  MULTI_TENANT,
  merge(EVERYTHING, CREDENTIALS),
  merge(
    EVERYTHING,
    CREDENTIALS,
    ...each(ALL, 'serviceAccount', { create: true }),
    ...each(ROUTED, 'service', { loadBalancer: true }),
  ),
  merge(
    EVERYTHING,
    ...each(ALL, 'autoscaling', { enabled: true, maxReplicas: 2147483647 }),
    ...each(ALL, 'podDisruptionBudget', { enabled: true }),
  ),
  merge(
    EVERYTHING,
    ...each(ALL, 'keda', {
      enabled: true,
      maxReplicaCount: 2147483647,
      triggers: [{ type: 'cpu', metadata: { value: '60' } }],
    }),
    ...each(ALL, 'networkPolicy', { enabled: true }),
  ),
  merge(
    MULTI_TENANT,
    ...each(ROUTED, 'ingress', { enabled: true, host: 'a.example.com' }),
    ...each(APIS, 'ingress', { host: '*.example.com' }),
    {
      gui: { console: { ingress: { host: 'gui.example.com' } } },
      tms: { docker: { ingress: { host: 'tms.example.com' } } },
    },
  ),
  merge(MULTI_TENANT, ...each(APIS, 'httpRoute', { enabled: true, hostnames: ['*.example.com'] }), {
    gateway: { enabled: true, className: 'envoy', ports: { private: 80, public: 80 } },
    gui: { console: { httpRoute: { enabled: true } } },
  }),
  merge(
    { telemetry: { export: {} }, starrocks: { echo: true } },
    { pulsar: { enabled: false }, worker: { workflow: { enabled: true } } },
  ),
];

/** A map that has only a value at a path. */
export function nested(path: string, value: Written): Written {
  return splitPath(path).reduceRight<Written>((inner, key) => ({ [key]: inner }), value);
}

/** A file of settings over a base; where two are at one path, or one below the other, the later counts. */
export function fileOf(base: JsonObject, settings: readonly Setting[]): { [key: string]: Written } {
  return settings.reduce<{ [key: string]: Written }>(
    (file, { path, value }) => put(file, splitPath(path), value),
    base,
  );
}

function put(
  map: { readonly [key: string]: Written },
  [key, ...rest]: string[],
  value: Written,
): { [key: string]: Written } {
  if (rest.length === 0) return { ...map, [key]: value };
  const below = Object.hasOwn(map, key) ? map[key] : undefined;
  const isMap = isObject(below) && !(below instanceof Plain);
  return { ...map, [key]: put(isMap ? below : {}, rest, value) };
}
