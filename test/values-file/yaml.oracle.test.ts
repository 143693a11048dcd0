import { OracleChart, HELMS, ours } from './oracle';

/** Both Helms and this package agree on each: on the values, or on an error. */
const SNIPPETS: readonly string[] = [
  '',
  '# only a comment\n',
  '---\n',
  '---\na: 1\n',
  '--- # comment\na: 1\n',
  '# comment\n---\na: 1\n---\n',
  'null',
  '~',
  '{}',
  '[]',
  '- a\n',
  'text',
  '5',
  'a: yes\nb: Yes\nc: YES\nd: yEs\ne: no\nf: No\ng: NO\nh: on\ni: On\nj: ON\nk: off\nl: OFF\nm: Off\n',
  'a: y\nb: Y\nc: n\nd: N\ne: true\nf: True\ng: TRUE\nh: tRUE\ni: false\nj: "yes"\nk: \'on\'\n',
  'yes: 1\n',
  'y: 1\nn: 2\n',
  'on: 1\nOff: 2\n',
  '"yes": 1\n',
  '1: a\n0x10: b\n017: c\n1_000: d\n-5: e\n',
  '1.5: a\n1e3: b\n1e6: c\n1234567.5: d\n0.00001: e\n16777217.5: f\n0.1: g\n',
  '.inf: a\n-.inf: b\n.nan: c\n1e400: d\n',
  '9223372036854775807: a\n',
  '9223372036854775808: a\n',
  '~: a\n',
  'null: a\n',
  '? [a]\n: b\n',
  '{a: b}: c\n',
  '2001-01-01: a\n',
  'a: 0777\nb: 0o777\nc: 0O17\nd: 08\ne: 0x1F\nf: 0X1f\ng: -0x1f\nh: 0b101\ni: -0b11\nj: 0b12\nk: 0xZZ\n',
  'a: 1_000\nb: 1__0\nc: 1_\nd: _1\ne: 0x_F\nf: 1_000.5\ng: .5_0\nh: ._5\n',
  'a: 1e3\nb: 1E+3\nc: 1.e2\nd: .5\ne: -.5\nf: +.5\ng: 5.\nh: 1e\ni: e1\nj: 1.2.3\nk: 1e400\n',
  'a: 9007199254740993\nb: 9223372036854775807\nc: 18446744073709551615\nd: 18446744073709551616\ne: -9223372036854775809\n',
  'a: 123456789012345678901234567890\nb: 0xFFFFFFFFFFFFFFFF\nc: 0xFFFFFFFFFFFFFFFFF\nd: +9223372036854775808\n',
  'a: -0\nb: +0\nc: -0.0\nd: 00\ne: 1:20\nf: 190:20:30\n',
  'a: .inf\n',
  'a: -.INF\n',
  'a: .nan\n',
  'a: ~\nb: null\nc: Null\nd: NULL\ne:\nf: ""\ng: nULL\nh: "null"\n',
  'a: 2001-12-14\nb: 2001-12-14t21:59:43.10-05:00\nc: 2001-12-14 21:59:43.10\nd: 2001-13-45\n',
  'a: !!str 1\nb: !!int "3"\nc: !!float 3\nd: !!bool yes\ne: !!null ""\nf: !foo 1\ng: ! 12\nh: !!str\ni: !!timestamp 2001-01-01\n',
  'a: !!int x\n',
  'a: !!float yes\n',
  'a: !!timestamp x\n',
  'a: !!binary aGVsbG8=\nb: !!binary "YQ=="\n',
  'a: !!binary "%%"\n',
  'a: !!map {b: 1}\nc: !!seq [1]\nd: !!set {x, y}\n',
  'base: &b {x: 1, y: 2}\nuse: {<<: *b, y: 3}\n',
  'base: &b {x: 1, y: 2}\nuse: {y: 3, <<: *b}\n',
  'p: &p {x: 1}\nq: &q {x: 2, z: 3}\nuse: {<<: [*p, *q]}\n',
  'use: {<<: {x: 1}, <<: {x: 2}}\n',
  'use: {"<<": 1}\n',
  'use: {<<: 1}\n',
  'p: &p [1]\nuse: {<<: *p}\n',
  'a: &x 1\nb: *x\nc: &x 2\nd: *x\n',
  'a: &x {k: [1, 2]}\nb: *x\nc: {d: *x}\n',
  'a: &x key\nb: {*x : 1}\n',
  'a: *missing\n',
  'a: &x [*x]\n',
  'a: |\n  x\n   y\n\nb: |-\n  x\n\nc: |+\n  x\n\nd: >\n  x\n  y\n\n  z\n   w\n',
  'a: |2\n   x\n  y\nb: >-\n\n  x\n',
  "a: x\n  y\n\n  z\nb: \"x\n  y\n\n  z\\\n  w\"\nc: 'it''s\n  two'\n",
  'a: "\\t\\n\\x41\\u00e9\\U0001F600\\0\\e\\_\\N\\L\\P"\n',
  'a: "\\/"\n',
  'a: "\\ud800"\n',
  'a: "\\q"\n',
  'a: 1\na: 2\n',
  'a: {b: 1}\na: {c: 2}\n',
  'a: [1, 2,]\nb: {c: 1, d, "e":2, f: }\nc: [a: 1, b]\n',
  'a: [\n  1, # one\n  2\n]\nb: {\n  c: 1\n}\n',
  'a: [1\n',
  'a: "x\n',
  'a: b: c\n',
  'a:\n- 1\n- - 2\n  - 3\n-\n  b: 4\n',
  'a: http://x:80/y?z=1#frag\nb: a#b\nc: a # b\nd: -x\ne: a,b\nf: "#x"\n',
  'a: @x\n',
  'a: `x\n',
  'a: %x\n',
  'a:\tx\n',
  'a:\n\tb: 1\n',
  'a: 1\n\t\nb: 2\n',
  'a: 1\r\nb:\r\n  - x\r\nc: |\r\n  y\r\n  z\r\n',
  'a: 1\rb: 2\r',
  '\uFEFFa: 1\n',
  'a: \u0001\n',
  'a: é日本😀\n"ключ": 1\n',
  '__proto__: {x: 1}\nconstructor: 2\ntoString: 3\n',
  '%YAML 1.2\n---\na: 1\n',
  'a: 1\n...\n',
  '"": 1\na: {"": {"": 2}}\n',
  '{"a": {"b": [1, 2.5, "x", null, true]}}',
  'b: &b {q: 1}\na:\n  ! <<: *b\n',
];

describe('values read as Helm reads them', () => {
  const chart = new OracleChart();
  afterAll(() => chart.remove());

  describe.each(HELMS)('%s', (_name, helm) => {
    test.each(SNIPPETS.map((snippet) => [JSON.stringify(snippet), snippet]))('%s', (_label, text) => {
      const sources = [{ kind: 'file' as const, file: chart.write(text) }];
      expect(ours(sources)).toEqual(chart.helm(helm(), sources));
    });
  });
});

/** As above, in one run of each Helm. */
const UNUSUAL: readonly string[] = [
  ...['"1"#c', "'1'#c\nb: 2", '[1]#c', '{}#c\nb: 2', '{b: "x"#c\n  }', '[1 #c\n  ,2]', 'x#c', '1 #c'],
  ...['[a?b]', '[a, b?]', '{a?: 1}', '{a: b?c}', '["a?b"]', 'a?b'],
  ...['[:a]', '{:a: 1}', '{a: :b}', '[::a]', ':a', '["::a"]', '[a:b]', '{a: b:c}'],
  ...['{b:[1]}', '{b:{c: 1}}', '{x :[]}', '{"b":[1]}', "{'b':x}", '["b":1]', '[[1]:2]', '{b: [1]}'],
  ...['[!]', '[!!str]', '{x: !!str}', '!!str', '[!!str x]', '! 1', '! "1"', '! yes'],
  ...['&a.b x', '&a/b x', '&a#b x', '&a-b_1 x\nb: *a-b_1', '&a x\nb: [*a, *a]', '&ü x'],
  ...['{"a\n b": 1}', "{'a\n b': 1}", '{a\n b: 1}', '{"a"\n : 1}', '{a:\n 1}', '{? a\n b : 1}'],
  ...[
    '|\n  \tx\n',
    '|\n\n  \tx\n',
    '>\n  \t\n  x\n',
    '|-\n    \tx\n',
    '|2\n  \tx\n',
    '| # 2\n  \tx\n',
    '|-2\n  \tx\n',
    '|\n  x\n  \ty\n',
  ],
  ...['|\n   \nb: 1\n', '|+\n   \nb: 1\n', '|1\n  \n x\n', '"a\\\n b"', '"a\\\\\n\n b"'],
  ...['\n-\tb', '\n- \tb', '\n- - \tb', '\n-\t\n  b', '\n-\t# c\n  b', '\n- b\tc', '|\n  - \tb\n', '\n  "\n  -\tb"'],
  `[${'k'.repeat(1100)}: 1]`,
  `{${'k'.repeat(1100)}: 1}`,
  // Lines that are indented no more than the key.
  ...[
    '{\nx: 1\n}\nb: 2',
    '[\n1,\n2\n]\nb: "x\ny"',
    "'x\ny'\nb: 1",
    '"x\n\n\n y"',
    '"x\\\ny"',
    '"x\n\ty"',
    '{\n\tx: 1\n}',
  ],
  ...['[1,#c\n2]', '[#c ]\n1]', '[\n# c ]\n1\n# d\n]', '{b: "x\n}", c: \'\n]\'\n}\nd: 1', "{b: it's,\nc: 1}"],
  ...[
    '[{\nb: 1\n}, {\nc: 2}]',
    '&x [\n1]\nb: *x',
    '!!str "x\ny"',
    '|\n  "x\n  y\nb: [\n1]',
    '{\r\nb: 1,\r\nc: "x\r\ny"\r\n}\r\nd: 1\r',
  ],
  ...[
    '\n  b: "x\n  y"\n  c: 1',
    '\n- {\n  x: 1,\n  y: [\n  1]\n  }\n- c',
    '\n  b:\n    - [\n1,\n  2]\n    - 3',
    '\n  b: [\n]',
  ],
  ...['"x\nb: "y"', '"x\nb: y', '[1\nb: 2', '[1\nb: 2]', '{\nb: 1\nc: 2\n}', '{\n---\nb: 1}', '"x\n...\ny"'],
].map((value) => `a: ${value}\n`);

/** Helm reads these; that we do not is on the safe side, as they are easily meant otherwise. */
const STRICTER: readonly string[] = [
  'a: {x:}\n',
  'a: [?a]\n',
  'a: {?a: 1}\n',
  'a: [x:,y]\n',
  'a: {a: b:}\n',
  'a: |-#c\n  x\n',
  'a: |1\n  \n',
  'a: "a\\\n\n b"\n',
  'a: [-]\n',
  'a: [!foo, x]\n',
  'a: &a x\nb: {*a: 1}\n',
  'a: 1\n...\nb: 2\n',
  ' a: 1\nb: 2\n',
];

describe('unusual YAML', () => {
  const chart = new OracleChart();
  afterAll(() => chart.remove());
  const read = (text: string) => ours([{ kind: 'text', name: 'values.yaml', text }]);

  test.each(HELMS)('means to this package what it means to %s', (_name, helm) => {
    chart.fromYaml(helm(), UNUSUAL).forEach((result, index) => {
      const text = UNUSUAL[index];
      expect({ text, values: read(text) }).toEqual({ text, values: 'Error' in result ? undefined : result });
    });
  });

  test.each(HELMS)('that %s reads and this package refuses', (_name, helm) => {
    expect(STRICTER.filter((text) => read(text) !== undefined)).toEqual([]);
    expect(chart.fromYaml(helm(), STRICTER).filter((result) => 'Error' in result)).toEqual([]);
  });

  test.each(HELMS)('%s does not take a document end before the first value', (_name, helm) => {
    const texts = ['...\n', '# c\n...\n---\na: 1\n'];
    expect(texts.map(read)).toEqual([undefined, undefined]);
    expect(chart.fromYaml(helm(), texts).filter((result) => !('Error' in result))).toEqual([]);
  });
});

describe('where the two Helms differ', () => {
  const chart = new OracleChart();
  afterAll(() => chart.remove());
  const [four, three] = HELMS.map(([, helm]) => helm());
  const text = (source: string) => [{ kind: 'text' as const, name: 'values.yaml', text: source }];

  test('several documents are merged as in Helm 4; Helm 3 takes the first', () => {
    const sources = text('a: {x: 1}\n---\na: {z: 2}\n---\n{b: 3}\n');
    expect(ours(sources)).toEqual({ a: { x: 1, z: 2 }, b: 3 });
    expect(chart.helm(four, sources)).toEqual({ a: { x: 1, z: 2 }, b: 3 });
    expect(chart.helm(three, sources)).toEqual({ a: { x: 1 } });
  });

  test('a block text that ends with the file gets its line break, as in Helm 4', () => {
    const sources = text('a: |\n  x');
    expect(ours(sources)).toEqual({ a: 'x\n' });
    expect(chart.helm(four, sources)).toEqual({ a: 'x\n' });
    expect(chart.helm(three, sources)).toEqual({ a: 'x' });
  });

  test.each(['%YAML 1.1\n---\na: 1\n', '--- {a: 1}\n', '--- !!map\na: 1\n'])(
    '%j is an error, as in Helm 4',
    (source) => {
      expect(ours(text(source))).toBeUndefined();
      expect(chart.helm(four, text(source))).toBeUndefined();
      expect(chart.helm(three, text(source))).toEqual({ a: 1 });
    },
  );
});
