import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../lib/json/json';
import { getAt } from '../lib/json/tree';
import { objectDifferences } from './parity/differences';
import { helmBinary, outcomeOf, synthesizer } from './parity/faces';
import { getObject, parseObjects, synthesizeValues, yamlOf } from './support/objects';
import { validateObject } from './support/schema';
import { helm4 } from './support/tools';

const EXAMPLES = join(__dirname, '..', 'examples');
const SCENARIOS = join(__dirname, 'data', 'scenarios');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** Secrets must not stand in a snapshot, the program of the Job and its hash need not. */
function redact(yaml: string): string {
  return yaml
    .replace(/^ {2}seed\.cjs: .*$/m, '  seed.cjs: (program)')
    .replaceAll(/tenant-seed-[0-9a-f]{10}/g, 'tenant-seed-(hash)')
    .split('\n---\n')
    .map((document) =>
      /^kind: Secret$/m.test(document)
        ? document.replace(/^( {2}[\w.-]+): .*$/gm, (line, key: string) =>
            line.startsWith('  name') ? line : `${key}: (redacted)`,
          )
        : document,
    )
    .join('\n---\n');
}

const FILES = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'values.yaml')));

describe.each(FILES)('the example %s', (name) => {
  const { yaml, diagnostics } = synthesizeValues(read(EXAMPLES, name, 'values.yaml'));

  test('has nothing to be warned of', () => {
    expect(diagnostics).toEqual([]);
  });

  test('is what it was', () => {
    expect(redact(yaml!)).toMatchSnapshot();
  });

  test('is what Kubernetes accepts', () => {
    for (const object of parseObjects(yaml!)) expect(validateObject(object)).toEqual([]);
  });
});

test('the databases of the quick start are what Kubernetes accepts, and serve where its values look for them', () => {
  const objects = parseObjects(read(EXAMPLES, 'quick-start', 'backends.yaml'));
  for (const object of objects) expect(validateObject(object)).toEqual([]);
  const services = objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
  const values = yamlOf(read(EXAMPLES, 'quick-start', 'values.yaml')) as { [name: string]: { host: string } };
  const hosts = ['elastic', 'redis', 'mysql', 'pulsar'].map((name) => values[name].host.split(':')[0]);
  expect(services).toEqual([...hosts, 'pulsar-broker']);
});

test('the example of the first command declares three tenants and installs them', () => {
  const objects = parseObjects(synthesizeValues(read(EXAMPLES, 'multi-tenant', 'values.yaml')).yaml!);
  const [job, ...others] = objects.filter(({ kind }) => kind === 'Job');
  expect(others).toEqual([]);
  expect(job.metadata).toMatchObject({ name: expect.stringMatching(/^tenant-seed-[0-9a-f]{10}$/) as string });
  const { data } = objects.find(({ metadata }) => metadata.name === 'tenants-0')!;
  const names = Object.values(data as { [file: string]: string }).join();
  for (const name of ['acme', 'globex', 'initech']) expect(names).toContain(`"${name}"`);
});

describe('the wildcard certificate of cert-manager', () => {
  const file = join(EXAMPLES, 'cert-manager', 'values.yaml');
  const objects = parseObjects(synthesizeValues(read(file)).yaml!);
  const certificate = getObject(objects, 'Certificate', 'wildcard');
  const { dnsNames, secretName, issuerRef } = certificate.spec as never as {
    dnsNames: string[];
    secretName: string;
    issuerRef: { kind: string; name: string };
  };

  test('is asked for by DNS-01, since by HTTP-01 there are no wildcards', () => {
    const issuer = getObject(objects, issuerRef.kind, issuerRef.name);
    const solvers = getAt(issuer, ['spec', 'acme', 'solvers']) as { dns01?: object; http01?: object }[];
    expect(solvers.length).toBeGreaterThan(0);
    for (const solver of solvers) expect(Object.keys(solver)).toEqual(expect.arrayContaining(['dns01']));
    expect(dnsNames).toEqual(['*.your-domain.com']);
  });

  test('is that of every host', () => {
    const ingresses = objects.filter(({ kind }) => kind === 'Ingress');
    expect(ingresses).toHaveLength(3);
    for (const { spec } of ingresses) {
      const { tls, rules } = spec as never as {
        tls: { secretName: string; hosts: string[] }[];
        rules: { host: string }[];
      };
      expect(tls.map((item) => item.secretName)).toEqual([secretName]);
      expect(tls.flatMap(({ hosts }) => hosts)).toEqual([...new Set(rules.map(({ host }) => host))]);
      for (const { host } of rules) expect(`*.${host.split('.').slice(1).join('.')}`).toBe(dnsNames[0]);
    }
  });

  test("is what cert-manager's definitions accept, which refuse what is misspelt", () => {
    const misspelt = (name: string, from: string, to: string): string[] =>
      validateObject(
        JSON.parse(
          JSON.stringify(getObject(objects, name, name === 'Issuer' ? issuerRef.name : 'wildcard')).replace(from, to),
        ),
      );
    expect(misspelt('Issuer', 'apiTokenSecretRef', 'apiToken')).not.toEqual([]);
    expect(misspelt('Certificate', 'issuerRef', 'issuer')).not.toEqual([]);
  });

  test('is the same by the chart', async () => {
    const installation = { sources: [{ kind: 'file', file }], release: 'tracardi', namespace: 'default' } as const;
    const outcomes = [synthesizer(installation), outcomeOf(await helmBinary(helm4()).render(installation))];
    const [ours, theirs] = outcomes.map((outcome) => (outcome as { objects: JsonObject[] }).objects);
    expect(objectDifferences(ours, theirs)).toEqual([]);
  });
});

test('values of the chart before: multi-tenant, as its documents have it', () => {
  const { yaml, diagnostics } = synthesizeValues(read(SCENARIOS, 'docs-minimal.yaml'), read(SCENARIOS, 'seed.yaml'));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const object of parseObjects(yaml!)) expect(validateObject(object)).toEqual([]);
  // What the values hold as secrets is in Secrets only, where it is encoded.
  for (const secret of ['random-token', 'license-key-text', 'redis-password-text', 'mysql-username', 'xxx', 'yyy']) {
    expect(yaml!.replaceAll(/(key|name): [\w-]+/g, '').replaceAll(/^ +[\w-]+: [\w=]+$/gm, '')).not.toContain(
      `value: ${secret}`,
    );
  }
});
