import fc from 'fast-check';
import { isObject } from '../../lib/json/json';
import type { JsonObject } from '../../lib/json/json';
import { splitPath } from '../../lib/json/tree';
import { DEPRECATED_KEYS, SCALAR_SECTION } from '../../lib/plan/deprecations';
import { schemaAt } from '../../lib/values/schema-words';
import type { ValueNode } from '../../lib/values/nodes';
import { VALUES } from '../../lib/values/source';
import { valuesSchema } from '../../scripts/generate/schema';
import { BASES } from './bases';
import { fromSchema, reaching, waysDown } from './from-schema';
import { related } from './related';
import { text } from './texts';
import { Plain } from './values-text';
import type { Style, Written, WrittenMap } from './values-text';

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
  /** How the files are written; undefined: so that they are read with ease. */
  readonly style?: Style;
  readonly release: string;
  readonly namespace: string;
}

export interface SetOption extends Setting {
  readonly option: 'set' | 'set-string' | 'set-json';
}

const SCHEMA = valuesSchema();

/** Files whose settings are all as the schema wants them. Some break a rule about several keys. */
export function validValues(): fc.Arbitrary<GeneratedValues> {
  return values(
    fc.oneof(
      { weight: 7, arbitrary: setting().map(alone) },
      { weight: 1, arbitrary: related() },
      { weight: 1, arbitrary: deprecated().map(alone) },
    ),
  );
}

/** Files of which most have something that is refused. */
export function invalidValues(): fc.Arbitrary<GeneratedValues> {
  return values(
    fc.oneof(
      { weight: 8, arbitrary: setting().map(alone) },
      { weight: 1, arbitrary: related() },
      { weight: 3, arbitrary: mistake().map(alone) },
    ),
  );
}

const alone = (setting: Setting): Setting[] => [setting];

function values(part: fc.Arbitrary<Setting[]>): fc.Arbitrary<GeneratedValues> {
  const settings = (maxLength: number): fc.Arbitrary<Setting[]> =>
    fc.array(part, { maxLength }).map((all) => all.flat());
  return fc.record({
    base: fc.constantFrom(...BASES),
    settings: settings(12),
    more: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: settings(4) }),
    set: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(setOption(), { minLength: 1, maxLength: 3 }) },
    ),
    style: fc.option(style(), { nil: undefined }),
    release: fc.oneof({ weight: 3, arbitrary: fc.constant('tracardi') }, { weight: 1, arbitrary: release() }),
    namespace: fc.constantFrom('default', 'crm', '123', 'a-b'),
  });
}

function style(): fc.Arbitrary<Style> {
  return fc.record({
    choices: fc.array(fc.nat({ max: 59 }), { minLength: 1, maxLength: 40 }),
    indent: fc.integer({ min: 1, max: 8 }),
    indentSeq: fc.boolean(),
    carriageReturns: fc.boolean(),
    byteOrderMark: fc.boolean(),
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
    { weight: 3, arbitrary: deepMistake() },
    { weight: 1, arbitrary: wrongSection },
    { weight: 1, arbitrary: unknown },
    { weight: 2, arbitrary: empty },
  );
}

/** A mistake somewhere within a value. */
function deepMistake(): fc.Arbitrary<Setting> {
  const change = fc.constantFrom<Change>('wrong', 'typo', 'missing', 'more');
  return fc
    .tuple(setting(), change, fc.constantFrom(...WRONG), fc.nat())
    .map(([{ path, value }, how, wrong, choice]) => ({ path, value: spoilt(value, how, wrong, choice) }));
}

type Change = 'wrong' | 'typo' | 'missing' | 'more';

function spoilt(value: Written, how: Change, wrong: Written, choice: number): Written {
  if (Array.isArray(value) && value.length > 0) {
    const place = choice % value.length;
    return value.map((item, index) =>
      index === place ? spoilt(item as Written, how, wrong, choice) : (item as Written),
    );
  }
  if (!isObject(value) || value instanceof Plain || Object.keys(value).length === 0) return wrong;
  const entries = Object.entries(value as WrittenMap);
  const place = choice % entries.length;
  const [key, item] = entries[place];
  const rest = entries.filter((_, index) => index !== place);
  const isDeeper = isObject(item) || Array.isArray(item);
  if (isDeeper && choice % 3 > 0) return Object.fromEntries([...rest, [key, spoilt(item, how, wrong, choice >> 2)]]);
  switch (how) {
    case 'wrong':
      return Object.fromEntries([...rest, [key, wrong]]);
    case 'typo':
      return Object.fromEntries([...rest, [key.slice(1), item]]);
    case 'missing':
      return Object.fromEntries(rest);
    case 'more':
      return { ...(value as WrittenMap), more: wrong };
  }
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
  [key, ...rest]: readonly string[],
  value: Written,
): { [key: string]: Written } {
  if (rest.length === 0) return { ...map, [key]: value };
  const below = Object.hasOwn(map, key) ? map[key] : undefined;
  const isMap = isObject(below) && !(below instanceof Plain);
  return { ...map, [key]: put(isMap ? below : {}, rest, value) };
}
