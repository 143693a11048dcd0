import { App, Chart } from 'cdk8s';
import { Tracardi } from '../../lib';
import { formatDiagnostic } from '../../lib/json/diagnostic';
import type { Diagnostic } from '../../lib/json/diagnostic';
import { grouped } from '../../lib/values/grouped';

const at = (path: Diagnostic['path'], line?: number, message = 'is wrong'): Diagnostic => ({
  severity: 'error',
  rule: 'r',
  message,
  path,
  file: 'a.yaml',
  line,
});

const told = (diagnostics: readonly Diagnostic[]): string[] => grouped(diagnostics).map(formatDiagnostic);

test('one that is alone is as it was', () => {
  const all = [at(['a'], 1), at(['b'], 2), at(['a', 'b'], 3), at(['a'], 1, 'is other')];
  expect(grouped(all)).toEqual(all);
});

test('tenants', () => {
  const tenants = Array.from({ length: 98 }, (_, index) => at(['tenants', index, 'email'], index + 5));
  expect(told(tenants)).toEqual([
    'a.yaml:5: error: tenants[0].email: is wrong (and 97 more tenants, at lines 6 to 102) [r]',
  ]);
  expect(told(tenants.slice(0, 2))).toEqual([
    'a.yaml:5: error: tenants[0].email: is wrong (and 1 more tenant, at line 6) [r]',
  ]);
});

test('other lists, also one in another', () => {
  expect(told([at(['gui', 'a', 0, 'b'], 1), at(['gui', 'a', 1, 'b'], 2), at(['gui', 'a', 0, 'c'], 3)])).toEqual([
    'a.yaml:1: error: gui.a[0].b: is wrong (and 1 more of these, at line 2) [r]',
    'a.yaml:3: error: gui.a[0].c: is wrong [r]',
  ]);
});

test('one place at several lines, and what is said twice of one', () => {
  const lines = [at(undefined, 2), at(undefined, 4), at(undefined, 2)];
  expect(told(lines)).toEqual(['a.yaml:2: error: is wrong (and 1 more of these, at line 4) [r]']);
  expect(told([at(['gui'], 12), at(['gui'], 7)])).toEqual([
    'a.yaml:7: error: gui: is wrong (and 1 more of these, at line 12) [r]',
  ]);
});

test('components', () => {
  const paths = [
    ['api', 'private'],
    ['tms', 'docker'],
    ['bridge', 'queue', 'docker'],
    ['gui', 'console'],
  ];
  expect(told(paths.map((path) => at([...path, 'replica'])))).toEqual([
    'a.yaml: error: api.private.replica: is wrong (and gui.console, tms.docker, bridge.queue.docker) [r]',
  ]);
  expect(told([...paths, ['gui', 'console']].map((path, index) => at([...path, 'x', index], index)))).toEqual([
    'a.yaml:0: error: api.private.x[0]: is wrong (and 4 more of these, at lines 1 to 4) [r]',
  ]);
});

test('not across files, severities and rules', () => {
  const one = at(['tenants', 0, 'a']);
  const others: Diagnostic[] = [
    { ...one, file: 'b.yaml' },
    { ...one, severity: 'warning' },
    { ...one, rule: 's' },
  ];
  expect(grouped([one, ...others])).toHaveLength(4);
});

test('props', () => {
  const component = { replica: 1 } as object;
  const chart = new Chart(new App(), 'a');
  expect(() => new Tracardi(chart, 't', { api: { private: component, public: component } })).toThrow(
    'api.private.replica: is not a known key; did you mean replicas? (and api.public) [unknown-key]',
  );
});
