import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDiagnostic } from '../../lib/json/diagnostic';
import { readValues, type ValuesSource } from '../../lib/values-file';

const directory = mkdtempSync(join(tmpdir(), 'values-file-'));
afterAll(() => rmSync(directory, { recursive: true }));

let files = 0;

function file(content: string | Buffer): ValuesSource {
  const path = join(directory, `f${files++}.yaml`);
  writeFileSync(path, content);
  return { kind: 'file', file: path };
}

function text(content: string): ValuesSource {
  return { kind: 'text', name: 'v.yaml', text: content };
}

/** `line:column rule` of each problem. */
function problems(...sources: ValuesSource[]): string[] {
  return readValues(sources).diagnostics.map(({ line, column, rule }) => `${line ?? ''}:${column ?? ''} ${rule}`);
}

describe('sources that cannot be read', () => {
  test('no such file', () => {
    expect(readValues([{ kind: 'file', file: join(directory, 'none.yaml') }]).diagnostics).toMatchObject([
      { severity: 'error', rule: 'file-not-found', file: join(directory, 'none.yaml') },
    ]);
    expect(problems({ kind: 'file', file: join(directory, 'none.yaml', 'x') })).toEqual([': file-not-found']);
  });

  test('a directory', () => expect(problems({ kind: 'file', file: directory })).toEqual([': not-a-file']));

  const asRoot = process.getuid?.() === 0;
  (asRoot ? test.skip : test)('no permission', () => {
    const source = file('a: 1');
    if (source.kind === 'file') chmodSync(source.file, 0);
    expect(problems(source)).toEqual([': unreadable']);
  });

  test('a path that cannot be opened', () =>
    expect(problems({ kind: 'file', file: 'a\0b' })).toEqual([': unreadable']));

  test.each([
    ['UTF-16LE', Buffer.from('\uFEFFa: 1\n', 'utf16le')],
    ['UTF-16LE without a mark', Buffer.from('a: 1\n', 'utf16le')],
    ['UTF-16BE', Buffer.from('\uFEFFa: 1\n', 'utf16le').swap16()],
    ['UTF-16BE without a mark', Buffer.from('a: 1\n', 'utf16le').swap16()],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ])('%s', (_name, bytes) => {
    const [diagnostic] = readValues([file(bytes)]).diagnostics;
    expect(diagnostic).toMatchObject({
      rule: 'encoding',
      message: expect.stringMatching(/UTF-(16|32).*UTF-8/) as string,
    });
  });

  test('invalid UTF-8, with its line', () => {
    expect(problems(file(Buffer.from([0x61, 0x3a, 0x20, 0x31, 10, 0x62, 0xe9, 10])))).toEqual(['2: encoding']);
  });

  test.each(['\u0000', '\u0007', '\u2028', '\u2029', '\uFFFE', '\uD800'])('the character %j', (character) => {
    expect(problems(text(`a: 1\nb: "x${character}"\n`))).toEqual(['2: encoding']);
  });

  test('the other sources are read nevertheless', () => {
    const { values, diagnostics } = readValues([
      { kind: 'file', file: join(directory, 'none.yaml') },
      text('a: 1'),
      text('a: ['),
      { kind: 'set', expression: 'b' },
      { kind: 'set', expression: 'c=3' },
      text('- x'),
    ]);
    expect(values).toEqual({ a: 1, c: 3 });
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['file-not-found', 'yaml-syntax', 'set-syntax', 'root-type']);
  });
});

describe('problems within a file', () => {
  test.each([
    ['a: 1\nb: [1, 2\nc: 3\n', ['2:4 yaml-syntax']],
    ['a: 1\nb: "x\n', ['2:4 yaml-syntax']],
    ['a:\n\tb: 1\n', ['2:1 yaml-syntax']],
    ['a: b: c\n', ['1:4 yaml-syntax']],
    ['a: 1\n b: 2\n', ['2:2 yaml-syntax']],
    ['a:\n   b: 1\n\n  c: 2\n', ['4:3 yaml-syntax']],
    ['- {a: [x, {b: "y}]}\n', ['1:15 yaml-syntax']],
    ['a: x\nb: *no\n', ['2:4 yaml-syntax']],
    ['a: "é😀" \\\n', ['1:9 yaml-syntax']],
    ['a: "é😀\\q"\n', ['1:7 yaml-syntax']],
    ['a: "😀\\/"\n', ['1:6 yaml-syntax']],
    ['a: "\\\\/" # fine\n', []],
    ['a: 1\n \t\nb: |\n  x\n  \t\n', ['2:2 yaml-syntax']],
    ['a: 1\n---b\n', ['2:1 yaml-syntax']],
    ['# c\n%YAML 1.1\n---\na: 1\n', ['2:1 yaml-syntax']],
    ['a: 1\n...\nb: 1\n', ['3:1 yaml-syntax']],
    ['a:\n  b: .inf\n', ['2:6 yaml-syntax']],
    ['a:\n  - !!int x\n', ['2:11 yaml-syntax']],
    ['a: {~: 1}\nb: {[x]: 1}\n', ['1:5 yaml-syntax', '2:5 yaml-syntax']],
    ['a: {<<: 1}\n', ['1:9 yaml-syntax']],
    ['a: 1\nb: 2\na: 3\n', ['3:1 duplicate-key']],
    ['a: {\nb: 1,\nb: 2,\n  b: 3\n}\nc: 1\nc: 2\n', ['3:1 duplicate-key', '4:3 duplicate-key', '7:1 duplicate-key']],
    ['1: a\n"1": b\n', ['2:1 duplicate-key']],
    ['a: 1\n---\nb: 2\n---\n', ['3:1 multiple-documents']],
    ['a: 1\nb: |\n  x', ['2:4 final-newline']],
    ['a: 1\nb: |-\n  x', []],
    ['b: |\n  x\na: 1', []],
    ['# c\n\n- a\n', ['3:1 root-type']],
    ['"x"', ['1:1 root-type']],
  ])('%j', (content, expected) => expect(problems(text(content))).toEqual(expected));

  test('a duplicate is a warning if Helm takes the last, an error if it takes either', () => {
    const severities = (content: string): string[] =>
      readValues([text(content)]).diagnostics.map(({ severity }) => severity);
    expect(severities('a: 1\na: 2')).toEqual(['warning']);
    expect(severities('yes: 1\n"true": 2')).toEqual(['error']);
  });

  test.each([
    ['a: "x\n', 'not closed'],
    ['a: "x\n---\ny"\n', 'is not closed'],
    ['a: 1\nb\n', 'no colon'],
    ['a: |#c\n  x\n', 'before the #'],
    ['a: [b?c]\n', 'put the value in quotes'],
    ['a: {b:[1]}\n', 'write a space after'],
    ['a:\n  -\tb\n', 'write a space'],
    ['a: &b.c 1\n', 'rename it'],
    ['a: |\n  \tb\n', 'write a digit'],
    ['a: [\n---\n1\n]\n', 'is not closed'],
    ['a:\n\tb: 1\n', 'use spaces'],
    ['a: }\n', 'closes none; remove it'],
    ['a: [x}\n', 'the bracket [ that opens here is not closed'],
    ["a: 'it's'\n", 'write a quote within'],
    ['{"a": 1 "b": 2}', 'a comma is missing'],
    ['{"a": 1,\n"b": {}\n"c": 2}', 'a comma is missing'],
    ['a: {b: 1\n  c: 2}\n', 'a comma is missing'],
    ['a: [echo b: c: d]\n', 'quote the value'],
    ['a: b: c\n', 'quote the value'],
    ['a:\n  b: 1\n   c: 2\n', 'align it with line 2'],
    ['a:\n   b: 1\n  c: 2\n', 'align it with line 2 or line 1'],
    ['a:\n  b:1\n  c: 2\n', 'write a space after the colon'],
  ])('%j is told with its remedy', (content, words) => {
    expect(readValues([text(content)]).diagnostics[0].message).toContain(words);
  });

  test('the path leads to the problem', () => {
    const [diagnostic] = readValues([text('a:\n  - b: {c: 1, c: 2}\n')]).diagnostics;
    expect(formatDiagnostic(diagnostic)).toMatch(
      /^v\.yaml:2:15: warning: a\[0\]\.b\.c: the key is written twice .* \[duplicate-key\]$/,
    );
  });

  test('aliases that blow up, or contain themselves', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
    const bomb = readValues([text(`l0: &l0 [x]\n${levels.join('\n')}\n`)]);
    expect(bomb.diagnostics).toMatchObject([{ rule: 'alias-bomb' }]);
    expect(problems(text('a: &x {b: *x}\n'))).toEqual(['1:11 alias-bomb']);
  });

  test('large documents may hold few aliases only', () => {
    const list = `l: &l [${'1, '.repeat(200)}]`;
    const many = (count: number): string =>
      `${list}\n${Array.from({ length: count }, (_, i) => `k${i}: *l`).join('\n')}\n`;
    expect(problems(text(many(90)))).toEqual([]);
    expect(readValues([text(many(5000))]).diagnostics).toMatchObject([{ rule: 'alias-bomb' }]);
  });

  test('values nested beyond reason', () => {
    const { diagnostics } = readValues([text(`a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`)]);
    expect(diagnostics).toMatchObject([
      { rule: 'yaml-syntax', message: expect.stringContaining('too deeply') as string },
    ]);
  });
});

test.each([
  'a',
  'a,b=1',
  'a[x]=1',
  'a[-1]=1',
  'a[70000]=1',
  'a[0',
  'a={1',
  'a.=',
  'a=1,a.b=1',
  'a=1,a[0]=1',
  'a[0]x=1',
  'a[0]=1,a[0][0]=1',
])('--set %s is a mistake', (expression) => {
  const { diagnostics } = readValues([{ kind: 'set', expression }]);
  if (expression === 'a.=') expect(diagnostics).toEqual([]);
  else expect(diagnostics).toMatchObject([{ severity: 'error', rule: 'set-syntax', file: '--set' }]);
});

test.each([
  ['x=1,a', 5, []],
  ['a[x]=1', 3, ['a']],
  ['a.b={1', 5, ['a', 'b']],
  ['x=1,te[r=2', 8, []],
])('--set %s is a mistake in column %i, of no key that may be a value', (expression, column, path) => {
  const { diagnostics } = readValues([
    { kind: 'set-string', expression: 'b=1' },
    { kind: 'set', expression: 'b=1' },
    { kind: 'set', expression },
  ]);
  expect(diagnostics).toMatchObject([{ file: '--set', line: 2, column, path }]);
});

test.each(['a: b\n}\nc: d\ne: f\n', 'a: }\nc: d\ne: f\n'])('%j has one mistake', (yaml) => {
  expect(readValues([text(yaml)]).diagnostics).toHaveLength(1);
});

test('no message quotes a value', () => {
  const secret = 'hunter2';
  const broken = [
    `a: "${secret}`,
    `a: ${secret}: x`,
    `a: @${secret}`,
    `a: "\\q${secret}"`,
    `a: [${secret}`,
    `a: !!int ${secret}`,
    `a: *${secret}`,
    `a: | ${secret}\n  x`,
    `a: "x" ${secret}`,
    `a: 'x'${secret}`,
    `- ${secret}`,
    `${secret}`,
    `a: !x!${secret} y`,
    `a: {b: ${secret}}: c`,
    `a:\n  ${secret}\n b: 1`,
    `a: &x &y ${secret}`,
    `%${secret}\n---\na: 1`,
    `--- ${secret}`,
    `a: 1\na: ${secret}`,
    `a: !!binary "${secret}%"`,
  ].map(text);
  const sets = [
    `a=1,${secret}`,
    `a=x,${secret},b=1`,
    `a={${secret}`,
    `a=1,a.b=${secret}`,
    `a[0]${secret}=1`,
    `a[${secret}]=1`,
  ].map((expression): ValuesSource => ({ kind: 'set', expression }));
  const json = [`a=${secret}`, `a="${secret}`, `{"a": "${secret}"`].map((expression): ValuesSource => ({
    kind: 'set-json',
    expression,
  }));
  for (const source of [...broken, ...sets, ...json]) {
    const { diagnostics } = readValues([source]);
    expect({ source, count: diagnostics.length }).not.toEqual({ source, count: 0 });
    expect(JSON.stringify(diagnostics)).not.toContain(secret);
  }
});
