import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { helm4 } from '../support/tools';
import { CHART, objectsOf, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

const read = (name: string): string => readFileSync(join(CHART, name), 'utf8');
const README = read('README.md');
const VALUES = read('values.yaml');

const MULTI = `
config: { multiTenant: { multi: "yes", domain: cdp.example.com } }
secrets:
  license: { valueFrom: { licenseKey: { name: tracardi-credentials, key: license } } }
  installation: { valueFrom: { token: { name: tracardi-credentials, key: installation-token } } }
  tms:
    valueFrom:
      secretKey: { name: tracardi-credentials, key: tms-secret-key }
      apiKey: { name: tracardi-credentials, key: tms-api-key }
`;

describe('README.md', () => {
  const blocks = [...README.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text);

  test.each(blocks)('these values are valid:\n%s', (values) => {
    expect(objectsOf(helm4(), workspace.values(MULTI, values)).length).toBeGreaterThan(10);
  });

  test('selectors are those of the objects that Helm leaves', () => {
    const tenants = blocks.find((block) => block.startsWith('tenants:'))!;
    const objects = [
      ...objectsOf(helm4(), workspace.values(MULTI, tenants)),
      ...objectsOf(helm4(), workspace.values(MULTI)),
    ];
    const hooks = objects.map(({ kind, metadata }) => ({ kind, ...(metadata as unknown as Metadata) })).filter(isHook);
    const named = [...README.matchAll(/^kubectl delete (\w+) --selector (\S+)$/gm)].map(([, kind, selector]) => [
      kind,
      selector.split(',').sort().join(','),
    ]);
    expect(hooks.map(({ name }) => name).sort()).toEqual(['platform-test', 'tenant-seed', 'tenant-seed-test']);
    for (const { kind, labels } of hooks) {
      const selector = ['component', 'instance'].map((label) => `app.kubernetes.io/${label}`);
      const text = selector.map((label) => `${label}=${labels[label]}`).join(',');
      expect(named).toContainEqual([String(kind).toLowerCase(), text]);
    }
  });

  test.each(['name', 'email', 'password', 'passwordFrom.name', 'passwordFrom.key', 'needsAdmin', 'updateMapping'])(
    'the table has tenants[].%s',
    (key) => expect(README).toContain(`\n| \`tenants[].${key}\` |`),
  );
});

interface Metadata {
  readonly name: string;
  readonly labels: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
}

const isHook = ({ annotations }: Metadata): boolean => annotations?.['helm.sh/hook'] !== undefined;

describe('values.yaml', () => {
  const [, example] = /^tenants: \[\]\n((?:#(?! --).*\n)+)/m.exec(VALUES) ?? [];
  const withoutComment = example.replace(/^# /gm, '');

  test('the example of tenants, no comment any more, is valid', () => {
    const kinds = objectsOf(helm4(), workspace.values(MULTI, `tenants:\n${withoutComment}`)).map(({ kind }) => kind);
    expect(kinds).toContain('Job');
  });

  test('the example of tenants has every key', () => {
    const keys = [...withoutComment.replace(/^ {2}# (?=\w+:)/gm, '  ').matchAll(/^(?:- | {2})(\w+):/gm)];
    expect(keys.map(([, key]) => key)).toEqual([
      'name',
      'email',
      'password',
      'passwordFrom',
      'needsAdmin',
      'updateMapping',
    ]);
  });
});

describe('Chart.yaml', () => {
  /** Every image of the default values; those without a tag have that of the API. */
  function images(value: Json, apiTag: string): string[] {
    if (!isObject(value)) return [];
    const own = typeof value.repository === 'string' ? [`${value.repository}:${(value.tag as string) || apiTag}`] : [];
    return [...own, ...Object.values(value).flatMap((child) => images(child, apiTag))];
  }

  test('lists every image of the default values, and no other', () => {
    const values = parse(VALUES, { version: '1.1' }) as JsonObject & { api: { image: { tag: string } } };
    const { annotations } = parse(read('Chart.yaml')) as { annotations: { [key: string]: string } };
    const listed = parse(annotations['artifacthub.io/images']) as { image: string }[];
    const expected = [...new Set(images(values, values.api.image.tag))];
    expect(listed.map(({ image }) => image).sort()).toEqual(expected.sort());
  });
});
