// The objects of a release of chart 1.1.0 as the facts about it demand: names, selectors, ports, variables with their repetitions.
// Its code is not copied. Amounts of resources are small, so that two sets of pods fit on one machine.
import type { JsonObject } from '../../../lib/json/json';
import { getAt, splitPath } from '../../../lib/json/tree';
import { CONTRACT, holds, rendered } from '../../support/contract';

interface Workload {
  readonly name: string;
  /** Dotted path of its block, where the number of pods and the Ingress are. */
  readonly path: string;
  readonly image: string;
  readonly init?: boolean;
  readonly mounts?: boolean;
  readonly port?: string;
  readonly service?: { readonly name: string; readonly port: number; readonly portName?: string };
  readonly ingress?: { readonly name: string; readonly service: string };
}

const API = { image: 'tracardi/com-tracardi-api:1.1.x', init: true, mounts: true };

const WORKLOADS: readonly Workload[] = [
  {
    name: 'be-fa-private',
    path: 'api.private',
    ...API,
    port: 'private-port',
    service: { name: 'be-private-svc', port: 8686 },
    ingress: { name: 'be-api-private-ingress', service: 'be-private-svc' },
  },
  {
    name: 'be-fa-public',
    path: 'api.public',
    ...API,
    port: 'be-fa-p-port',
    service: { name: 'be-public-svc', port: 8585 },
    ingress: { name: 'be-api-public-ingress', service: 'be-public-svc' },
  },
  {
    name: 'be-fa-tms',
    path: 'tms.docker',
    image: 'tracardi/tms:1.1.0',
    port: 'tms-port',
    service: { name: 'be-tms-svc', port: 8383, portName: 'http-8383' },
  },
  {
    name: 'wk-pl-background',
    path: 'worker.background',
    image: 'tracardi/background-worker:1.1.0',
    init: true,
    mounts: true,
  },
  { name: 'wk-rd-upgrades', path: 'worker.upgrade.docker', image: 'tracardi/update-worker:1.1.0' },
  { name: 'wk-apm', path: 'worker.apm.profile', image: 'tracardi/apm:1.1.0' },
  {
    name: 'fe-rj-gui',
    path: 'gui.console',
    image: 'tracardi/tracardi-gui:1.1.x',
    port: 'gui-port',
    service: { name: 'fe-gui-svc', port: 8787 },
    // The Service of that name does not exist.
    ingress: { name: 'fe-gui-ingress', service: 'fe-rj-gui-svc' },
  },
  {
    name: 'fe-rj-tms-gui',
    path: 'tmsGui.docker',
    image: 'tracardi/tms-gui:1.1.0',
    port: 'tms-gui-port',
    service: { name: 'fe-tms-gui-svc', port: 8282 },
  },
];

const FILES = ['destinations', 'event-sources', 'resources', 'tenant-aliases'];
const mapOf = (file: string): string => (file === 'tenant-aliases' ? 'tenant-aliases-cm' : `pre-${file}-cm`);
const volumeOf = (file: string): string => mapOf(file).replace(/-cm$/, '-vol');

const SECRETS: readonly (readonly [string, { readonly [key: string]: string }])[] = [
  ['tms', { 'secret-key': 'secrets.tms.secretKey', 'api-key': 'secrets.tms.apiKey' }],
  ['tracardi-license', { 'license-key': 'secrets.license.licenseKey' }],
  ['redis-secret', { 'redis-password': 'secrets.redis.password' }],
  ['mysql-secret', { 'mysql-username': 'secrets.mysql.username', 'mysql-password': 'secrets.mysql.password' }],
];

/** `values` have the defaults of the chart before. */
export function legacyObjects(values: JsonObject, release: string): object[] {
  const present = WORKLOADS.filter(({ name }) => holds(CONTRACT.workloads[`${name}/${name}`].presentWhen, values));
  return [
    ...SECRETS.flatMap(([name, keys]) => secret(name, keys, values)),
    ...FILES.map((file) => configMap(mapOf(file), { [`${file}.json`]: '"{}"' })),
    configMap('gui-config', { 'custom.js': '' }),
    ...present.flatMap((workload) => [
      deployment(workload, values, release),
      ...service(workload, release),
      ...ingress(workload, values),
    ]),
  ];
}

function secret(name: string, keys: { readonly [key: string]: string }, values: JsonObject): object[] {
  const entries = Object.entries(keys).map(([key, path]) => [key, getAt(values, splitPath(path)) ?? '']);
  if (entries.some(([, text]) => text === '')) return [];
  return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: Object.fromEntries(entries) as object }];
}

const configMap = (name: string, data: object): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

function selector({ name }: Workload, release: string): { [label: string]: string } {
  return {
    'app.kubernetes.io/name': 'tracardi',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': name,
  };
}

function labels(workload: Workload, release: string): { [label: string]: string } {
  const of = { 'app.kubernetes.io/version': '1.1.0', 'app.kubernetes.io/managed-by': 'Helm' };
  return { 'helm.sh/chart': 'tracardi-1.1.0', ...selector(workload, release), ...of };
}

function deployment(workload: Workload, values: JsonObject, release: string): object {
  const { name, path } = workload;
  const istio = { 'service.istio.io/canonical-revision': '1.1.0' };
  const podLabels = {
    ...labels(workload, release),
    app: 'tracardi',
    version: '1.1.0',
    'app.kubernetes.io/ns-elastic': 'es1',
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { ...labels(workload, release), ...istio } },
    spec: {
      replicas: Number(getAt(values, [...splitPath(path), 'replicas']) ?? 1),
      selector: { matchLabels: selector(workload, release) },
      template: { metadata: { labels: podLabels }, spec: podSpec(workload, values) },
    },
  };
}

const INIT = { name: 'tracardi-init', image: 'tracardi/init:1.1.x', imagePullPolicy: 'Always' };

function podSpec(workload: Workload, values: JsonObject): object {
  const { name, image, init, mounts, port } = workload;
  const env = (container: string): object[] => environment(`${name}/${container}`, values);
  const files = mounts ? FILES : [];
  const resources = { requests: { cpu: '5m', memory: '30Mi' }, limits: { memory: '200Mi' } };
  const mountPath = '/system/com_tracardi/storage/preconfig/data';
  const volumeMounts = files.map((file) => ({
    name: volumeOf(file),
    mountPath: `${mountPath}/${file}.json`,
    subPath: `${file}.json`,
  }));
  const main = { name, image, imagePullPolicy: 'IfNotPresent', env: env(name), resources, volumeMounts };
  return {
    imagePullSecrets: [{ name: 'tracardi-dockerhub' }],
    ...(init ? { initContainers: [{ ...INIT, env: env(INIT.name) }] } : {}),
    containers: [{ ...main, ...(port ? { ports: [{ name: port, containerPort: 80 }] } : {}) }],
    volumes: files.map((file) => ({ name: volumeOf(file), configMap: { name: mapOf(file) } })),
  };
}

/** With what comes twice. */
function environment(id: string, values: JsonObject): object[] {
  const { common, commonExcept = [], own } = CONTRACT.workloads[id];
  const shared = common ? CONTRACT.common.filter(({ name }) => !commonExcept.includes(name)) : [];
  return [...shared, ...own].flatMap((variable) => rendered(variable, values));
}

function service(workload: Workload, release: string): object[] {
  if (!workload.service) return [];
  const { name, port, portName } = workload.service;
  const ports = [{ ...(portName ? { name: portName } : {}), port, targetPort: workload.port }];
  const spec = { type: 'ClusterIP', ports, selector: selector(workload, release) };
  return [{ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec }];
}

function ingress({ path, service: target, ingress: route }: Workload, values: JsonObject): object[] {
  const block = getAt(values, [...splitPath(path), 'ingress']) as { enabled?: boolean; host?: string } | undefined;
  if (!route || !block?.enabled) return [];
  const backend = { service: { name: route.service, port: { number: target!.port } } };
  const annotations = { 'nginx.ingress.kubernetes.io/rewrite-target': '/' };
  const rules = [{ host: block.host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }];
  const metadata = { name: route.name, annotations };
  return [{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { rules } }];
}
