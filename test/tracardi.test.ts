import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { join } from 'node:path';
import * as lib from '../lib';
import type { JsonObject } from '../lib/json/json';
import { EVERYTHING, MULTI_TENANT, envOf, findObject, getObject, podSpec } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { validateObject } from './support/schema';

const synth = (chart: Chart): KubernetesObject[] => Testing.synth(chart) as KubernetesObject[];
const chartIn = (namespace: string, app = new App()): Chart =>
  new Chart(app, namespace, { namespace, disableResourceNameHashes: true });

describe('Tracardi', () => {
  test('defaults are a whole installation', () => {
    const chart = chartIn('crm');
    const tracardi = new lib.Tracardi(chart, 'crm');
    expect(tracardi.privateApi?.serviceName).toBe('be-private-svc');
    expect(tracardi.privateApi?.servicePort).toBe(8686);
    expect(tracardi.tms).toBeUndefined();
    expect(tracardi.queueWorkers).toHaveLength(1);
    for (const object of synth(chart))
      expect(object.metadata).toMatchObject({ namespace: 'crm', labels: { 'app.kubernetes.io/instance': 'crm' } });
  });

  test('multi-tenancy has the TMS and its GUI', () => {
    const chart = chartIn('crm');
    const tracardi = new lib.Tracardi(chart, 'crm', EVERYTHING);
    expect(tracardi.tms?.deploymentName).toBe('be-fa-tms');
    expect(tracardi.tmsGui?.deploymentName).toBe('fe-rj-tms-gui');
    expect(tracardi.platform).toMatchObject({
      isMultiTenant: true,
      tmsUrl: 'http://be-tms-svc:8383',
      probeHost: 'healthcheck.your-domain.com',
    });
    expect(tracardi.queueBridge).toBeDefined();
    expect(tracardi.queueWorkers).toHaveLength(3);
  });

  test('two of them in one app, in two namespaces', () => {
    const app = new App();
    for (const name of ['crm', 'shop'])
      new lib.Tracardi(chartIn(name, app), name, { api: { private: { replicas: 2 } } });
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('two of them in one namespace, with a prefix', () => {
    const chart = chartIn('both');
    new lib.Tracardi(chart, 'crm', { fullnameOverride: 'crm' });
    new lib.Tracardi(chart, 'shop', { fullnameOverride: 'shop' });
    const objects = synth(chart);
    expect(new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(objects.length);
    // Neither selects the pods of the other.
    expect(getObject(objects, 'Service', 'crm-be-private-svc').spec).toMatchObject({
      selector: { 'app.kubernetes.io/instance': 'crm' },
    });
  });

  test('two of them in one namespace without a prefix: an error that says what to do', () => {
    const app = new App();
    const chart = chartIn('both', app);
    new lib.Tracardi(chart, 'crm');
    new lib.Tracardi(chart, 'shop');
    expect(() => app.synthYaml()).toThrow(
      /Deployment be-fa-private is made by both\/crm\/private-api\/Default already: use another namespace or fullnameOverride/,
    );
  });

  test('props that the schema refuses are all told at once', () => {
    const props = { api: { private: { replicas: -1, ingress: { host: 'https://x' } } }, elastic: { port: 0 } };
    expect(() => new lib.Tracardi(chartIn('crm'), 'crm', props)).toThrow(
      /elastic\.port.*\n.*api\.private\.replicas.*\n.*api\.private\.ingress\.host/,
    );
  });

  test('demands on several props are told at synth, all at once', () => {
    const app = new App();
    new lib.Tracardi(chartIn('crm', app), 'crm', { config: { multiTenant: { multi: true } } });
    expect(() => app.synthYaml()).toThrow(/tms-secret-key[^]*tms-api-key[^]*license/);
  });

  test.each(['', 'A', 'a_b', 'x'.repeat(54)])('the instance %j is refused', (instance) => {
    expect(() => new lib.Tracardi(chartIn('crm'), 'crm', { instance })).toThrow('instance must be');
  });

  test('props are not changed', () => {
    const props = Object.freeze({ api: Object.freeze({ private: Object.freeze({ replicas: 2 }) }) });
    expect(() => new lib.Tracardi(chartIn('crm'), 'crm', props)).not.toThrow();
  });

  test('undefined is as if it were not written', () => {
    const chart = chartIn('crm');
    new lib.Tracardi(chart, 'crm', { api: { private: { replicas: undefined, resources: undefined } } });
    expect(getObject(synth(chart), 'Deployment', 'be-fa-private').spec).toMatchObject({ replicas: 1 });
  });
});

describe('escape hatches', () => {
  test('addEnv adds a variable or replaces one where it stands; its text arrives unchanged', () => {
    const chart = chartIn('crm');
    const { privateApi } = new lib.Tracardi(chart, 'crm');
    const before = Object.keys(envOf(synth(chart), 'be-fa-private'));
    privateApi!.addEnv('TENANT_NAME', 'a$b');
    privateApi!.addEnv('LOGGING_LEVEL', 'DEBUG');
    privateApi!.addEnv('EMPTY', '');
    privateApi!.addEnvFromSecret('TOKEN', 'mine', 'token');
    const env = envOf(synth(chart), 'be-fa-private');
    expect(Object.keys(env)).toEqual([...before, 'TENANT_NAME', 'EMPTY', 'TOKEN']);
    expect(env).toMatchObject({
      TENANT_NAME: 'a$$b',
      LOGGING_LEVEL: 'DEBUG',
      EMPTY: '',
      TOKEN: { name: 'mine', key: 'token' },
    });
  });

  test('variables are checked as those of extraEnv', () => {
    const { privateApi } = new lib.Tracardi(chartIn('crm'), 'crm');
    expect(() => privateApi!.addEnv('A=B', 'x')).toThrow('extraEnv[0].name: must be');
    expect(() => privateApi!.addEnvFromSecret('A', 'name', 'no key')).toThrow('secretKeyRef.key: must be');
    privateApi!.addEnv('URL', 'amqp://u:correct-horse@q');
    privateApi!.addEnv('SMTP_PASSWORD', 'hunter-2');
    privateApi!.addEnvFromSecret('API_TOKEN', 'mine', 'token');
    const told = privateApi!.node.metadata.map(({ type, data }) => `${type}: ${String(data)}`);
    expect(told).toEqual(Array(2).fill(expect.stringMatching(/^warning: .*extraEnv\[0\]\.value: looks like a secret/)));
    expect(told.join()).not.toMatch(/correct-horse|hunter/);
  });

  test.each([
    [{ name: 'a', image: 'https://harbor.example.org/a' }, 'image'],
    [{ name: 'a', image: 'a', resources: { limits: { memory: '512m' } } }, 'resources.limits.memory'],
    [{ name: 'a', image: 'a', resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } }, 'resources.requests.cpu'],
    [{ name: 'a', image: 'a', lifecycle: { preStop: { sleep: { seconds: 45 } } } }, 'lifecycle.preStop.sleep.seconds'],
  ])('a container %j is checked as those of extraContainers', (container, place) => {
    const { gui } = new lib.Tracardi(chartIn('crm'), 'crm');
    expect(() => gui!.addContainer(container)).toThrow(`gui.console.extraContainers[0].${place}: `);
    expect(() => gui!.addContainer({ name: 'a', image: 'harbor.example.org/a' })).not.toThrow();
  });

  test('a part taken alone is checked by the rules of its settings', () => {
    const part = (props: object): lib.Gui => {
      const chart = chartIn('crm');
      return new lib.Gui(chart, 'gui', { platform: new lib.Platform(chart, 'p', { instance: 'crm' }), ...props });
    };
    expect(() => part({ resources: { limits: { memory: '512m' } } })).toThrow('gui.console.resources.limits.memory: ');
    expect(() => part({ image: { registry: 'h.example', repository: 'h.example/gui' } })).toThrow('gui.image');
    expect(() => part({ resources: { limits: { memory: '512Mi' } } })).not.toThrow();
  });

  test.each([
    [{ 'a b': 'c' }, 'labels["…"]: is not allowed as a key here'],
    [{ team: 'a/b' }, 'labels.team: must be'],
    [{ 'app.kubernetes.io/name': 'x' }, 'labels: has labels that the chart sets itself'],
  ])('labels of the chart around are checked as commonLabels: %j', (labels, message) => {
    const isGiven = (): unknown => new lib.TracardiChart(new App(), 'crm', { labels: labels });
    expect(isGiven).toThrow(message);
    expect(() => new lib.Tracardi(new Chart(new App(), 'c', { labels: labels }), 'crm')).toThrow(message);
    expect(
      () => new lib.TracardiChart(new App(), 'crm', { labels: { team: 'crm', 'app.kubernetes.io/managed-by': 'a' } }),
    ).not.toThrow();
  });

  test('the namespace of the chart is one that Kubernetes takes', () => {
    expect(() => new lib.TracardiChart(new App(), 'crm', { namespace: 'Prod_1' })).toThrow(
      'crm: namespace must be at most 63 lower-case letters, digits and "-"',
    );
  });

  test('props hand warnings on', () => {
    const { node } = new lib.Tracardi(chartIn('crm'), 'crm', { tmsApi: { url: 'http://u:correct-horse@tms:1' } });
    const warnings = node.metadata.filter(({ type }) => type === 'warning').map(({ data }) => String(data));
    expect(warnings).toContainEqual(expect.stringMatching(/tmsApi\.url: looks like a secret.*\[plain-secret\]/));
    expect(warnings).toContainEqual(expect.stringMatching(/secrets\.mergingToken: .*\[public-token\]/));
    expect(warnings.join()).not.toContain('correct-horse');
  });

  test('a chart from files hands warnings on', () => {
    const overrides = { pulsar: { api: 'http://u:correct-horse@pulsar:8080' } };
    const { node } = lib.TracardiChart.fromValues(new App(), 'crm', [], { overrides });
    const warnings = node.metadata.filter(({ type }) => type === 'warning').map(({ data }) => String(data));
    expect(warnings).toContainEqual(expect.stringMatching(/pulsar\.api: looks like a secret.*\[plain-secret\]/));
    expect(warnings.join()).not.toContain('correct-horse');
  });

  test('a JSON patch of the Deployment', () => {
    const chart = chartIn('crm');
    const tracardi = new lib.Tracardi(chart, 'crm');
    ApiObject.of(tracardi.publicApi!).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'high'));
    expect(podSpec(synth(chart), 'be-fa-public').priorityClassName).toBe('high');
  });
});

describe('parts taken alone', () => {
  const platformIn = (chart: Chart, values: lib.PlatformValues = {}): lib.Platform =>
    new lib.Platform(chart, 'platform', { instance: 'crm', ...values });

  test('a platform with one API', () => {
    const chart = chartIn('crm');
    const platform = platformIn(chart, { redis: { host: 'r' }, secrets: { redis: { password: 'p' } } });
    new lib.PublicApi(chart, 'api', { platform, replicas: 3, image: { tag: '1.2.0' } });
    const objects = synth(chart);
    expect(getObject(objects, 'Deployment', 'be-fa-public').spec).toMatchObject({ replicas: 3 });
    expect(podSpec(objects, 'be-fa-public')).toMatchObject({
      initContainers: [{ image: 'tracardi/init:1.2.0' }],
      containers: [{ image: 'tracardi/com-tracardi-api:1.2.0' }],
    });
    expect(envOf(objects, 'be-fa-public')).toMatchObject({
      REDIS_HOST: 'redis://r',
      REDIS_PASSWORD: { name: 'redis-secret', key: 'redis-password' },
    });
    expect(findObject(objects, 'Deployment', 'be-fa-private')).toBeUndefined();
    for (const object of objects) expect(validateObject(object)).toEqual([]);
  });

  test('a worker that is off by default is made when asked for', () => {
    const chart = chartIn('crm');
    new lib.QueueWorker(chart, 'worker', { platform: platformIn(chart), queue: lib.WorkerQueue.WORKFLOW });
    expect(envOf(synth(chart), 'wk-pl-workflow').CONSUMER_TYPE).toBe('system.workflow');
  });

  test('routing of what is given', () => {
    const chart = chartIn('crm');
    const platform = platformIn(chart, MULTI_TENANT);
    const ingress = { enabled: true, host: '*.d.com' };
    const publicApi = new lib.PublicApi(chart, 'public', { platform, ingress });
    const alone = new lib.TenantRouting(chart, 'routing', { platform, publicApi });
    const paths = (objects: KubernetesObject[]): unknown[] =>
      (
        getObject(objects, 'Ingress', 'be-api-public-ingress').spec as unknown as {
          rules: { http: { paths: unknown[] } }[];
        }
      ).rules[0].http.paths;
    expect(alone.node.children).toHaveLength(1);
    expect(paths(synth(chart))).toHaveLength(1);
  });

  test('props of a part that the schema refuses', () => {
    const chart = chartIn('crm');
    const platform = platformIn(chart);
    expect(() => new lib.Gui(chart, 'gui', { platform, service: { port: 70000 } })).toThrow(
      /gui\.console\.service\.port: must be a whole number from 1 to 65535/,
    );
    expect(() => platformIn(new Chart(new App(), 'x'), { elastic: { port: 0 } })).toThrow(/elastic\.port/);
  });
});

describe('TracardiChart', () => {
  const example = join(__dirname, '..', 'examples', 'multi-tenant', 'values.yaml');

  test('from values files', () => {
    const chart = lib.TracardiChart.fromValues(new App(), 'crm', [example], { namespace: 'prod' });
    expect(chart.tracardi.tms).toBeDefined();
    expect(synth(chart).every(({ metadata }) => metadata.namespace === 'prod')).toBe(true);
  });

  test('a file that is missing or wrong', () => {
    expect(() => lib.TracardiChart.fromValues(new App(), 'crm', ['nowhere.yaml'])).toThrow(
      /^nowhere\.yaml: error: there is no such file/,
    );
  });

  test('objects name no namespace where none is given', () => {
    const chart = new lib.TracardiChart(new App(), 'crm');
    expect(synth(chart).filter(({ metadata }) => 'namespace' in metadata)).toEqual([]);
  });
});

test('knobs that every component has reach the pod', () => {
  const chart = chartIn('crm');
  const knobs: JsonObject = {
    command: ['a'],
    args: ['b'],
    nodeSelector: { pool: 'cdp' },
    tolerations: [{ key: 'k', operator: 'Exists' }],
    priorityClassName: 'high',
    terminationGracePeriodSeconds: 5,
    extraEnv: [{ name: 'LOGGING_LEVEL', value: 'DEBUG' }],
    podLabels: { team: 'x' },
  };
  const names: { [path: string]: string } = { 'wk-apm': 'apm', 'fe-rj-gui': 'gui', 'be-fa-tms': 'tms' };
  new lib.Tracardi(chart, 'crm', {
    ...(EVERYTHING as object),
    worker: { apm: { profile: knobs } },
    gui: { console: knobs },
    tms: { docker: knobs },
  });
  for (const name of Object.keys(names)) {
    const pod = podSpec(synth(chart), name);
    expect(pod).toMatchObject({
      nodeSelector: { pool: 'cdp' },
      priorityClassName: 'high',
      terminationGracePeriodSeconds: 5,
      containers: [{ command: ['a'], args: ['b'] }],
    });
    expect(envOf(synth(chart), name).LOGGING_LEVEL).toBe('DEBUG');
  }
});
