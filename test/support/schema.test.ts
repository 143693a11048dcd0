import { knownKinds, validateObject } from './schema';

type Change = (object: any) => void;

function deployment(): any {
  const labels = { 'app.kubernetes.io/name': 'web' };
  const container = {
    name: 'web',
    image: 'nginx:1.29',
    env: [
      { name: 'A', value: '1' },
      { name: 'B', valueFrom: { secretKeyRef: { name: 'web', key: 'b' } } },
    ],
    ports: [
      { containerPort: 80, name: 'http' },
      { containerPort: 80, protocol: 'UDP' },
    ],
    resources: { requests: { cpu: 0.5, memory: '64Mi' }, limits: { cpu: '1', memory: '1.5e9' } },
    livenessProbe: { httpGet: { path: '/', port: 'http' } },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  const pod = { containers: [container], volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }] };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', labels, annotations: { 'example.com/note': 'any text' } },
    spec: {
      replicas: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
    },
  };
}

function service(): any {
  const ports = [
    { name: 'http', port: 80, targetPort: 'http' },
    { name: 'dns', port: 80, protocol: 'UDP', targetPort: 53 },
  ];
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports, selector: { app: 'web' } } };
}

function secret(): any {
  const data = { password: Buffer.from('secret').toString('base64') };
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'web.tls' }, type: 'Opaque', data };
}

function job(): any {
  const pod = { restartPolicy: 'Never', containers: [{ name: 'a', image: 'busybox', command: ['true'] }] };
  const spec = { backoffLimit: 3, template: { spec: pod } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'install' }, spec };
}

function ingress(): any {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const paths = [{ path: '/', pathType: 'Prefix', backend }];
  const spec = { ingressClassName: 'nginx', rules: [{ host: 'example.com', http: { paths } }] };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web' }, spec };
}

function route(): any {
  const spec = {
    parentRefs: [{ name: 'public', namespace: 'gateways' }],
    hostnames: ['example.com'],
    rules: [{ timeouts: { request: '10s' }, backendRefs: [{ name: 'web', port: 80 }] }],
  };
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'web' }, spec };
}

function scaledObject(): any {
  const triggers = [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } }];
  const spec = { scaleTargetRef: { name: 'web' }, minReplicaCount: 1, triggers };
  return { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'web' }, spec };
}

function autoscaler(): any {
  const metrics = [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
  ];
  const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3, metrics };
  return { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' }, spec };
}

function disruptionBudget(): any {
  const spec = { minAvailable: '50%', selector: { matchLabels: { app: 'web' } } };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' }, spec };
}

function networkPolicy(): any {
  const from = [{ namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }];
  const ingress = [{ from, ports: [{ port: 'http' }, { port: 53, protocol: 'UDP' }] }];
  const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec };
}

function simple(kind: string, rest: object = {}): any {
  return { apiVersion: 'v1', kind, metadata: { name: 'web' }, ...rest };
}

const container = (object: any) => object.spec.template.spec.containers[0];

test.each<[string, unknown]>([
  ['Deployment', deployment()],
  ['Service', service()],
  ['Secret', secret()],
  ['Job', job()],
  ['Ingress', ingress()],
  ['HTTPRoute', route()],
  ['ScaledObject', scaledObject()],
  ['HorizontalPodAutoscaler', autoscaler()],
  ['PodDisruptionBudget', disruptionBudget()],
  ['NetworkPolicy', networkPolicy()],
  ['ConfigMap', simple('ConfigMap', { data: { 'nginx.conf': 'daemon off;' } })],
  ['ServiceAccount', simple('ServiceAccount', { automountServiceAccountToken: false })],
  ['Namespace', simple('Namespace')],
])('a good %s passes', (_kind, object) => {
  expect(validateObject(object)).toEqual([]);
});

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[0]`;

test.each<[string, () => any, Change, string]>([
  ['an unknown kind', deployment, (d) => (d.kind = 'Deploymint'), 'kind: unknown kind "Deploymint"'],
  ['a kind of another group', deployment, (d) => (d.apiVersion = 'apps/v1beta1'), 'apiVersion "apps/v1beta1"'],
  ['an unknown field', deployment, (d) => (d.spec.replica = 1), 'spec.replica: unknown field'],
  ['an unknown nested field', deployment, (d) => (container(d).imag = ''), `${CONTAINER}.imag: unknown field`],
  [
    'an unknown field of a custom resource',
    route,
    (r) => (r.spec.rules[0].timeout = 1),
    'spec.rules[0].timeout: unknown field',
  ],
  [
    'an unknown field of a label selector',
    disruptionBudget,
    (b) => (b.spec.selector.labels = {}),
    'spec.selector.labels: unknown',
  ],
  ['no name', deployment, (d) => delete d.metadata.name, 'metadata.name: required'],
  ['no metadata', secret, (s) => delete s.metadata, 'metadata: required'],
  ['no selector', deployment, (d) => delete d.spec.selector, 'spec.selector: required'],
  ['no containers', deployment, (d) => (d.spec.template.spec.containers = []), `${POD}.containers: `],
  ['no image', deployment, (d) => delete container(d).image, `${CONTAINER}.image: required`],
  [
    'no key of a secret',
    deployment,
    (d) => delete container(d).env[1].valueFrom.secretKeyRef.key,
    `${CONTAINER}.env[1].valueFrom.secretKeyRef.key: required`,
  ],
  ['a number as text', deployment, (d) => (d.spec.replicas = '2'), 'spec.replicas: must be integer'],
  ['a fraction', deployment, (d) => (d.spec.replicas = 1.5), 'spec.replicas: must be integer'],
  ['a number beyond int32', deployment, (d) => (d.spec.replicas = 2 ** 31), 'spec.replicas: must be <='],
  ['a negative number', deployment, (d) => (d.spec.replicas = -1), 'spec.replicas: must be >='],
  [
    'an env value that is a number',
    deployment,
    (d) => (container(d).env[0].value = 1),
    `${CONTAINER}.env[0].value: must be string`,
  ],
  [
    'an env name with a digit first',
    deployment,
    (d) => (container(d).env[0].name = '1A'),
    `${CONTAINER}.env[0].name: must be`,
  ],
  [
    'two env of one name',
    deployment,
    (d) => (container(d).env[1].name = 'A'),
    `${CONTAINER}.env: two items with name "A"`,
  ],
  [
    'a port twice',
    deployment,
    (d) => (container(d).ports[1].protocol = 'TCP'),
    `${CONTAINER}.ports: two items with containerPort 80 and protocol "TCP"`,
  ],
  [
    'a mount path twice',
    deployment,
    (d) => container(d).volumeMounts.push({ name: 'tmp', mountPath: '/tmp' }),
    `${CONTAINER}.volumeMounts: two items`,
  ],
  [
    'a volume twice',
    deployment,
    (d) => d.spec.template.spec.volumes.push({ name: 'tmp', emptyDir: {} }),
    `${POD}.volumes: two items`,
  ],
  [
    'a port out of range',
    deployment,
    (d) => (container(d).ports[0].containerPort = 70000),
    `${CONTAINER}.ports[0].containerPort: must be <=`,
  ],
  [
    'a port name that is too long',
    deployment,
    (d) => (container(d).ports[0].name = 'a-very-long-port-name'),
    `${CONTAINER}.ports[0].name: `,
  ],
  [
    'a quantity',
    deployment,
    (d) => (container(d).resources.limits.cpu = '1 cpu'),
    `${CONTAINER}.resources.limits.cpu: must be a quantity`,
  ],
  [
    'an int-or-string',
    deployment,
    (d) => (d.spec.strategy.rollingUpdate.maxSurge = true),
    'spec.strategy.rollingUpdate.maxSurge: must be',
  ],
  [
    'a percentage',
    deployment,
    (d) => (d.spec.strategy.rollingUpdate.maxSurge = '25'),
    'spec.strategy.rollingUpdate.maxSurge: must be',
  ],
  [
    'a pull policy',
    deployment,
    (d) => (container(d).imagePullPolicy = 'always'),
    `${CONTAINER}.imagePullPolicy: must be one of Always`,
  ],
  ['an object name', secret, (s) => (s.metadata.name = 'Web_1'), 'metadata.name: must be'],
  ['a long object name', secret, (s) => (s.metadata.name = 'a'.repeat(254)), 'metadata.name: '],
  ['the name of a Service with a digit first', service, (s) => (s.metadata.name = '1web'), 'metadata.name: must be'],
  ['a long name of a Service', service, (s) => (s.metadata.name = 'a'.repeat(64)), 'metadata.name: '],
  ['a name of a Namespace with a dot', () => simple('Namespace'), (n) => (n.metadata.name = 'a.b'), 'metadata.name: '],
  ['a label key', deployment, (d) => (d.metadata.labels = { '-a': '' }), 'metadata.labels.-a: must be a label'],
  ['a label value', deployment, (d) => (d.metadata.labels = { 'a/b': 'x y' }), 'metadata.labels["a/b"]: must be'],
  [
    'a label value that is a number',
    deployment,
    (d) => (d.metadata.labels = { a: 1 }),
    'metadata.labels.a: must be string',
  ],
  [
    'an annotation that is a boolean',
    deployment,
    (d) => (d.metadata.annotations = { a: true }),
    'metadata.annotations.a: must be string',
  ],
  ['Secret data that is no base64', secret, (s) => (s.data.password = 'secret!'), 'data.password: must be base64'],
  ['a key of Secret data', secret, (s) => (s.data['a b'] = ''), 'data["a b"]: must be'],
  [
    'ConfigMap data that is a number',
    () => simple('ConfigMap', { data: { a: 1 } }),
    () => {},
    'data.a: must be string',
  ],
  ['a duration', route, (r) => (r.spec.rules[0].timeouts.request = '10'), 'spec.rules[0].timeouts.request: must match'],
  ['a ScaledObject without triggers', scaledObject, (s) => delete s.spec.triggers, 'spec.triggers: required'],
  [
    'a path type',
    ingress,
    (i) => (i.spec.rules[0].http.paths[0].pathType = 'prefix'),
    'spec.rules[0].http.paths[0].pathType: must be one of',
  ],
  ['null', deployment, (d) => (d.spec.template.spec.volumes = null), `${POD}.volumes: must be array`],
])('refused: %s', (_what, build, change, message) => {
  const object = build();
  change(object);
  expect(validateObject(object)).toEqual([expect.stringContaining(message)]);
});

test.each<[string, () => any, Change, string]>([
  [
    'a selector that misses the template',
    deployment,
    (d) => (d.spec.template.metadata = { labels: { a: 'b' } }),
    'spec.selector.matchLabels',
  ],
  [
    'a mount without a volume',
    deployment,
    (d) => delete d.spec.template.spec.volumes,
    `${CONTAINER}.volumeMounts[0].name: no volume "tmp"`,
  ],
  [
    'a volume with two sources',
    deployment,
    (d) => (d.spec.template.spec.volumes[0].hostPath = { path: '/' }),
    `${POD}.volumes[0]: must be a map with a name and one kind of volume`,
  ],
  [
    'one name for two containers',
    deployment,
    (d) => (d.spec.template.spec.initContainers = [{ name: 'web', image: 'a' }]),
    `${POD}.containers: two containers`,
  ],
  [
    'one name for two ports',
    deployment,
    (d) => (container(d).ports[1].name = 'http'),
    `${CONTAINER}.ports: two items with name`,
  ],
  [
    'a probe without a handler',
    deployment,
    (d) => (container(d).livenessProbe = {}),
    `${CONTAINER}.livenessProbe: must be a map with one of exec`,
  ],
  [
    'a probe with two handlers',
    deployment,
    (d) => (container(d).livenessProbe.grpc = { port: 1 }),
    `${CONTAINER}.livenessProbe: needs one of`,
  ],
  [
    'an env with value and valueFrom',
    deployment,
    (d) => (container(d).env[1].value = 'b'),
    `${CONTAINER}.env[1]: both`,
  ],
  [
    'a Job that restarts always',
    job,
    (j) => delete j.spec.template.spec.restartPolicy,
    `${POD}.restartPolicy: must be`,
  ],
  ['Service ports without names', service, (s) => delete s.spec.ports[0].name, 'spec.ports: several ports'],
  [
    'one name for two Service ports',
    service,
    (s) => (s.spec.ports[1].name = 'http'),
    'spec.ports: two items with name "http"',
  ],
])('refused across fields: %s', (_what, build, change, message) => {
  const object = build();
  change(object);
  expect(validateObject(object)).toEqual([expect.stringContaining(message)]);
});

test.each([undefined, null, 'text', 1, [], {}])('%p is no object of Kubernetes', (value) => {
  expect(validateObject(value)).toEqual([expect.stringMatching(/^kind: unknown kind/)]);
});

test.each(knownKinds)('$kind of $apiVersion is known', ({ apiVersion, kind }) => {
  expect(validateObject({ apiVersion, kind })).toContain('metadata: required');
});

test('every error is told', () => {
  const object = deployment();
  object.spec.replicas = '1';
  object.spec.unknown = true;
  expect(validateObject(object)).toHaveLength(2);
});
