import { DOCUMENTS, DOCUMENT_FOLDER, GUI_CONFIG } from './documents';
import { MULTI_TENANT } from './tenancy';
import { all, termOf } from './term';
import type { Question, Term } from './term';

/** A file of a ConfigMap in the main container of a component. */
export interface ConfigMount {
  readonly volume: string;
  /** Name of the ConfigMap, without the prefix of `fullnameOverride`. */
  readonly configMap: string;
  readonly mountPath: string;
  /** One file of the ConfigMap. @default - all of them, as a folder */
  readonly subPath?: string;
}

/** What the objects by which a component is reached are called, without the prefix of `fullnameOverride`. */
export interface Reach {
  /** What the notes after an installation call the component. */
  readonly title: string;
  /** ClusterIP Service. */
  readonly service: string;
  /** Dotted path, below the component, of a name that takes the place of `service`. */
  readonly serviceNameAt?: string;
  /** Name of the Service's port, as in chart 1.1.0: proxies lose the pods for a moment where it changes. @default - none */
  readonly portName?: string;
  readonly loadBalancer: string;
  /** As `portName`. */
  readonly loadBalancerPortName: string;
  readonly ingress: string;
  readonly httpRoute: string;
  /** Key of the listener's port in `gateway.ports`. */
  readonly listener: string;
}

/** What is true of a component whatever the values say. */
export interface PlannedComponent {
  /** Dotted path of its block in the values tree. */
  readonly path: string;
  /** Id of its construct, and the folder of its templates. */
  readonly id: string;
  /** Name of its Deployment. Selectors hold it: it never changes. */
  readonly name: string;
  /** Name of its container. @default - that of the Deployment */
  readonly container?: string;
  /** Dotted path of its image. */
  readonly image: string;
  readonly mounts: readonly ConfigMount[];
  readonly reach?: Reach;
  /** Whether our init container prepares Pulsar for it. */
  readonly needsInit?: boolean;
  /** Whether HTTP probes must name the host of a tenant where multi-tenancy is on. */
  readonly tenantHost?: boolean;
  /** How `helm test` asks whether it answers: HTTP at /healthcheck, or a connection. @default - it is not asked */
  readonly asked?: 'http' | 'tcp';
  /** When it is deployed, beside its own `enabled`. */
  readonly where?: Question;
}

/** Seconds that Kubernetes gives a pod to end where `terminationGracePeriodSeconds` is not given. */
export const GRACE_SECONDS = 30;

/** Name of our own init container. */
export const INIT_CONTAINER = 'tracardi-init';

const PRECONFIGURATION = DOCUMENTS.map(({ volume, configMap, file }): ConfigMount => ({
  volume,
  configMap,
  mountPath: `${DOCUMENT_FOLDER}/${file}`,
  subPath: file,
}));

const reach = (title: string, base: string, loadBalancerPortName: string, listener: string, route = base): Reach => ({
  title,
  service: `${base}-svc`,
  loadBalancer: `${base}-lb`,
  loadBalancerPortName,
  ingress: `${route}-ingress`,
  httpRoute: route,
  listener,
});

const API = {
  image: 'api.image',
  mounts: PRECONFIGURATION,
  needsInit: true,
  tenantHost: true,
  asked: 'http',
} as const;

const queueWorker = (queue: string): PlannedComponent => ({
  path: `worker.${queue}`,
  id: `${queue}-worker`,
  name: `wk-pl-${queue}`,
  image: `worker.${queue}.image`,
  mounts: PRECONFIGURATION,
  needsInit: true,
  where: '/pulsar.enabled',
});

/** In the order of their routes. Of two that clash the later one is told of. */
export const COMPONENTS: readonly PlannedComponent[] = [
  {
    path: 'api.private',
    id: 'private-api',
    name: 'be-fa-private',
    ...API,
    reach: reach('Private API', 'be-private', 'http-8686', 'private', 'be-api-private'),
  },
  {
    path: 'api.public',
    id: 'public-api',
    name: 'be-fa-public',
    ...API,
    reach: reach('Public API', 'be-public', 'http', 'public', 'be-api-public'),
  },
  {
    path: 'gui.console',
    id: 'gui',
    name: 'fe-rj-gui',
    image: 'gui.image',
    mounts: [{ volume: GUI_CONFIG.volume, configMap: GUI_CONFIG.configMap, mountPath: GUI_CONFIG.folder }],
    reach: reach('GUI', 'fe-gui', 'http-8787', 'gui'),
  },
  {
    path: 'tms.docker',
    id: 'tms',
    name: 'be-fa-tms',
    // In chart 1.1.0 it is called like the Deployment and has MYSQL_DATABASE twice: a patch of that container would remove both.
    container: 'tms',
    image: 'tms.image',
    mounts: [],
    reach: { ...reach('TMS', 'be-tms', 'http-8383', 'tms'), portName: 'http-8383', serviceNameAt: 'service.name' },
    asked: 'tcp',
    where: MULTI_TENANT,
  },
  {
    path: 'tmsGui.docker',
    id: 'tms-gui',
    name: 'fe-rj-tms-gui',
    image: 'tmsGui.image',
    mounts: [],
    reach: reach('TMS GUI', 'fe-tms-gui', 'http-8282', 'tmsGui'),
    where: all(MULTI_TENANT, '/tms.docker.enabled'),
  },
  {
    path: 'bridge.queue.docker',
    id: 'queue-bridge',
    name: 'bg-queue-prod',
    image: 'bridge.queue.image',
    mounts: PRECONFIGURATION,
  },
  queueWorker('background'),
  queueWorker('collector'),
  queueWorker('workflow'),
  {
    path: 'worker.upgrade.docker',
    id: 'upgrade-worker',
    name: 'wk-rd-upgrades',
    image: 'worker.upgrade.image',
    mounts: [],
  },
  { path: 'worker.apm.profile', id: 'apm-worker', name: 'wk-apm', image: 'worker.apm.image', mounts: [] },
];

/** Paths of the blocks under which `defaults` stands. */
export const LAYERED: readonly string[] = [...COMPONENTS.map(({ path }) => path), 'seed'];

/** The components that can be reached from outside. */
export const ROUTED = COMPONENTS.filter((component): component is PlannedComponent & { reach: Reach } =>
  Boolean(component.reach),
);

export const containerName = ({ name, container = name }: PlannedComponent): string => container;

export function componentAt(path: string): PlannedComponent {
  const found = COMPONENTS.find((component) => component.path === path);
  if (!found) throw new Error(`there is no component at ${path}`);
  return found;
}

/** Whether a component is deployed. */
export function deployed({ path, where }: PlannedComponent): Term {
  const enabled = `/${path}.enabled`;
  return where === undefined ? termOf(enabled) : all(enabled, where);
}
