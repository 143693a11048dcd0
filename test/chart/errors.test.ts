import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHART, HELMS, template, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

test('no map restricts its keys in words of which Helm 4 tells no place', () => {
  expect(readFileSync(join(CHART, 'values.schema.json'), 'utf8')).not.toContain('"propertyNames"');
});

describe.each(HELMS)('%s', (_, helm) => {
  const refusalOf = (...texts: string[]): string => {
    const { status, stdout, stderr } = template(helm, workspace.values(...texts));
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    return stderr;
  };

  test.each([
    ['an unknown key', 'api: { private: { replica: 1 } }', 'replica'],
    ['a wrong type', 'redis: { port: "6379" }', 'redis.port'],
    ['a value out of range', 'redis: { port: 0 }', 'redis.port'],
    ['a text of the wrong form', 'api: { private: { ingress: { host: "https://x" } } }', 'api.private.ingress.host'],
    ['a value that is none of those allowed', 'elastic: { schema: ftp }', 'elastic.schema'],
    ['an item without a required key', 'tenants: [{ name: acme }]', 'email'],
    ['an unknown field of Kubernetes', 'gui: { console: { tolerations: [{ keys: a }] } }', 'keys'],
    ['a key that is no label', 'commonLabels: { "a b": c }', 'commonLabels'],
  ])('the schema refuses %s and names the key', (_name, values, key) => {
    const message = refusalOf(values);
    expect(message.replaceAll('/', '.')).toContain(key);
  });

  test.each([
    [
      'a HelmRelease',
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\nspec: { values: { redis: { port: 0 } } }',
      'kind: this is a manifest, no values file: values stand below spec.values of a HelmRelease',
    ],
    [
      'a ConfigMap',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { values.yaml: "a: b" }',
      'kind: this is a manifest',
    ],
    [
      'what helm get values prints',
      'USER-SUPPLIED VALUES:\nredis: { port: 1 }',
      'USER-SUPPLIED VALUES: this is the heading that `helm get values` prints, no key',
    ],
    ['the same of a release without values', 'USER-SUPPLIED VALUES: null', 'USER-SUPPLIED VALUES: this is the heading'],
    [
      'the values of a chart that contains this one',
      'tracardi: { redis: { port: 1 } }',
      'tracardi: holds values of this',
    ],
    ['a helmfile', 'releases: [{ name: a, chart: b }]\nrepositories: []', 'releases: this is a helmfile'],
    ['a part of a manifest', 'spec: { values: {} }', 'spec: is not a known key'],
    ['a key of manifests alone', 'kind: api', 'kind: is not a known key'],
    ['a key without a value', 'tracardi:', 'tracardi: is not a known key'],
  ])('%s is told as such', (_name, values, message) => {
    expect(refusalOf(values)).toContain(`the values are not valid:\n${message}`);
  });

  test('no key that the schema lets through for such a sentence is let through in the end', () => {
    const keys = ['kind', 'apiVersion', 'metadata', 'spec', 'data', 'stringData', 'immutable', 'type', 'status'];
    for (const key of [...keys, 'releases', 'repositories', 'environments', 'helmDefaults', 'tracardi'])
      expect(refusalOf(`${key}: a`)).toContain(`${key}: is not a known key`);
    for (const key of ['USER-SUPPLIED VALUES', 'COMPUTED VALUES'])
      expect(refusalOf(`${key}:`)).toContain(`${key}: this is the heading`);
  });

  test('the schema quotes nothing that may be a secret', () => {
    const message = refusalOf(
      JSON.stringify({
        pulsar: { host: 'u:correct-horse@h x', api: 'ftp://u:correct-horse@h' },
        elastic: { host: 'https://u:correct-horse@es' },
        mysql: { host: 'u:correct-horse@h' },
        redis: { port: 'correct-horse' },
        commonLabels: { a: 'correct-horse@x', b: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE' },
      }),
    ).replaceAll('/', '.');
    expect(message).not.toMatch(/correct-horse|wJalr/);
    for (const path of ['pulsar.host', 'pulsar.api', 'elastic.host', 'mysql.host', 'redis.port', 'commonLabels.b'])
      expect(message).toContain(path);
  });

  test('of an unknown key Helm quotes the key, and not what stands there', () => {
    const message = refusalOf('secrets: { redis: { passwrd: correct-horse } }\nredis: { prt: correct-horse }');
    expect(message).toContain('passwrd');
    expect(message).not.toContain('correct-horse');
  });

  // Maps whose keys are restricted, with a key that they refuse.
  test.each([
    ['commonLabels', 'a b'],
    ['commonAnnotations', 'a b'],
    ['worker.background.annotations', 'constructor'],
    ['worker.background.labels', 'constructor'],
    ['worker.background.podAnnotations', 'a b'],
    ['worker.background.nodeSelector', 'a b'],
    ['seed.nodeSelector', 'a b'],
    ['api.private.serviceAccount.annotations', 'a b'],
    ['api.private.resources.limits', 'constructor'],
    ['init.resources.requests', 'constructor'],
    ['seed.resources.requests', 'constructor'],
  ])('of %s with the key %s the whole path is told', (path, key) => {
    const inner = `{ ${JSON.stringify(key)}: "1" }`;
    const message = refusalOf(path.split('.').reduceRight((below, part) => `{ ${part}: ${below} }`, inner));
    expect(message.replaceAll('~1', '/').replaceAll('/', '.')).toContain(path);
    expect(message.replaceAll('~1', '/')).toContain(key);
  });

  test('the path is told of a key in a list, too', () => {
    const metadata = '{ volumeClaimTemplate: { metadata: { labels: { constructor: a } }, spec: {} } }';
    const message = refusalOf(`gui: { console: { extraVolumes: [{ name: v, ephemeral: ${metadata} }] } }`);
    expect(message.replaceAll('/', '.')).toMatch(
      /gui\.console\.extraVolumes\.0\.ephemeral\.volumeClaimTemplate\.metadata\.labels.*constructor/,
    );
  });

  test('all broken rules are told at once, each with its path', () => {
    const message = refusalOf(
      'config: { multiTenant: { multi: yes, domain: cdp.example.com } }\nsecrets: { tms: { secretKey: x } }',
      'gateway: { enabled: true }\napi: { private: { extraEnv: [{ name: A }, { name: A }] } }',
    );
    expect(message).toContain(`the values are not valid:
secrets.tms.apiKey: multi-tenancy needs the API key of the TMS: set secrets.tms.apiKey, or the Secret that has it: secrets.tms.existing.name, or secrets.tms.valueFrom.apiKey.name and .key
secrets.license.licenseKey: multi-tenancy needs a licence: set secrets.license.licenseKey, or the Secret that has it: secrets.license.existing.name, or secrets.license.valueFrom.licenseKey.name and .key
secrets.installation.token: multi-tenancy refuses the default of this token, which is public: set one of your own, or the Secret that has it: secrets.installation.existing.name, or secrets.installation.valueFrom.token.name and .key, or for a throw-away secrets.installation.allowPublicToken: true
api.private.extraEnv[1].name: must differ from the other items and from what the component has itself, since Kubernetes refuses two of one name: rename it
gateway.className: a Gateway needs gateway.className
gateway.enabled: a Gateway needs a route to carry: enable httpRoute of a component, without parentRefs
`);
  });

  test('what the schema finds is told at once, and before the rules', () => {
    const message = refusalOf(
      'config: { multiTenant: { multi: yes } }\napi: { private: { replica: 1 } }\ngui: { cosole: {} }\nredis: { port: 0 }',
    );
    for (const key of ['replica', 'cosole', 'port']) expect(message).toContain(key);
    expect(message).not.toContain('multi-tenancy needs');
  });

  test('an error about the values names the file that checks them, and no secret', () => {
    const message = refusalOf(
      'secrets: { redis: { password: hunter2, valueFrom: { password: { name: s, key: k } } } }',
    );
    expect(message).toContain('templates/checks/values/validate.yaml');
    expect(message).not.toContain('hunter2');
  });

  test.each(['{ a: b }', "'{}'", 'null'])('Helm has nothing to say of a document that is %s', (document) => {
    const values = workspace.values(`config: { preConfiguration: { resources: ${document} } }`);
    expect(template(helm, values)).toMatchObject({ status: 0, stderr: '' });
  });

  test('the rules stand without the schema, too', () => {
    const args = workspace.values('config: { multiTenant: { multi: yes } }');
    expect(template(helm, [...args, '--skip-schema-validation']).stderr).toContain(
      'secrets.tms.apiKey: multi-tenancy needs',
    );
  });
});
