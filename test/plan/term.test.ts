import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/json/json';
import { all, any, ask, given, is, isMap, more, not } from '../../lib/plan/term';
import type { Question } from '../../lib/plan/term';
import {
  bool,
  custom,
  integer,
  kubernetes,
  kubernetesList,
  section,
  stringList,
  text,
  yesNo,
} from '../../lib/values/nodes';
import { condition } from '../../scripts/generate/chart/term';
import { CHART, HELMS } from '../chart/chart';
import { run } from '../support/tools';

/** A block with a key of each kind, as lib/values/source describes them. */
const BLOCK = section('Everything.', {
  switch: bool('A switch.', false),
  yes: yesNo('A yes or no.', 'no'),
  text: text('A text.', { default: '' }),
  number: integer('A number.', { default: 0 }),
  maybe: integer('A number or none.', { default: null, optional: true }),
  either: custom('A text or a number.', 'any', { type: ['string', 'integer'] }, { default: '' }),
  words: stringList('Texts.', { example: ['a'] }),
  items: kubernetesList('Items.', 'Toleration', { example: [] }),
  field: kubernetes('A field.', 'Affinity', { example: {} }),
  part: section('Below.', { text: text('A text.', { default: '' }), on: bool('A switch.', false) }),
  absent: section('Below, perhaps.', { text: text('A text.', { default: '' }) }, { default: null }),
});

/** What a block answers: the question, blocks for which it is so, blocks for which it is not. */
const CASES: readonly (readonly [Question, readonly JsonObject[], readonly JsonObject[]])[] = [
  ['switch', [{ switch: true }], [{ switch: false }]],
  ['part.on', [{ part: { on: true } }], [{ part: { on: false } }]],
  [is('yes', 'yes'), [{ yes: 'yes' }], [{ yes: 'no' }]],
  [is('text', 'a"b\n'), [{ text: 'a"b\n' }], [{ text: 'a"b' }, { text: '' }]],
  [is('either', '7'), [{ either: '7' }], [{ either: '' }]],
  [is('absent.text', 'x'), [{ absent: { text: 'x' } }], [{ absent: {} }, {}, { absent: { text: 'y' } }]],
  [is('field.type', 'x'), [{ field: { type: 'x' } }], [{ field: {} }, {}]],
  [given('text'), [{ text: ' ' }], [{ text: '' }]],
  [given('number'), [{ number: 0 }, { number: 5 }], []],
  [given('maybe'), [{ maybe: 0 }, { maybe: 1 }], [{}]],
  [given('either'), [{ either: 0 }, { either: '0' }], [{ either: '' }, {}]],
  [given('words'), [{ words: [''] }], [{ words: [] }, {}]],
  [given('items'), [{ items: [{}] }], [{ items: [] }]],
  [given('field'), [{ field: { a: null } }], [{ field: {} }, {}]],
  [given('field.below'), [{ field: { below: 0 } }, { field: { below: [1] } }], [{ field: { below: {} } }, {}]],
  [given('absent.text'), [{ absent: { text: 'x' } }], [{}, { absent: { text: '' } }]],
  [isMap('field'), [{ field: {} }, { field: { a: 1 } }], [{}]],
  [isMap('field.below'), [{ field: { below: {} } }], [{ field: { below: [] } }, { field: {} }, {}]],
  [not(given('text')), [{ text: '' }], [{ text: 'x' }]],
  [not(all('switch', is('text', 'x'))), [{ switch: true, text: '' }], [{ switch: true, text: 'x' }]],
  [
    all('switch', given('text')),
    [{ switch: true, text: 'x' }],
    [
      { switch: true, text: '' },
      { switch: false, text: 'x' },
    ],
  ],
  [any('switch', given('text')), [{ switch: false, text: 'x' }], [{ switch: false, text: '' }]],
  [
    any('switch', all('part.on', not(given('words')))),
    [{ switch: false, part: { on: true } }],
    [{ part: { on: true }, words: ['x'] }],
  ],
  [
    more('number', 'maybe'),
    [{ number: 2000000, maybe: 1999999 }],
    [{ number: 1, maybe: 1 }, { number: 9, maybe: 10 }, { number: 9, maybe: null }, { number: 9 }],
  ],
  [all('/root.switch', 'switch'), [{ switch: true }], [{ switch: false }]],
  [is('/root.text', 'here'), [{}], []],
  [given('/root.none'), [], [{}]],
];

/** What stands at the root of the values beside the blocks. */
const ROOT = { switch: true, text: 'here', none: '' };

const wanted = CASES.flatMap(([question, yes, no]) => [
  ...yes.map((block) => ({ question, block, answer: true })),
  ...no.map((block) => ({ question, block, answer: false })),
]);

test('the constructs ask', () => {
  for (const { question, block, answer } of wanted)
    expect({ question, block, answer: ask(question, block, { root: ROOT }) }).toEqual({ question, block, answer });
});

describe.each(HELMS)('%s', (_name, helm) => {
  const folder = mkdtempSync(join(tmpdir(), 'tracardi-terms-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the chart asks the same', () => {
    mkdirSync(join(folder, 'templates'));
    copyFileSync(join(CHART, 'templates', '_dicts.tpl'), join(folder, 'templates', '_dicts.tpl'));
    writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: terms\nversion: 0.1.0\n');
    writeFileSync(
      join(folder, 'values.yaml'),
      JSON.stringify({ root: ROOT, blocks: wanted.map(({ block }) => block) }),
    );
    const asked = wanted.map(({ question }, index) => {
      const asks = condition(question, { node: BLOCK, block: '' });
      return `{{ range list (index .Values.blocks ${index}) }}{{ if ${asks} }}true{{ else }}false{{ end }}{{ end }}`;
    });
    writeFileSync(
      join(folder, 'templates', 'answers.yaml'),
      `answers:\n${asked.map((line) => `  - ${line}\n`).join('')}`,
    );
    const { stdout, stderr } = run(helm, ['template', folder]);
    expect(stderr).toBe('');
    const answers = [...stdout.matchAll(/- (true|false)/g)].map(([, answer]) => answer === 'true');
    expect(answers.map((answer, index) => ({ ...wanted[index], answer }))).toEqual(wanted);
  });
});
