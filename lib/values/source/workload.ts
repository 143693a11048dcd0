import type { Json, JsonObject } from '../../json/json';
import {
  annotations,
  bool,
  choice,
  custom,
  integer,
  kubernetes,
  kubernetesList,
  labels,
  nodeSelector,
  objectName,
  pattern,
  port,
  section,
  stringList,
} from '../nodes';
import { isObject } from '../../json/json';
import { LABEL_KEY, LABEL_VALUE } from '../kubernetes/patterns';
import type { Section, ValueNode } from '../nodes';

/** Settings that follow from what is in the image of a component: `defaults` has none of them. */
const OF_ONE_COMPONENT = [
  'enabled',
  'containerPort',
  'command',
  'args',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
];

type Children = { [key: string]: ValueNode };

/** What differs between the components in the settings that all of them have. */
export interface WorkloadDefaults {
  readonly enabled: boolean;
  readonly resources: JsonObject;
  readonly containerPort?: number;
  readonly startupProbe?: JsonObject;
  readonly readinessProbe?: JsonObject;
  readonly livenessProbe?: JsonObject;
  /** Linux capabilities that the image's server needs. NET_BIND_SERVICE is for port 80. */
  readonly capabilities?: string[];
  readonly topologySpreadConstraints?: Json[];
}

/** As container runtimes read an image reference, in lower case. */
const REGISTRY_HOST = '[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*';
const PORT = '[1-9][0-9]{0,4}';
const PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = `${PART}(/${PART})*`;

export function registry(description: string): ValueNode {
  const host = `(${REGISTRY_HOST}|\\[[0-9a-f:]+\\])(:${PORT})?`;
  return pattern(
    description,
    `^(${host}(/${REPOSITORY})?/*)?$`,
    'the host of a registry in lower case, such as registry.example.com, with port and path if need be, without scheme',
    { default: '', example: 'registry.example.com' },
  );
}

export function image(repository: string, tag: string, tagDescription = 'Tag.'): Section {
  return section(
    `Image \`${repository}\`.`,
    {
      registry: registry('Registry, before the repository. Empty: Docker Hub. `global.imageRegistry` overrules it.'),
      repository: pattern(
        'Repository.',
        `^(${REGISTRY_HOST}:${PORT}/)?${REPOSITORY}$`,
        'a repository name in lower case, without scheme, tag or digest: tag and digest have keys of their own',
        {
          default: repository,
          example: 'mirror/image',
        },
      ),
      tag: pattern(
        tagDescription,
        '^([A-Za-z0-9_][A-Za-z0-9._-]{0,127})?$',
        'an image tag in quotes, such as "1.10"; a digest (sha256:…) goes into the key digest beside it',
        {
          default: tag,
          example: '1.2.0',
        },
      ),
      digest: pattern(
        'Digest, which pins the image.',
        '^(sha256:[0-9a-f]{64})?$',
        '"sha256:" and 64 hexadecimal digits',
        {
          default: '',
          example: `sha256:${'0'.repeat(64)}`,
        },
      ),
      pullPolicy: choice('Pull policy.', ['Always', 'IfNotPresent', 'Never'], {
        default: 'IfNotPresent',
        example: 'Always',
      }),
    },
    { name: 'ImageValues' },
  );
}

export function resources(value: JsonObject): ValueNode {
  return kubernetes('Requests and limits of the container.', 'ResourceRequirements', {
    default: value,
    example: { limits: { memory: '3Gi' }, requests: { cpu: '10m' } },
  });
}

export function containerSecurityContext(capabilities: string[] = []): ValueNode {
  return kubernetes('Security context of the container.', 'SecurityContext', {
    default: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_BIND_SERVICE', ...capabilities], drop: ['ALL'] },
    },
    example: { readOnlyRootFilesystem: true },
  });
}

/** The settings that every component has. */
export function workload(defaults: WorkloadDefaults): Children {
  const all = { ...scale(defaults), ...pod(defaults), ...container(defaults), ...metadata(), ...access() };
  const own = Object.entries(all).filter(([key]) => OF_ONE_COMPONENT.includes(key));
  return { ...all, ...layered(all), ...Object.fromEntries(own) };
}

/** Settings under which `defaults` stands. Maps are merged, and so are in values.yaml all the same. */
export function layered(children: Children): Children {
  return Object.fromEntries(
    Object.entries(children).map(([key, node]) => [
      key,
      node.kind === 'section'
        ? { ...node, children: layered(node.children) }
        : { ...node, isLayered: !isObject(node.default) },
    ]),
  );
}

/** What `defaults` gives to every component, and to the tenant Job as far as that has such keys. */
export const defaults: Section = section(
  'Settings under those of every component and of the tenant Job. What a component gives itself wins; maps merge, lists replace, null takes away what components have by themselves. The Job takes the keys that `seed` has, too. In a map a field that a component gives as its own default counts as not given.',
  withoutDefaults(workload({ enabled: true, resources: {} }), OF_ONE_COMPONENT),
  { default: null, optional: true },
);

/** The same keys, each absent unless the user writes it. */
function withoutDefaults(children: Children, omitted: readonly string[] = []): Children {
  return Object.fromEntries(
    Object.entries(children)
      .filter(([key]) => !omitted.includes(key))
      .map(([key, node]) => [
        key,
        node.kind === 'section'
          ? { ...node, children: withoutDefaults(node.children) }
          : { ...node, default: null, optional: true, isLayered: false, example: exampleOf(node) },
      ]),
  ) as Children;
}

function exampleOf({ example, default: value }: Exclude<ValueNode, Section>): Json {
  if (example !== undefined) return example;
  return typeof value === 'boolean' ? !value : Number(value) + 1;
}

function scale(defaults: WorkloadDefaults): Children {
  return {
    enabled: bool('Whether the component is deployed.', defaults.enabled),
    replicas: integer('Pods. Null leaves the number to whatever scales the Deployment.', {
      default: 1,
      example: 3,
      optional: true,
    }),
    autoscaling: autoscaling(),
    keda: keda(),
    podDisruptionBudget: podDisruptionBudget(),
    strategy: kubernetes(
      'How pods are replaced. Empty: a rolling update, as Kubernetes does it.',
      'DeploymentStrategy',
      { example: { type: 'Recreate' } },
    ),
    revisionHistoryLimit: integer('Old ReplicaSets kept. Null: 10.', { default: null, example: 3, optional: true }),
    minReadySeconds: integer('Seconds that a new pod must be ready before it counts as available. Null: 0.', {
      default: null,
      max: 599,
      example: 10,
      optional: true,
    }),
  };
}

function autoscaling(): ValueNode {
  const percentage = (what: string, value: number | null): ValueNode =>
    integer(`Mean ${what} use, in percent of the request. Null: not considered.`, {
      default: value,
      min: 1,
      example: 70,
      optional: true,
    });
  return section(
    'HorizontalPodAutoscaler.',
    {
      enabled: bool('Whether it is made; `replicas` is then not set.', false),
      minReplicas: integer('Fewest pods.', { default: 1, min: 1, example: 2 }),
      maxReplicas: integer('Most pods.', { default: 3, min: 1, example: 9 }),
      targetCpuUtilizationPercentage: percentage('CPU', 80),
      targetMemoryUtilizationPercentage: percentage('memory', null),
      metrics: kubernetesList('Further metrics.', 'MetricSpec', {
        example: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '500m' } } },
        ],
      }),
      behavior: kubernetes('How fast it scales.', 'HorizontalPodAutoscalerBehavior', {
        example: { scaleDown: { stabilizationWindowSeconds: 60 } },
      }),
    },
    { name: 'AutoscalingValues' },
  );
}

function keda(): ValueNode {
  const trigger: JsonObject = {
    type: 'object',
    required: ['type', 'metadata'],
    additionalProperties: false,
    properties: {
      type: { type: 'string', minLength: 1 },
      name: { type: 'string' },
      metadata: { type: 'object', additionalProperties: { type: 'string' } },
      metricType: { enum: ['AverageValue', 'Value', 'Utilization'] },
      useCachedMetrics: { type: 'boolean' },
      authenticationRef: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string' },
          kind: { enum: ['TriggerAuthentication', 'ClusterTriggerAuthentication'] },
        },
      },
    },
  };
  return section(
    'ScaledObject of KEDA.',
    {
      enabled: bool('Whether it is made; `replicas` is then not set.', false),
      minReplicaCount: integer('Fewest pods.', { default: 1, example: 2 }),
      maxReplicaCount: integer('Most pods.', { default: 3, min: 1, example: 9 }),
      pollingInterval: integer('Seconds between two looks at the triggers.', { default: 30, min: 1, example: 15 }),
      cooldownPeriod: integer('Seconds before it scales to zero.', { default: 300, example: 60 }),
      triggers: custom(
        'What it scales by.',
        'any[]',
        { type: 'array', items: trigger },
        {
          default: [],
          optional: true,
          example: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }],
        },
      ),
    },
    { name: 'KedaValues' },
  );
}

function podDisruptionBudget(): ValueNode {
  const amount = (description: string, value: number | null): ValueNode =>
    custom(
      description,
      'any',
      {
        type: ['integer', 'string', 'null'],
        minimum: 0,
        pattern: '^(100|[0-9]{1,2})%$',
        $comment: 'a number of pods, or a percentage such as "50%"',
      },
      { default: value, example: '50%', optional: true },
    );
  return section(
    'PodDisruptionBudget.',
    {
      enabled: bool('Whether it is made.', false),
      minAvailable: amount('Pods that must stay.', null),
      maxUnavailable: amount('Pods that may go at a time. Where neither is given: 1.', null),
    },
    { name: 'PodDisruptionBudgetValues' },
  );
}

function pod(defaults: WorkloadDefaults): Children {
  return {
    imagePullSecrets: kubernetesList(
      'Pull secrets beside `secrets.dockerHub` and `global.imagePullSecrets`.',
      'LocalObjectReference',
      {
        example: [{ name: 'mirror-login' }],
      },
    ),
    podSecurityContext: kubernetes('Security context of the pod.', 'PodSecurityContext', {
      default: { seccompProfile: { type: 'RuntimeDefault' } },
      example: { fsGroup: 1000 },
    }),
    ...everyPod(),
    nodeAffinity: nodeAffinity(),
    topologySpreadConstraints: kubernetesList(
      'How pods are spread. A missing `labelSelector` selects this component.',
      'TopologySpreadConstraint',
      {
        default: defaults.topologySpreadConstraints ?? [],
        example: [{ maxSkew: 2, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }],
      },
    ),
    hostAliases: kubernetesList('Further lines of /etc/hosts.', 'HostAlias', {
      example: [{ ip: '10.1.2.3', hostnames: ['es.local'] }],
    }),
    terminationGracePeriodSeconds: integer('Seconds between SIGTERM and SIGKILL. Null: 30.', {
      default: null,
      example: 60,
      optional: true,
    }),
    extraVolumes: kubernetesList('Further volumes.', 'Volume', { example: [{ name: 'scratch', emptyDir: {} }] }),
    extraContainers: kubernetesList('Further containers.', 'Container', {
      example: [{ name: 'proxy', image: 'envoy:1' }],
    }),
    extraInitContainers: kubernetesList('Further init containers, after our own.', 'Container', {
      example: [{ name: 'wait', image: 'busybox:1' }],
    }),
  };
}

/** Settings of the pods of components, of the tenant Job and of `helm test` alike. */
export function everyPod(): Children {
  return {
    nodeSelector: nodeSelector('Labels that a node must have.'),
    affinity: kubernetes('Affinity, as Kubernetes has it.', 'Affinity', {
      example: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'x' } } },
          ],
        },
      },
    }),
    tolerations: kubernetesList('Taints that are tolerated.', 'Toleration', {
      example: [{ key: 'cdp', operator: 'Exists' }],
    }),
    priorityClassName: objectName('PriorityClass.', { example: 'high' }),
    runtimeClassName: objectName('RuntimeClass.', { example: 'gvisor' }),
    dnsPolicy: choice(
      'Where names are looked up. Empty: `ClusterFirst`.',
      ['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
      { default: '', example: 'Default' },
    ),
    dnsConfig: kubernetes(
      'How names are looked up: `nameservers`, `searches` and `options` such as ndots, each beside what `dnsPolicy` gives.',
      'PodDNSConfig',
      { example: { options: [{ name: 'ndots', value: '1' }] } },
    ),
  };
}

function nodeAffinity(): ValueNode {
  const expression: JsonObject = { $ref: '#/definitions/NodeSelectorRequirement' };
  const preferred: JsonObject = {
    type: 'object',
    required: ['weight', 'key', 'operator'],
    additionalProperties: false,
    properties: {
      weight: { type: 'integer', minimum: 1, maximum: 100 },
      key: { type: 'string', ...LABEL_KEY },
      operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] },
      values: { type: 'array', items: { type: 'string', ...LABEL_VALUE } },
    },
    allOf: [{ $ref: '#/definitions/NodeSelectorValues' }],
  };
  return custom(
    'Node affinity in short: `required` is a list of expressions, `preferred` one of expressions with a weight. The full form goes into `affinity`.',
    'any',
    {
      type: 'object',
      additionalProperties: false,
      properties: { required: { type: 'array', items: expression }, preferred: { type: 'array', items: preferred } },
    },
    { default: {}, optional: true, example: { required: [{ key: 'pool', operator: 'In', values: ['cdp'] }] } },
  );
}

function container(defaults: WorkloadDefaults): Children {
  const probe = (what: string, value: JsonObject | undefined): ValueNode =>
    kubernetes(
      `${what} With multi-tenancy on, an HTTP probe of an API gets a Host header of a tenant, unless it has one.`,
      'Probe',
      {
        default: value ?? {},
        example: { tcpSocket: { port: 8080 } },
      },
    );
  return {
    command: stringList('Replaces the entry point of the image.', { example: ['/bin/sh'] }),
    args: stringList('Replaces the arguments of the image.', { example: ['--verbose'] }),
    ...(defaults.containerPort === undefined
      ? {}
      : { containerPort: port('Port on which the container listens.', defaults.containerPort) }),
    extraEnv: kubernetesList('Further variables. One that exists is replaced where it stands.', 'EnvVar', {
      example: [{ name: 'TENANT_NAME', value: 'x' }],
    }),
    extraEnvFrom: kubernetesList('Sources of further variables.', 'EnvFromSource', {
      example: [{ configMapRef: { name: 'more' } }],
    }),
    extraVolumeMounts: kubernetesList('Further mounts.', 'VolumeMount', {
      example: [{ name: 'scratch', mountPath: '/scratch' }],
    }),
    resources: resources(defaults.resources),
    startupProbe: probe('Startup probe.', defaults.startupProbe),
    readinessProbe: probe('Readiness probe.', defaults.readinessProbe),
    livenessProbe: probe('Liveness probe.', defaults.livenessProbe),
    preStopSleepSeconds: integer(
      'Seconds that a pod which is told to end goes on answering, until proxies have heard of it. Null: 10 where there is a Service, at most a third of `terminationGracePeriodSeconds`. 0: none. `lifecycle.preStop` takes its place.',
      { default: null, example: 3, optional: true },
    ),
    lifecycle: kubernetes('Handlers after the start and before the stop.', 'Lifecycle', {
      example: { preStop: { exec: { command: ['sleep', '5'] } } },
    }),
    containerSecurityContext: containerSecurityContext(defaults.capabilities),
  };
}

function metadata(): Children {
  return {
    labels: labels('Labels of the Deployment.'),
    annotations: annotations('Annotations of the Deployment.'),
    podLabels: labels('Labels of the pods.'),
    podAnnotations: annotations('Annotations of the pods.'),
  };
}

export function serviceAccount(): Section {
  return section(
    'ServiceAccount of the pods.',
    {
      create: bool('Whether one is made.', false),
      automount: bool(
        'Whether its token is mounted into the pods. Nothing of Tracardi asks Kubernetes; the agent of Vault does.',
        false,
      ),
      name: objectName('Name. Empty: that of the component if one is made, else the default of the namespace.', {
        example: 'cdp',
      }),
      annotations: annotations('Annotations, if one is made.'),
    },
    { name: 'ServiceAccountValues' },
  );
}

function access(): Children {
  return {
    serviceAccount: serviceAccount(),
    networkPolicy: section(
      'NetworkPolicy.',
      {
        enabled: bool('Whether one is made.', false),
        ingress: kubernetesList(
          'Who may connect. Empty: anyone to the port of the component, no one if it has none. Rules of the private API must admit pods with the label `app.kubernetes.io/component: tenant-seed`, which install tenants, those of both APIs and the TMS pods with `app.kubernetes.io/component: platform-test`, by which `helm test` asks them.',
          'NetworkPolicyIngressRule',
          {
            example: [{ from: [{ podSelector: {} }] }],
          },
        ),
        egress: kubernetesList('What the pods may reach. Empty: everything.', 'NetworkPolicyEgressRule', {
          example: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        }),
      },
      { name: 'NetworkPolicyValues' },
    ),
  };
}

const SERVICE: Children = {
  annotations: annotations('Annotations of the Service that is always made.'),
  labels: labels('Labels of both Services.'),
  type: choice('Type of the Service that is always made.', ['ClusterIP', 'NodePort'], {
    default: 'ClusterIP',
    example: 'NodePort',
  }),
  nodePort: integer('Port on every node, for the type NodePort. Null: Kubernetes chooses one.', {
    default: null,
    min: 1,
    max: 65535,
    example: 30080,
    optional: true,
  }),
  sessionAffinity: choice(
    'Whether a client keeps its pod, of both Services. Empty: `None`.',
    ['', 'ClientIP', 'None'],
    {
      default: '',
      example: 'ClientIP',
    },
  ),
  ipFamilyPolicy: choice(
    'IP families of both Services. Empty: `SingleStack`.',
    ['', 'PreferDualStack', 'RequireDualStack', 'SingleStack'],
    { default: '', example: 'PreferDualStack' },
  ),
  loadBalancer: bool('Whether there is a second Service, of type LoadBalancer.', false),
  loadBalancerAnnotations: annotations('Annotations of the LoadBalancer Service.'),
  loadBalancerClass: pattern(
    'Class of the load balancer. Kubernetes does not let it change: delete the Service of type LoadBalancer first.',
    '^[!-~]*$',
    'a name without blanks',
    {
      default: '',
      example: 'example.com/internal',
    },
  ),
  loadBalancerSourceRanges: stringList('Client ranges that the load balancer admits.', {
    example: ['10.0.0.0/8'],
    item: { $ref: '#/definitions/IPBlock/properties/cidr', $comment: 'an address range such as 10.0.0.0/8' },
  }),
  externalTrafficPolicy: choice(
    'External traffic policy of the load balancer, and of a Service of the type NodePort.',
    ['', 'Cluster', 'Local'],
    {
      default: '',
      example: 'Local',
    },
  ),
};

/** The settings of a component's Services. */
export function service(number: number, own: Children = {}): Section {
  return section(
    'Services.',
    { port: port('Port of the Services.', number), ...own, ...SERVICE },
    { name: own.name ? undefined : 'ServiceValues' },
  );
}
