import { layering } from '../../lib/cli/layering';
import { topicAt } from '../../lib/cli/topics';
import type { Topic } from '../../lib/cli/topics';
import { canonicalJson } from '../../lib/json/canonical-json';
import type { Json, JsonObject } from '../../lib/json/json';
import { getAt, setAt, splitPath } from '../../lib/json/tree';
import { settled } from '../../lib/values/resolve';
import { defaultValues } from '../../lib/values/generated/defaults';
import { coalesceValues } from '../../lib/values-file';
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
      'api.public.replicas\n  Pods. Null leaves the number to whatever scales the Deployment.\n\n  type: a whole number of at least 0\n  default: 1\n  where it is not given: defaults.replicas; what the component gives wins; null takes it away\n',
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
  [
    'REDIS_PASSWORD',
    /\n {2}from secrets\.redis\.password, or the Secret of secrets\.redis\.valueFrom\.password or secrets\.redis\.existing\n/,
  ],
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

describe('defaults', () => {
  const COMPONENTS =
    'api.private, api.public, gui.console, tms.docker, tmsGui.docker, bridge.queue.docker, worker.background, worker.collector, worker.workflow, worker.upgrade.docker, worker.apm.profile';

  test.each([
    [
      'api.private.tolerations',
      'where it is not given: defaults.tolerations; a list of the component replaces it, an empty one too; null takes it away',
    ],
    [
      'seed.podLabels',
      'where it is not given: defaults.podLabels; maps merge, and what the component gives wins; null takes it away',
    ],
    [
      'worker.apm.profile.podLabels["a.b/c"]',
      'where it is not given: defaults.podLabels["a.b/c"]; what the component gives wins; null takes it away',
    ],
    [
      'gui.console.autoscaling',
      'where it is not given: defaults.autoscaling; maps merge, and what the component gives wins',
    ],
    [
      'tms.docker.tolerations[2].key',
      'where it is not given: defaults.tolerations; a list of the component replaces it, an empty one too; null takes it away',
    ],
    [
      'api.private.resources.limits.memory',
      'where it is not given: defaults.resources.limits.memory; what the component gives wins; null takes it away; its default, where it is given, counts as not given',
    ],
    ['defaults.tolerations', `taken by: ${COMPONENTS}, seed`],
    [
      'defaults.tolerations',
      'where one of them gives it: a list of the component replaces it, an empty one too; null takes it away',
    ],
    ['defaults.replicas', `taken by: ${COMPONENTS}`],
    ['defaults.replicas', 'not taken by: seed (a Job is no Deployment: one pod runs to its end)'],
    ['defaults.networkPolicy.enabled', 'not taken by: seed (a NetworkPolicy for its pod goes into `extraObjects`)'],
  ])('%s: %s', (path, line) => expect(explain(path).stdout.split('\n')).toContain(`  ${line}`));

  test.each(['api.private.enabled', 'seed.concurrency', 'redis.port', 'defaults', 'api.private', 'api'])(
    '%s has nothing to do with them',
    (path) => expect(explain(path).stdout).not.toMatch(/where it is not given|taken by/),
  );

  test.each([
    ['defaults.enabled', 'defaults has no key "enabled"; differs from one component to the other'],
    ['seed.replicas', 'seed has no key "replicas"; a Job is no Deployment: one pod runs to its end'],
    ['worker.background.service.port', 'worker.background has no key "service"; answers no requests'],
  ])('%s: why there is no such key', (path, message) => {
    const { status, stderr } = explain(path);
    expect(status).toBe(2);
    expect(stderr).toContain(`error: ${message}\n`);
  });

  const topic = (path: string): Topic => topicAt(path) as Topic;

  /** Every setting that `defaults` has, and the fields that are described of it. */
  const settings = (path = 'defaults'): string[] =>
    Object.keys(topic(path).children).flatMap((key) => {
      const below = `${path}.${key}`;
      return [
        below.slice('defaults.'.length),
        ...(path === 'defaults' && !topic(below).schema.items ? settings(below) : []),
      ];
    });

  /** What a component has where `defaults` and itself give the values, as JSON. */
  function outcome(component: string, setting: string, value: Json | undefined, own?: Json): string {
    const given: JsonObject = {};
    if (value !== undefined) setAt(given, splitPath(`defaults.${setting}`), value);
    if (own !== undefined) setAt(given, splitPath(`${component}.${setting}`), own);
    const values = settled(coalesceValues(given, defaultValues()));
    return canonicalJson(getAt(values, splitPath(`${component}.${setting}`)) ?? null);
  }

  function sample(setting: string): Json {
    const types = [topic(`defaults.${setting}`).schema.type].flat();
    if (types.includes('object')) return { sample: 'shared' };
    return types.includes('array') ? [{ name: 'shared' }] : 'shared';
  }

  test.each(['api.public', 'tmsGui.docker', 'worker.apm.profile', 'seed'])('what is said of %s holds', (component) => {
    for (const setting of settings()) {
      const has = Object.hasOwn(topic(component).children, splitPath(setting)[0]);
      const text = has ? layering(topic(`${component}.${setting}`)).join('\n') : '';
      const value = sample(setting);
      const isTaken = outcome(component, setting, value).includes('shared');
      const isLeft = outcome(component, setting, value, null).includes('shared');
      expect({ setting, text: text.includes('not given: defaults.'), null: text.includes('null takes') }).toEqual({
        setting,
        text: isTaken,
        null: isTaken && !isLeft,
      });
      expect(
        layering(topic(`defaults.${setting}`))[0]
          .split(/[:,] /)
          .includes(component),
      ).toBe(isTaken);
    }
  });
});
