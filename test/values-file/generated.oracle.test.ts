import fc from 'fast-check';
import type { Json, JsonObject } from '../../lib/json/json';
import { isObject } from '../../lib/json/json';
import { HELMS, OracleChart, ours } from './oracle';

const SEED = 20240607;

const plain = fc.oneof(
  fc.constantFrom(
    'yes',
    'No',
    'ON',
    'y',
    'N',
    'true',
    '~',
    'null',
    'Null',
    '<<',
    '=',
    '-',
    'x y',
    'a#b',
    'a:b',
    '1:20',
    'é',
    '😀',
  ),
  fc.constantFrom(
    '0777',
    '0o17',
    '0x1F',
    '0b11',
    '1_000',
    '1e3',
    '.5',
    '+.5',
    '1.',
    '08',
    '1e400',
    '9007199254740993',
    '.5_0',
  ),
  fc.constantFrom(
    '2001-01-01',
    '2001-01-01T00:00:00Z',
    '!!str 1',
    '!!int "7"',
    '!!float 7',
    '!foo x',
    '!!binary YQ==',
    '.inf',
    '.NaN',
  ),
  fc.stringMatching(/^[-+]?[0-9][0-9_.eExob]{0,5}$/),
  fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9._/-]{0,6}$/),
);
const quoted = fc.oneof(
  fc
    .string({ unit: 'grapheme', maxLength: 8 })
    .map((text) => JSON.stringify(text.replace(/[\x00-\x1F\x7F-\x9F\u2028-\u202F]/g, ''))),
  fc.string({ maxLength: 8 }).map((text) => `'${text.replaceAll("'", "''")}'`),
);
const key = fc.oneof(
  fc.stringMatching(/^[a-z]{1,3}$/),
  fc.constantFrom('yes', 'Off', '1', '0x10', '1.5', '1e6', '-3', '"q k"', "'no'", '017', 'ключ', 'a.b/c', '__proto__'),
);

type Tree = string | { readonly list: readonly Tree[] } | { readonly map: readonly (readonly [string, Tree])[] };

const tree = fc.letrec<{ node: Tree; map: Tree }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    plain,
    quoted,
    tie('map'),
    fc.record({ list: fc.array(tie('node'), { maxLength: 4 }) }),
  ),
  map: fc.record({ map: fc.uniqueArray(fc.tuple(key, tie('node')), { maxLength: 5, selector: ([name]) => name }) }),
})).map;

function block(node: Tree, indent: string): string {
  if (typeof node === 'string') return ` ${node}\n`;
  if ('list' in node) {
    if (node.list.length === 0) return ' []\n';
    return `\n${node.list.map((item) => `${indent}-${block(item, `${indent}  `)}`).join('')}`;
  }
  if (node.map.length === 0) return ' {}\n';
  return `\n${node.map.map(([name, value]) => `${indent}${name}:${block(value, `${indent}  `)}`).join('')}`;
}

const json = fc.letrec<{ value: Json; map: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json>(null, null, 1, 'x', true, []),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('map'),
  ),
  map: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { noNullPrototype: true }),
})).map;

describe('generated values', () => {
  test.each(HELMS)('of 300 YAML texts %s makes what this package makes', (_name, helm) => {
    const texts = fc.sample(tree, { seed: SEED, numRuns: 300 }).map((node) => block(node, '').trimStart());
    const chart = new OracleChart();
    const results = chart.fromYaml(helm(), texts);
    chart.remove();
    texts.forEach((text, index) => {
      const expected = 'Error' in results[index] ? undefined : results[index];
      expect({ text, values: ours([{ kind: 'text', name: 'values.yaml', text }]) }).toEqual({ text, values: expected });
    });
    expect(results.filter((result) => !('Error' in result) && Object.keys(result).length > 0).length).toBeGreaterThan(
      100,
    );
  });

  test('of 60 pairs of values files over defaults Helm 4 makes what this package makes', () => {
    const chart = new OracleChart();
    const layers = fc.sample(fc.tuple(json, json, json), { seed: SEED, numRuns: 60 });
    for (const [first, second, defaults] of layers) {
      const sources = [first, second].map((value) => ({
        kind: 'text' as const,
        name: 'f',
        text: JSON.stringify(value),
      }));
      expect({ first, second, defaults, values: ours(sources, defaults) }).toEqual({
        first,
        second,
        defaults,
        values: chart.helm(HELMS[0][1](), sources, defaults),
      });
    }
    chart.remove();
    expect(layers.every(([first]) => isObject(first))).toBe(true);
  });
});
