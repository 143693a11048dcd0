import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OBJECT_CONSTRAINTS, VALUE_CONSTRAINTS } from '../../lib/values/kubernetes';
import { join as joinFiles } from '../../lib/values/kubernetes/join';
import definitions from '../../lib/values/kubernetes.definitions.json';

/** What the Kubernetes API server refuses beyond its types, by file. */

describe('tables of several files', () => {
  test.each(['fields', 'definitions', 'fieldTypes', 'onlyFields', 'required'] as const)(
    'become one for %s, where each key is defined once',
    (sort) => {
      const files = { probes: { [sort]: { 'A.a': {} } }, volumes: { [sort]: { 'B.b': {} } }, network: {} };
      expect(joinFiles(files)[sort]).toEqual({ 'A.a': {}, 'B.b': {} });
      expect(() => joinFiles({ ...files, security: { [sort]: { 'A.a': {} } } })).toThrow(
        'probes.ts and security.ts in lib/values/kubernetes both define A.a: keep one',
      );
    },
  );

  test('may have the same key where they are of two sorts', () => {
    const joined = joinFiles({ probes: { fields: { ExecAction: {} }, required: { ExecAction: ['command'] } } });
    expect(joined).toMatchObject({ fields: { ExecAction: {} }, required: { ExecAction: ['command'] } });
  });
});

describe('what `npm run kubernetes-schemas` wrote is of these tables', () => {
  test('test/schemas/constraints.json holds them', () => {
    const written = JSON.parse(readFileSync(join(__dirname, '..', 'schemas', 'constraints.json'), 'utf8')) as unknown;
    const { fields, fieldTypes, required, definitions: scalars } = OBJECT_CONSTRAINTS;
    expect(written).toEqual({ fields, fieldTypes, required, scalars });
  });

  test('lib/values/kubernetes.definitions.json holds the keywords of types and fields', () => {
    const { fields, definitions: scalars } = VALUE_CONSTRAINTS;
    expect(definitions).toMatchObject(scalars);
    for (const [key, keywords] of Object.entries(fields)) expect({ key, ...schemaAt(key) }).toMatchObject(keywords);
  });
});

/** The schema of `Type`, `Type.field`, `Type.field[]` or `Type.field{}`. */
function schemaAt(key: string): any {
  const [, type, field, of] = /^(\w+)(?:\.(\w+))?(\[\]|\{\})?$/.exec(key)!;
  const schema = (definitions as any)[type];
  const child = field ? schema.properties[field] : schema;
  return of === '[]' ? child.items : of === '{}' ? child.additionalProperties : child;
}
