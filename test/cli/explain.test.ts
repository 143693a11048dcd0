import { Workplace } from './command';
import type { RunResult } from '../support/tools';

let place: Workplace;
beforeAll(() => (place = new Workplace()));
afterAll(() => place.remove());

const explain = (...args: string[]): RunResult => place.tracardi(['explain', ...args]);

test('a key: meaning, type and default', () => {
  expect(explain('api.public.replicas')).toEqual({
    status: 0,
    stderr: '',
    stdout:
      'api.public.replicas\n  Pods. Null leaves the number to whatever scales the Deployment.\n\n  type: a whole number of at least 0\n  default: 1\n',
  });
});

test('a section: the keys below it', () => {
  const { stdout } = explain('config.multiTenant');
  expect(stdout).toMatch(/^config\.multiTenant\n {2}Multi-tenancy\.\n\n {2}type: a map\n\n {2}keys:\n/);
  expect(stdout).toMatch(/^ {4}multi {2,}.* {2,}Whether one installation serves many tenants/m);
  expect(stdout).toMatch(/^ {4}domain /m);
});

test('without a path: all sections', () => {
  const { stdout } = explain();
  for (const section of ['config', 'secrets', 'api', 'tenants', 'seed'])
    expect(stdout).toMatch(new RegExp(`^ {4}${section} `, 'm'));
});

test.each(['tenants.email', 'tenants[].email', 'tenants[3].email'])('%s: an item of a list', (path) => {
  expect(explain(path).stdout).toMatch(/^tenants\[\]\.email\n {2}E-mail address/);
});

test('a field of Kubernetes, and what it does not describe', () => {
  expect(explain('api.private.podSecurityContext.runAsUser').stdout).toContain('type: a whole number');
  expect(explain('config.preConfiguration.resources.a').stderr).toContain('no keys of it are described');
});

test('a field of Kubernetes without a description names the reference', () => {
  expect(explain('api.public.livenessProbe.httpGet').stdout).toMatch(
    /^api\.public\.livenessProbe\.httpGet\n {2}A field of Kubernetes or of its extensions: https:\/\/kubernetes\.io\/.*\n\n {2}type: a map\n\n {2}keys:\n/,
  );
});

test.each([
  ['commonAnnotations["a.b/c"]', /^commonAnnotations\["a\.b\/c"\]\n\n {2}type: a text\n$/],
  ['commonLabels.team', /^commonLabels\.team\n\n {2}type: a label value/],
  ['tenants[0]', /^tenants\[\]\n {2}A tenant\.\n/],
  ['api.public.ingress.tls[0].hosts[1]', /^api\.public\.ingress\.tls\[\]\.hosts\[\]\n/],
  ['api.', /^api\n/],
  ['config.systemEvents', /^ {2}type: a map$/m],
  ['elastic.authenticate', /Deprecated[^]*\n {2}type: anything\n/],
  ['api.public.spread', /Holds deprecated keys only/],
])('%s: %s', (path, description) => expect(explain(path).stdout).toMatch(description));

test.each([
  ['api.private.ingress.host', '*.private.your-domain.com'],
  ['redis.port', 6379],
  ['config.multiTenant.domain', ''],
])('%s: its default', (path, value) => {
  expect(explain(path).stdout).toContain(`\n  default: ${JSON.stringify(value)}\n`);
});

test('a key without a default says so', () => {
  expect(explain('tenants.name').stdout).toMatch(/\n {2}default: none\n$/);
});

test.each([
  ['MYSQL_HOST', /^MYSQL_HOST, an environment variable\n {2}from mysql\.host\n {4}in init, api\.private, /],
  ['REDIS_HOST', /\n {2}from redis\.schema and redis\.host\n/],
  ['REDIS_PASSWORD', /\n {2}from secrets\.redis\.password, or the Secret of secrets\.redis\.valueFrom\.password or secrets\.redis\.existing\n/],
  ['MULTI_TENANT_MANAGER_URL', /\n {2}from tmsApi\.url and tmsApi\.host and tms\.docker\.service\.port\n/],
  ['API_DOCS', /\n {2}from api\.public\.config\.apiDocs\n {4}in api\.public\n/],
  ['CONSUMER_TYPE', /\n {2}always "system\.collector", where it is set\n {4}in worker\.collector\n/],
  ['SEED_CONCURRENCY', /\n {2}from seed\.concurrency\n {4}in seed\n/],
])('%s: the keys from which it comes', (name, description) => {
  expect(explain(name)).toEqual({ status: 0, stderr: '', stdout: expect.stringMatching(description) });
});

test.each([[['redis', 'password']], [['redis password']]])('%j: words are searched', (words) => {
  const { status, stdout } = explain(...words);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^keys about "redis password":\n {4}secrets\.redis\.password /);
});

test('one word that is no key is searched', () => {
  expect(explain('replicas').stdout).toMatch(/^ {4}api\.public\.replicas /m);
});

test('keys of earlier charts are not among the keys', () => {
  expect(explain('api.public').stdout).not.toMatch(/^ {4}spread/m);
  expect(explain('tms').stdout).not.toMatch(/^ {4}service/m);
});

test('a deprecated key names the one to use', () => {
  expect(explain('mysql.password').stdout).toContain('Use secrets.mysql.password.');
  expect(explain('mysql').stdout).not.toMatch(/^ {4}password/m);
});

test.each([
  ['api.publik', /api has no key "publik"; did you mean public\?/],
  ['redis.0', /redis has no key "0"/],
  ['redis[0].port', /error: redis is no list/],
  ['redis..port', /error: "redis\.\.port" is no path/],
  ['commonLabels[a]', /error: "commonLabels\[a\]" is no path/],
  ['nonsense', /there is no key "nonsense"; known here: /],
])('%s: an error with a proposal', (path, message) => {
  const { status, stdout, stderr } = explain(path);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
});
