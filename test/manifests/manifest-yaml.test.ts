import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { toYaml } from '../../lib/manifests/manifest-yaml';
import { readValues } from '../../lib/values-file';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'yes',
    'No',
    'on',
    '~',
    'null',
    '',
    ' ',
    '-',
    '- a',
    'a: b',
    'a:',
    ':a',
    '0o17',
    '1_0',
    '12:30',
    '.5',
    '+1',
  ),
  fc.constantFrom(
    'a\nb',
    'a\n',
    'a\n\n',
    '\na',
    ' a\nb',
    'a\n b\n',
    'a\n \nb',
    'a\tb\nc',
    'a\r\nb',
    'a #b\nc',
    '---\na',
    '#',
    '...\n-',
  ),
  fc.constantFrom(
    '=',
    '<<',
    '@a',
    '`a',
    '%a',
    '!a',
    '&a',
    '*a',
    '? a',
    '2026-01-01',
    '1e3',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
  ),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(
    texts.filter((key) => key !== '__proto__'),
    tie('value'),
    { maxKeys: 4, noNullPrototype: true },
  ),
}));
const objects = fc.array(json.map, { minLength: 1, maxLength: 3 });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('manifests read back as what was written', () => {
  test.each(['1.1', '1.2'] as const)('with a reader of YAML %s', (version) => {
    fc.assert(
      fc.property(objects, (written) => {
        const read = parseAllDocuments(toYaml(written as object[]), { version, merge: false, uniqueKeys: true });
        expect(plain(read.map((document) => document.toJS() as unknown))).toEqual(plain(written));
      }),
      { numRuns: 500 },
    );
  });

  test('with a reader as strict as Helm', () => {
    fc.assert(
      fc.property(objects, ([written]) => {
        const { values, diagnostics } = readValues([{ kind: 'text', name: 'x', text: toYaml([{ root: written }]) }]);
        fc.pre(diagnostics.every(({ rule }) => rule === 'key-name'));
        expect(plain(values)).toEqual(plain({ root: written }));
      }),
      { numRuns: 300 },
    );
  });
});

test('texts of several lines stay readable', () => {
  expect(toYaml([{ data: { file: 'one\n  two: 2\n\nthree\n', last: 'a\nb' }, list: [[1, 'x'], [], {}] }])).toBe(
    'data:\n  file: |\n    one\n      two: 2\n\n    three\n  last: |-\n    a\n    b\nlist:\n  - - 1\n    - x\n  - []\n  - {}\n',
  );
});
