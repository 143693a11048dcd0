import Ajv from 'ajv';
import fc from 'fast-check';
import { editorSchema } from '../../lib/cli/editor-schema';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { readValues } from '../../lib/values-file';
import { validateValues } from '../../lib/values/validate';
import { defaultValues } from '../../lib/values/generated/defaults';
import { fileOf, invalidValues, validValues } from '../parity/arbitrary';
import { nested } from '../parity/bases';
import { valuesText } from '../parity/values-text';
import type { Written } from '../parity/values-text';

/** An editor shows no error in a file that `validate` accepts. */

const accepts = new Ajv({ strict: false, formats: { password: true } }).compile(editorSchema());

const problemsOf = (text: string): object[] =>
  validateValues(text, 'values.yaml').filter(({ severity }) => severity === 'error');

function expectNoContradiction(values: { readonly [key: string]: Written }): void {
  const text = valuesText(values);
  if (problemsOf(text).length > 0) return;
  accepts(readValues([{ kind: 'text', name: 'values.yaml', text }]).values);
  expect({ text, errors: accepts.errors ?? [] }).toEqual({ text, errors: [] });
}

function paths(values: JsonObject, above = ''): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, Json]) => [
    above + key,
    ...(isObject(value) ? paths(value, `${above}${key}.`) : []),
  ]);
}

test('every default may be null where the chart allows it', () => {
  for (const path of paths(defaultValues())) expectNoContradiction(nested(path, null) as { [key: string]: Written });
});

test.each([
  'api: { public: { livenessProbe: { httpGet: null, tcpSocket: { port: 80 } } } }',
  'api: { public: { replicas: null, resources: null, args: null, extraEnv: null } }',
  'tenants: null\ncommonLabels: null',
])('%s is accepted', (text) => {
  expect(problemsOf(text)).toEqual([]);
  accepts(readValues([{ kind: 'text', name: 'values.yaml', text }]).values);
  expect(accepts.errors ?? []).toEqual([]);
});

test('what is required stays so where there is no default', () => {
  for (const values of [{ tenants: [{ name: 'acme' }] }, { redis: { port: null, prt: 1 } }])
    expect({ values, accepted: accepts(values) }).toEqual({ values, accepted: false });
});

test.each([
  ['valid', validValues()],
  ['mostly invalid', invalidValues()],
])('generated files, %s', (_, files) =>
  fc.assert(
    fc.property(files, ({ base, settings }) => expectNoContradiction(fileOf(base, settings))),
    { numRuns: 150 },
  ),
);
