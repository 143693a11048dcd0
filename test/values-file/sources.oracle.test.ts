import type { JsonObject } from '../../lib/json/json';
import type { ValuesSource } from '../../lib/values-file';
import { HELMS, OracleChart, ours } from './oracle';

const text = (content: string): ValuesSource => ({ kind: 'text', name: 'values.yaml', text: content });
const set = (expression: string): ValuesSource => ({ kind: 'set', expression });
const setString = (expression: string): ValuesSource => ({ kind: 'set-string', expression });
const setJson = (expression: string): ValuesSource => ({ kind: 'set-json', expression });

const setFile = (expression: string): ValuesSource => ({ kind: 'set-file', expression });
const setLiteral = (expression: string): ValuesSource => ({ kind: 'set-literal', expression });

/** A file with commas, line ends and quotes. Helm and the tests run in the root of the repository. */
const FILE = 'package.json';

const BASE = text('l: [1, {x: 2}, [3]]\nm: {k: 1, n: null}\nz: null\ns: t\n');

const EXPRESSIONS: readonly ValuesSource[] = [
  ...['a=1', 'a=1,b=2', 'a.b.c=1', 'a=', 'a=,b=1', '', '=1', 'a', 'a,b=1', 'a.=1', '.a=1', 'a.b', 'a=1,,b=2'].map(set),
  ...['a=true', 'a=FALSE', 'a=null', 'm.k=null', 'a=0', 'a=007', 'a=-1', 'a=+5', 'a=1.5', 'a=1e3', 'a=-0', 'a=yes'].map(
    set,
  ),
  ...[
    'a=9223372036854775807',
    'a=9223372036854775808',
    'a=x y',
    'a=x=y',
    'a=x\\,y',
    'a\\.b=1',
    'a=x\\\\y',
    'a=b\\',
  ].map(set),
  ...[
    'a={}',
    'a={x}',
    'a={x,1,null,true}',
    'a={x,y',
    'a={x\\,y,z},b=1',
    'a={x}b=1',
    'a[0]=x',
    'a[2]=x',
    'a[0][1]=x',
  ].map(set),
  ...['l[0]=9', 'l[1].x=5', 'l[1].y=5', 'l[2][1]=4', 'l[0].q=1', 'l[5]=1', 'l[-1]=1', 'l[x]=1', 'l[65537]=1'].map(set),
  ...[
    'l[0]x=1',
    'l[1].x=',
    'l[0][0]=1',
    's.t=1',
    's[0]=1',
    'z.a=1',
    'z[0]=1',
    'm=1',
    'm.n.o=1',
    'a[0].b=',
    'a[0]=',
  ].map(set),
  ...['a[0].b=1,a[1].b=2', 'a.b[0]={1,2}', '__proto__.x=1', 'constructor=1', 'a-b/c=1', 'é=ü'].map(set),
  set(`${'a.'.repeat(31)}b=1`),
  ...['a=1', 'a=true', 'a=null', 'a={1,true}', 'a=,b=x', 'l[0]=1'].map(setString),
  ...[
    'a=1',
    'a="x"',
    'a={"b":[1,{"c":null}]}',
    'a=[1,2],b=3',
    'a=',
    'a=,b=1',
    'a=x',
    'a={"b":',
    'a=1 ,b=2',
    'a=1x',
  ].map(setJson),
  ...['a=01', 'a=1.', 'a=1e400', 'a="\\u00e9"', 'l[1]={"z":1}', 'l[0]=', 'a= [1]', 'a=9007199254740993', 'a=nul'].map(
    setJson,
  ),
  ...[
    `a.b=${FILE}`,
    `a=${FILE},b=${FILE}`,
    `a={${FILE},${FILE}}`,
    `a[1]=${FILE}`,
    `l[0]=${FILE}`,
    'a=nowhere',
    'a=nowhere\\,x',
    'a=test',
    'a=',
    'a',
    '',
    `=${FILE}`,
    `s.t=${FILE}`,
  ].map(setFile),
  ...[
    'a=b,c=d',
    'a.b=x{y}[z]',
    'a=x\\,y\\\\z',
    'a=true',
    'a=',
    'a',
    '',
    '=x',
    'a\\.b=1',
    'a,b=c',
    'a.',
    'a.b',
    'a[0]',
    'a[0].b=q,[x',
    'a[0][1]=x',
    'a[0]b=1',
    'a[x]=1',
    'a[-1]=1',
    'a[0]=',
    'l[1].x=5,6',
    's.t=1',
    's[0]=1',
    'm.k=7',
  ].map(setLiteral),
];

const LAYERS: readonly (readonly [string, readonly ValuesSource[], JsonObject?])[] = [
  ['later file wins', [text('a: {b: 1, c: [1, 2]}'), text('a: {c: [3], d: 4}'), text('a: {b: 5}')]],
  ['map over scalar and back', [text('a: 1\nb: {c: 1}'), text('a: {x: 1}\nb: 2')]],
  ['null in a second file', [text('a: {b: 1}\nc: 2'), text('a: {b: null}\nc: null')], { a: { b: 3 }, c: 4 }],
  ['null in a first file', [text('a: null'), text('a: {b: 1}')], { a: { c: 2 } }],
  ['map over null over default', [text('a: {b: null}'), text('a: {b: {x: 1}}')], { a: { b: { y: 2 } } }],
  ['null without default', [text('a: null\nb: {c: null}')], { b: { d: 1 } }],
  ['default merged deeply', [text('a: {b: {c: 1}}')], { a: { b: { c: 2, d: 3 }, e: [1] } }],
  ['lists replace', [text('a: [{x: 1}]')], { a: [{ y: 2 }, 3] }],
  ['scalar over map', [text('a: 1')], { a: { b: 2 } }],
  ['map over scalar', [text('a: {b: 1}')], { a: 2 }],
  ['null default', [text('b: 1')], { a: null, c: { d: null } }],
  ['null over null default at the root', [text('a: null')], { a: null }],
  ['--set null over default', [set('a.b=null,c=null')], { a: { b: 1, d: 2 }, c: 3 }],
  ['--set over file over default', [text('a: {b: 2}'), set('a.c=3'), setString('a.b=4')], { a: { b: 1, e: 5 } }],
  ['--set-file and --set-literal last', [set('a=1,b=1'), setFile(`a=${FILE}`), setLiteral('b=x,y')]],
  ['--set-json first', [text('a: 1'), setJson('b={"c":1}'), set('b.d=2')], { b: { c: 0, e: 3 } }],
];

describe('--set and layers as in Helm', () => {
  const chart = new OracleChart();
  afterAll(() => chart.remove());

  describe.each(HELMS)('%s', (name, helm) => {
    // Both Helms share one parser of --set, so that a part of the table will do for the second.
    const expressions = EXPRESSIONS.filter((_source, index) => name === 'Helm 4' || index % 3 === 0);

    test.each(
      expressions.map((source) => [source.kind, 'expression' in source ? source.expression : '', source] as const),
    )('--%s %s', (_kind, _expression, source) => {
      expect(ours([BASE, source])).toEqual(chart.helm(helm(), [BASE, source]));
    });

    test.each(LAYERS.map(([title, sources, defaults = {}]) => [title, sources, defaults] as const))(
      '%s',
      (_title, sources, defaults) => {
        expect(ours(sources, defaults)).toEqual(chart.helm(helm(), sources, defaults));
      },
    );
  });

  const four = HELMS[0][1]();

  test('--set-json takes a whole object, as in Helm 4', () => {
    const sources = [text('a: {b: 1}'), setJson(' {"a": {"c": null}, "d": [1]} ')];
    expect(ours(sources)).toEqual({ a: { b: 1, c: null }, d: [1] });
    expect(chart.helm(four, sources)).toEqual({ a: { b: 1, c: null }, d: [1] });
    expect(ours([setJson('{"a": 1')])).toBeUndefined();
  });

  test('a null over a null default is kept below the root, as in Helm 4', () => {
    const sources = [text('a: {b: null}')];
    expect(ours(sources, { a: { b: null } })).toEqual({ a: { b: null } });
    expect(chart.helm(four, sources, { a: { b: null } })).toEqual({ a: { b: null } });
  });

  test('an index that is not closed is an error, as in Helm 3; Helm 4 ignores it', () => {
    expect(ours([set('a[0')])).toBeUndefined();
    expect(chart.helm(HELMS[1][1](), [set('a[0')])).toBeUndefined();
  });
});
