import { readValues, type ValuesSource } from '../../lib/values-file';
import type { KeyPath } from '../../lib/json/diagnostic';

const text = (name: string, content: string): ValuesSource => ({ kind: 'text', name, text: content });
const set = (expression: string): ValuesSource => ({ kind: 'set', expression });

/** `file:line:column` of the key and of the value. */
function places(sources: readonly ValuesSource[], path: KeyPath): string[] {
  const values = readValues(sources);
  return [values.locate(path), values.locateValue(path)].map(({ file, line, column }) =>
    [file, line, column].join(':'),
  );
}

const FIRST = text('first', 'a:\n  b: 1\n  c: [x, {d: 2}]\ne: 3\n"ü😀": {x: 1}\n');
const SECOND = text('second', '# c\na:\n    b: 2\n');

test.each<[string, readonly ValuesSource[], KeyPath, string, string]>([
  ['a key', [FIRST], ['a', 'b'], 'first:2:3', 'first:2:6'],
  ['a list item', [FIRST], ['a', 'c', 1], 'first:3:10', 'first:3:10'],
  ['a key in a list', [FIRST], ['a', 'c', 1, 'd'], 'first:3:11', 'first:3:14'],
  ['columns in characters', [FIRST], ['ü😀', 'x'], 'first:5:8', 'first:5:11'],
  ['an absent key', [FIRST], ['a', 'z', 'y'], 'first:1:1', 'first:2:3'],
  ['an absent item', [FIRST], ['a', 'c', 7], 'first:3:3', 'first:3:6'],
  ['an absent key at the root', [FIRST, set('q=1')], ['z'], 'first::', 'first::'],
  ['the root', [FIRST, SECOND], [], 'second::', 'second::'],
  ['the later file', [FIRST, SECOND], ['a', 'b'], 'second:3:5', 'second:3:8'],
  ['the earlier file if the later is silent', [FIRST, SECOND], ['a', 'c'], 'first:3:3', 'first:3:6'],
  ['a map in both', [FIRST, SECOND], ['a'], 'second:2:1', 'second:3:5'],
  ['what a later scalar replaced', [FIRST, text('s', 'a: 1')], ['a', 'b'], 's:1:1', 's:1:4'],
  ['what a later list replaced', [FIRST, text('s', 'a: {c: [y]}')], ['a', 'c', 1, 'd'], 's:1:5', 's:1:8'],
  ['a later document', [text('d', 'a: 1\n---\na: 2\n')], ['a'], 'd:3:1', 'd:3:4'],
  ['--set', [FIRST, set('a.b=5')], ['a', 'b'], '--set:1:3', '--set:1:5'],
  ['beside --set', [FIRST, set('a.b=5')], ['a', 'c'], 'first:3:3', 'first:3:6'],
  ['--set of an item', [FIRST, set('a.c[1].d=5')], ['a', 'c', 1, 'd'], '--set:1:8', '--set:1:10'],
  ['the second --set', [set('x=1'), FIRST, set('ü😀=1,a.b=5')], ['a', 'b'], '--set:2:8', '--set:2:10'],
  ['beside --set of an item', [FIRST, set('a.c[0]=5')], ['a', 'c', 1, 'd'], 'first:3:11', 'first:3:14'],
  ['within what --set replaced', [FIRST, set('a.c={x,y}')], ['a', 'c', 1], '--set:1:3', '--set:1:5'],
  ['a file after --set', [set('a.b=5'), SECOND], ['a', 'b'], 'second:3:5', 'second:3:8'],
  [
    '--set-json',
    [FIRST, { kind: 'set-json', expression: '{"a": {"b": 1}}' }],
    ['a', 'b'],
    '--set-json:1:8',
    '--set-json:1:13',
  ],
  ['an anchor', [text('m', 'p: &p\n  x: 1\nq: *p\n')], ['q', 'x'], 'm:2:3', 'm:2:6'],
  ['an alias', [text('m', 'p: &p\n  x: 1\nq: *p\n')], ['q'], 'm:3:1', 'm:3:4'],
  ['a merge key', [text('m', 'p: &p\n  x: 1\nq:\n  <<: *p\n  y: 2\n')], ['q', 'x'], 'm:2:3', 'm:2:6'],
  [
    'a merge key that wins',
    [text('m', 'p: &p\n  x: 1\nq:\n  x: 0\n  <<: [*p, {x: 3}]\n')],
    ['q', 'x'],
    'm:2:3',
    'm:2:6',
  ],
  ['a key after a merge key', [text('m', 'p: &p\n  x: 1\nq:\n  <<: *p\n  x: 2\n')], ['q', 'x'], 'm:5:3', 'm:5:6'],
  ['a key that Helm renames', [text('m', 'yes:\n  0x10: 1\n')], ['true', '16'], 'm:2:3', 'm:2:9'],
  ['the last of duplicates', [text('m', 'a: 1\na: 2\n')], ['a'], 'm:2:1', 'm:2:4'],
  ['an empty value', [text('m', 'a:\n  b:\n')], ['a', 'b'], 'm:2:3', 'm:2:5'],
])('%s', (_title, sources, path, key, value) => {
  expect(places(sources, path)).toEqual([key, value]);
});

test('without sources there is no place', () => {
  expect(readValues([]).locate(['a'])).toEqual({});
});

test('the last of 100,000 items in 10 MB is located', () => {
  const item = (index: number): string => `  - name: item-${index}\n    note: ${'x'.repeat(70)}\n`;
  const content = `items:\n${Array.from({ length: 100_000 }, (_, index) => item(index)).join('')}`;
  expect(readValues([text('big', content)]).locate(['items', 99_999, 'note'])).toEqual({
    file: 'big',
    line: 200_001,
    column: 5,
  });
});
