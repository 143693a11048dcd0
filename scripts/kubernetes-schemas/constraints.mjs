// What the Kubernetes API server checks beyond its OpenAPI schemas (k8s.io/kubernetes/pkg/apis/*/validation).
// `$comment` says in words what a pattern allows; error messages quote it. Patterns suit both RE2 and ECMAScript.

const NOT_NEGATIVE = { minimum: 0 };
const POSITIVE = { minimum: 1 };
const ID = { minimum: 0, maximum: 2147483647 };
const MODE = { minimum: 0, maximum: 511 };
const PORT = { minimum: 1, maximum: 65535 };
const WEIGHT = { minimum: 1, maximum: 100 };
const NOT_EMPTY = { minLength: 1 };
const IP_PROTOCOL = { enum: ['TCP', 'UDP', 'SCTP'] };
const PULL_POLICY = { enum: ['Always', 'IfNotPresent', 'Never'] };
const PROFILE = { enum: ['RuntimeDefault', 'Localhost', 'Unconfined'] };
const HONOR = { enum: ['Honor', 'Ignore'] };
const SET_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

const LABEL_NAME = {
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  maxLength: 63,
  $comment: 'lower-case letters, digits and "-", at most 63 characters, a letter or digit first and last',
};
const LABEL_VALUE = {
  pattern: '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
  maxLength: 63,
  $comment: 'letters, digits, "-", "_" and ".", at most 63 characters, a letter or digit first and last',
};
const PORT_NAME = {
  pattern: '^([0-9]-?)*[a-z](-?[a-z0-9])*$',
  maxLength: 15,
  $comment: 'lower-case letters, digits and single "-", at least one letter, at most 15 characters',
};
const LABEL_KEY = {
  pattern:
    '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
  $comment: 'a label or annotation key such as team or example.com/team',
};
const SUBDOMAIN = {
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  maxLength: 253,
  $comment: 'lower-case letters, digits, "-" and ".", at most 253 characters, a letter or digit first and last',
};
const HOST = {
  pattern: '^(\\*\\.)?([a-z0-9]([-a-z0-9]*[a-z0-9])?\\.)*([a-z0-9][-a-z0-9]*)?[a-z]([-a-z0-9]*[a-z0-9])?$',
  maxLength: 253,
  $comment: 'a host name, no IP address; its first label may be "*"',
};
const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = `${OCTET}(\\.${OCTET}){3}`;
const IPV6 = '[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}';
const IP = { pattern: `^(${IPV4}|${IPV6})$`, $comment: 'an IP address such as 10.1.2.3 or 2001:db8::1' };
const CIDR = {
  pattern: `^(${IPV4}/([0-9]|[12][0-9]|3[0-2])|${IPV6}/([1-9]?[0-9]|1[01][0-9]|12[0-8]))$`,
  $comment: 'a block of addresses such as 10.0.0.0/8 or 2001:db8::/64',
};
/** A part of a path that is not "..", without look-ahead, which RE2 does not have. */
const PART = '(\\.|\\.?[^./][^/]*|\\.\\.[^/]+)';
const DESCENDING_PATH = { pattern: `^(${PART}(/${PART}?)*)?$`, $comment: 'a relative path without ".."' };
const ENV_NAME = {
  pattern: '^[-._a-zA-Z][-._a-zA-Z0-9]*$',
  $comment: 'letters, digits, "_", "-" and ".", not a digit first',
};
/** What the kubelet can pull; the server takes any text. A first part in capitals must look like a host. */
const IMAGE_HOST =
  '([A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9][A-Za-z0-9-]*)+(:[0-9]{1,5})?|[a-z0-9][a-z0-9-]*:[0-9]{1,5}|\\[[0-9A-Fa-f:]+\\](:[0-9]{1,5})?)';
const IMAGE_PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const IMAGE = {
  pattern: `^(${IMAGE_HOST}/)?${IMAGE_PART}(/${IMAGE_PART})*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64}|@sha512:[0-9a-f]{128})?$`,
  $comment: 'an image such as registry.example.com/team/proxy:1.2, in lower case but for the tag, without scheme',
};
const DATA_KEY = {
  pattern: '^[-._a-zA-Z0-9]+$',
  maxLength: 253,
  $comment: 'letters, digits, "-", "_" and ".", at most 253 characters',
};

/** Demands on several fields of a type. A `then` or `else` whose violation needs words has them in `$comment`. */
const where = (field, values, then) => ({ if: { required: [field], properties: { [field]: { enum: values } } }, then });
const whereGiven = (field, then) => ({ if: { required: [field] }, then });
const fieldsWhere = (properties) => ({ required: Object.keys(properties), properties });

const uncapital = (word) => word[0].toLowerCase() + word.slice(1);

const oneOf = (...fields) => ({
  oneOf: fields.map((field) => ({ required: [field] })),
  $comment: `a map with either ${fields.join(' or ')}`,
});
const single = (...fields) => ({
  minProperties: 1,
  maxProperties: 1,
  $comment: `a map with exactly one of ${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}`,
});

/** The values that operators of selectors take. */
const OPERATOR_VALUES = [
  where(
    'operator',
    ['In', 'NotIn'],
    fieldsWhere({ values: { minItems: 1, $comment: 'a list that is not empty where operator is In or NotIn' } }),
  ),
  where('operator', ['Exists', 'DoesNotExist'], {
    properties: { values: { maxItems: 0, $comment: 'left out where operator is Exists or DoesNotExist: remove it' } },
  }),
];

/** A profile has a path where its type is Localhost. */
const LOCALHOST = {
  allOf: [
    {
      ...where(
        'type',
        ['Localhost'],
        fieldsWhere({
          localhostProfile: { minLength: 1, $comment: 'given where type is Localhost: add it, or change type' },
        }),
      ),
      else: { maxProperties: 1, $comment: 'a map without localhostProfile, unless its type is Localhost' },
    },
  ],
};

const metricTarget = (...fields) => ({ allOf: [{ properties: { target: oneOf(...fields) } }] });

/** How many pods a rolling update may have too many or too few; not both may be none. */
const NONE = { type: ['integer', 'string'], maximum: 0, pattern: '^0+%$' };

/** Definitions that replace the OpenAPI ones or are added to them. */
export const SCALARS = {
  IntOrString: { type: ['integer', 'string'], minimum: -2147483648, maximum: 2147483647 },
  IntOrPercent: {
    type: ['integer', 'string'],
    minimum: 0,
    maximum: 2147483647,
    pattern: '^[0-9]+%$',
    $comment: 'a whole number or a percentage such as 25%',
  },
  PortNumberOrName: {
    type: ['integer', 'string'],
    ...PORT,
    ...PORT_NAME,
    $comment: `a port number from 1 to 65535 or the name of a port: ${PORT_NAME.$comment}`,
  },
  Quantity: {
    type: ['string', 'number'],
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    pattern: '^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
    $comment: 'a quantity such as 500m, 1.5, 512Mi or 2Gi',
  },
  NodeSelectorValues: {
    allOf: [
      ...OPERATOR_VALUES,
      where(
        'operator',
        ['Gt', 'Lt'],
        fieldsWhere({
          values: { minItems: 1, maxItems: 1, $comment: 'a list of one value where operator is Gt or Lt' },
        }),
      ),
    ],
  },
};

/** Fields whose OpenAPI type is wider than what the server takes. */
export const FIELD_TYPES = {
  'HTTPGetAction.port': 'PortNumberOrName',
  'NetworkPolicyPort.port': 'PortNumberOrName',
  'RollingUpdateDeployment.maxSurge': 'IntOrPercent',
  'RollingUpdateDeployment.maxUnavailable': 'IntOrPercent',
  'TCPSocketAction.port': 'PortNumberOrName',
};

/** The only fields the server takes in a place where OpenAPI names the shared, wider type. */
export const ONLY_FIELDS = {
  // Kubernetes uses it within the definitions only for the claim template of an ephemeral volume.
  ObjectMeta: ['annotations', 'labels'],
};

/** Fields that OpenAPI calls optional, because Go cannot tell an empty text from none, and the server refuses empty. */
export const REQUIRED = {
  ConfigMapEnvSource: ['name'],
  ConfigMapKeySelector: ['name'],
  ConfigMapProjection: ['name'],
  ConfigMapVolumeSource: ['name'],
  Container: ['image'],
  ExecAction: ['command'],
  LocalObjectReference: ['name'],
  PersistentVolumeClaimSpec: ['accessModes', 'resources'],
  SecretEnvSource: ['name'],
  SecretKeySelector: ['name'],
  SecretProjection: ['name'],
  SecretVolumeSource: ['secretName'],
};

/** Keywords to add to a field; `Definition.field[]` are the items of a list, `Definition.field{}` the values of a map. */
export const FIELD_KEYWORDS = {
  'AppArmorProfile.type': PROFILE,
  'AzureDiskVolumeSource.cachingMode': { enum: ['None', 'ReadOnly', 'ReadWrite'] },
  'AzureDiskVolumeSource.kind': { enum: ['Shared', 'Dedicated', 'Managed'] },
  'ConfigMapEnvSource.name': NOT_EMPTY,
  'ConfigMapKeySelector.key': DATA_KEY,
  'ConfigMapKeySelector.name': NOT_EMPTY,
  'ConfigMapProjection.name': NOT_EMPTY,
  'ConfigMapVolumeSource.defaultMode': MODE,
  'ConfigMapVolumeSource.name': NOT_EMPTY,
  'Container.image': IMAGE,
  'Container.imagePullPolicy': PULL_POLICY,
  'Container.name': LABEL_NAME,
  'Container.restartPolicy': { enum: ['Always', 'OnFailure', 'Never'] },
  'Container.terminationMessagePolicy': { enum: ['File', 'FallbackToLogsOnError'] },
  'ContainerPort.containerPort': PORT,
  'ContainerPort.hostPort': PORT,
  'ContainerPort.name': PORT_NAME,
  'ContainerPort.protocol': IP_PROTOCOL,
  'ContainerResizePolicy.resourceName': { enum: ['cpu', 'memory'] },
  'ContainerResizePolicy.restartPolicy': { enum: ['NotRequired', 'RestartContainer'] },
  'ContainerRestartRule.action': { enum: ['Restart', 'RestartAllContainers'] },
  'ContainerRestartRuleOnExitCodes.operator': { enum: ['In', 'NotIn'] },
  'DeploymentStrategy.type': { enum: ['Recreate', 'RollingUpdate'] },
  'DownwardAPIVolumeFile.mode': MODE,
  'DownwardAPIVolumeSource.defaultMode': MODE,
  'EmptyDirVolumeSource.medium': {
    pattern: '^(Memory|HugePages(-[1-9][0-9]*[KMGT]i)?)?$',
    $comment: '"", Memory, HugePages or HugePages-<size>, such as HugePages-2Mi',
  },
  'EnvVar.name': ENV_NAME,
  'FileKeySelector.volumeName': LABEL_NAME,
  'GRPCAction.port': PORT,
  'HPAScalingPolicy.periodSeconds': { minimum: 1, maximum: 1800 },
  'HPAScalingPolicy.type': { enum: ['Pods', 'Percent'] },
  'HPAScalingPolicy.value': POSITIVE,
  'HPAScalingRules.selectPolicy': { enum: ['Max', 'Min', 'Disabled'] },
  'HPAScalingRules.stabilizationWindowSeconds': { minimum: 0, maximum: 3600 },
  'HTTPGetAction.scheme': { enum: ['HTTP', 'HTTPS'] },
  'HTTPHeader.name': {
    pattern: '^[-A-Za-z0-9]+$',
    $comment: 'the name of an HTTP header: letters, digits and "-"',
  },
  'HostAlias.hostnames[]': SUBDOMAIN,
  'HostAlias.ip': IP,
  'HostPathVolumeSource.type': {
    enum: ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
  },
  'IPBlock.cidr': CIDR,
  'IPBlock.except[]': CIDR,
  'ImageVolumeSource.pullPolicy': PULL_POLICY,
  'KeyToPath.key': DATA_KEY,
  'KeyToPath.mode': MODE,
  'KeyToPath.path': { ...DESCENDING_PATH, minLength: 1 },
  'LabelSelector.matchLabels{}': LABEL_VALUE,
  'LabelSelectorRequirement.operator': { enum: SET_OPERATORS },
  'LabelSelectorRequirement.values[]': LABEL_VALUE,
  'Lifecycle.stopSignal': { pattern: '^SIG[A-Z0-9+-]+$', $comment: 'the name of a signal such as SIGTERM' },
  'LocalObjectReference.name': NOT_EMPTY,
  'MetricSpec.type': { enum: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] },
  'MetricTarget.averageUtilization': POSITIVE,
  'MetricTarget.type': { enum: ['Utilization', 'Value', 'AverageValue'] },
  'NetworkPolicyPort.endPort': PORT,
  'NetworkPolicyPort.protocol': IP_PROTOCOL,
  'NodeSelector.nodeSelectorTerms': { minItems: 1 },
  'NodeSelectorRequirement.key': LABEL_KEY,
  'NodeSelectorRequirement.operator': { enum: [...SET_OPERATORS, 'Gt', 'Lt'] },
  'PersistentVolumeClaimSpec.accessModes[]': {
    enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
  },
  NetworkPolicyPeer: {
    minProperties: 1,
    allOf: [whereGiven('ipBlock', { maxProperties: 1, $comment: 'a map with ipBlock alone, or without it' })],
    $comment: 'a map with ipBlock, or with podSelector, namespaceSelector or both',
  },
  NetworkPolicyPort: {
    allOf: [
      whereGiven(
        'endPort',
        fieldsWhere({ port: { type: 'integer', $comment: 'a port number where endPort is given' } }),
      ),
    ],
  },
  NodeSelectorRequirement: { allOf: [{ $ref: '#/definitions/NodeSelectorValues' }] },
  'ObjectFieldSelector.fieldPath': {
    pattern:
      "^(metadata\\.(name|namespace|uid|labels|annotations)|metadata\\.(labels|annotations)\\['[^']+'\\]|spec\\.(nodeName|serviceAccountName)|status\\.(hostIP|podIP)s?)$",
    $comment: "a field of the pod such as metadata.name, metadata.labels['app'], spec.nodeName or status.podIP",
  },
  ObjectMetricSource: {
    allOf: [
      {
        properties: {
          target: {
            anyOf: [{ required: ['averageValue'] }, { required: ['value'] }],
            $comment: 'a map with averageValue or value',
          },
        },
      },
    ],
  },
  'PersistentVolumeClaimSpec.accessModes': { minItems: 1 },
  PodsMetricSource: { allOf: [{ properties: { target: { required: ['averageValue'] } } }] },
  'ResourceFieldSelector.resource': {
    pattern: '^(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)$',
    $comment: 'limits. or requests. with cpu, memory, ephemeral-storage or hugepages-<size>',
  },
  'PersistentVolumeClaimSpec.volumeMode': { enum: ['Block', 'Filesystem'] },
  'PodAffinityTerm.topologyKey': NOT_EMPTY,
  'PodCertificateProjection.keyType': {
    enum: ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'],
  },
  'PodCertificateProjection.maxExpirationSeconds': { minimum: 3600, maximum: 7862400 },
  'PodSecurityContext.fsGroup': ID,
  'PodSecurityContext.fsGroupChangePolicy': { enum: ['OnRootMismatch', 'Always'] },
  'PodSecurityContext.runAsGroup': ID,
  'PodSecurityContext.runAsUser': ID,
  'PodSecurityContext.seLinuxChangePolicy': { enum: ['MountOption', 'Recursive'] },
  'PodSecurityContext.supplementalGroups[]': ID,
  'PodSecurityContext.supplementalGroupsPolicy': { enum: ['Merge', 'Strict'] },
  'PreferredSchedulingTerm.weight': WEIGHT,
  'Probe.failureThreshold': NOT_NEGATIVE,
  'Probe.initialDelaySeconds': NOT_NEGATIVE,
  'Probe.periodSeconds': NOT_NEGATIVE,
  'Probe.successThreshold': NOT_NEGATIVE,
  'Probe.terminationGracePeriodSeconds': POSITIVE,
  'Probe.timeoutSeconds': NOT_NEGATIVE,
  'ProjectedVolumeSource.defaultMode': MODE,
  'ScaleIOVolumeSource.storageMode': { enum: ['ThickProvisioned', 'ThinProvisioned'] },
  'SeccompProfile.type': PROFILE,
  'SecretEnvSource.name': NOT_EMPTY,
  'SecretKeySelector.key': DATA_KEY,
  'SecretKeySelector.name': NOT_EMPTY,
  'SecretProjection.name': NOT_EMPTY,
  'SecretVolumeSource.defaultMode': MODE,
  'SecretVolumeSource.secretName': NOT_EMPTY,
  'SecurityContext.procMount': { enum: ['Default', 'Unmasked'] },
  'SecurityContext.runAsGroup': ID,
  'SecurityContext.runAsUser': ID,
  'ServiceAccountTokenProjection.expirationSeconds': { minimum: 600, maximum: 4294967296 },
  'ServiceAccountTokenProjection.path': NOT_EMPTY,
  'SleepAction.seconds': NOT_NEGATIVE,
  'Sysctl.name': NOT_EMPTY,
  'Toleration.effect': { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
  'Toleration.key': { ...LABEL_KEY, pattern: `^$|${LABEL_KEY.pattern}` },
  'Toleration.operator': { enum: ['Exists', 'Equal', 'Lt', 'Gt'] },
  'TopologySpreadConstraint.maxSkew': POSITIVE,
  'TopologySpreadConstraint.minDomains': POSITIVE,
  'TopologySpreadConstraint.nodeAffinityPolicy': HONOR,
  'TopologySpreadConstraint.nodeTaintsPolicy': HONOR,
  'TopologySpreadConstraint.topologyKey': NOT_EMPTY,
  'TopologySpreadConstraint.whenUnsatisfiable': { enum: ['DoNotSchedule', 'ScheduleAnyway'] },
  'Volume.name': LABEL_NAME,
  'VolumeDevice.devicePath': NOT_EMPTY,
  'VolumeDevice.name': LABEL_NAME,
  'VolumeMount.mountPath': NOT_EMPTY,
  'VolumeMount.mountPropagation': { enum: ['None', 'HostToContainer', 'Bidirectional'] },
  'VolumeMount.name': LABEL_NAME,
  'VolumeMount.recursiveReadOnly': { enum: ['Disabled', 'IfPossible', 'Enabled'] },
  'WeightedPodAffinityTerm.weight': WEIGHT,
  AppArmorProfile: LOCALHOST,
  Container: {
    allOf: ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => ({
      properties: { [probe]: { minProperties: 1, $comment: 'a map with one of exec, grpc, httpGet and tcpSocket' } },
    })),
  },
  ContainerResourceMetricSource: metricTarget('averageUtilization', 'averageValue'),
  'ContainerResourceMetricSource.container': LABEL_NAME,
  'ContainerResourceMetricSource.name': NOT_EMPTY,
  DownwardAPIVolumeFile: oneOf('fieldRef', 'resourceFieldRef'),
  'DownwardAPIVolumeFile.path': { ...DESCENDING_PATH, minLength: 1 },
  EnvFromSource: oneOf('configMapRef', 'secretRef'),
  EnvVarSource: single('configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'),
  'ExecAction.command': { minItems: 1 },
  ExternalMetricSource: metricTarget('averageValue', 'value'),
  'IngressTLS.hosts[]': HOST,
  LabelSelectorRequirement: { allOf: OPERATOR_VALUES },
  'LabelSelectorRequirement.key': LABEL_KEY,
  'LabelSelector.matchLabels': { propertyNames: LABEL_KEY },
  LifecycleHandler: single('exec', 'httpGet', 'sleep', 'tcpSocket'),
  'MetricIdentifier.name': NOT_EMPTY,
  MetricSpec: {
    maxProperties: 2,
    allOf: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'].map((type) =>
      where(
        'type',
        [type],
        fieldsWhere({ [uncapital(type)]: { $comment: `given where type is ${type}: add it, or change type` } }),
      ),
    ),
    $comment: 'a map with type and the one key that is called like it',
  },
  ResourceMetricSource: metricTarget('averageUtilization', 'averageValue'),
  'ResourceMetricSource.name': NOT_EMPTY,
  RollingUpdateDeployment: {
    allOf: [
      {
        if: { required: ['maxSurge'], properties: { maxSurge: NONE } },
        then: {
          properties: {
            maxUnavailable: {
              minimum: 1,
              pattern: '[1-9]',
              $comment: 'more than 0 where maxSurge is 0: set one of them to 1 or more',
            },
          },
        },
      },
    ],
  },
  SeccompProfile: LOCALHOST,
  'SeccompProfile.localhostProfile': DESCENDING_PATH,
  SecurityContext: {
    allOf: [
      where('privileged', [true], {
        properties: {
          allowPrivilegeEscalation: {
            enum: [true],
            $comment: 'true where privileged is true: set it, or remove privileged',
          },
        },
      }),
    ],
  },
  Toleration: {
    allOf: [
      where('operator', ['Exists'], {
        properties: { value: { enum: [''], $comment: 'left out where operator is Exists: remove it' } },
      }),
      {
        if: { properties: { key: { enum: [''] } } },
        then: fieldsWhere({
          operator: { enum: ['Exists'], $comment: 'Exists where there is no key: add a key, or set this' },
        }),
      },
      { if: { properties: { operator: { enum: ['Equal'] } } }, then: { properties: { value: LABEL_VALUE } } },
      whereGiven(
        'tolerationSeconds',
        fieldsWhere({
          effect: {
            enum: ['NoExecute'],
            $comment: 'NoExecute where tolerationSeconds is given: set it, or remove tolerationSeconds',
          },
        }),
      ),
    ],
  },
  TopologySpreadConstraint: {
    allOf: [
      whereGiven('minDomains', {
        properties: {
          whenUnsatisfiable: {
            enum: ['DoNotSchedule'],
            $comment: 'DoNotSchedule where minDomains is given: set it, or remove minDomains',
          },
        },
      }),
    ],
  },
  Volume: { maxProperties: 2, $comment: 'a map with a name and one kind of volume' },
  VolumeMount: {
    allOf: [
      whereGiven('subPathExpr', {
        properties: { subPath: { enum: [''], $comment: 'left out where subPathExpr is given: remove one of them' } },
      }),
    ],
  },
  'VolumeMount.subPath': DESCENDING_PATH,
  'VolumeMount.subPathExpr': DESCENDING_PATH,
  VolumeProjection: { maxProperties: 1, $comment: 'a map with one kind of source' },
};

/** Words for the patterns that the Gateway API's CustomResourceDefinitions have. */
export const PATTERN_WORDS = {
  '^([0-9]{1,5}(h|m|s|ms)){1,4}$': 'a duration such as 10s or 1m30s',
  '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$': 'the name of a kind: letters, digits and "-", a letter first',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$':
    'lower-case letters, digits and "-", at most 63 characters, a letter or digit first and last',
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$':
    'lower-case letters, digits, "-" and ".", at most 253 characters, a letter or digit first and last',
  '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$':
    'an API group: lower-case letters, digits, "-" and ".", at most 253 characters; "" is the core group',
  "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$": 'the name of an HTTP header',
  '(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)(:([0-9]{1,5}))?)$)':
    'an origin such as https://example.com, https://*.example.com or *',
};

const BASE64 = {
  pattern: '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  $comment: 'base64',
};

/** More keywords, in the form of `FIELD_KEYWORDS`, for whole objects. */
export const OBJECT_KEYWORDS = {
  'ConfigMap.binaryData': { propertyNames: DATA_KEY },
  'ConfigMap.binaryData{}': BASE64,
  'ConfigMap.data': { propertyNames: DATA_KEY },
  'DeploymentSpec.replicas': NOT_NEGATIVE,
  'DeploymentSpec.revisionHistoryLimit': NOT_NEGATIVE,
  'HTTPIngressPath.path': { pattern: '^/', $comment: 'an absolute path' },
  'HTTPIngressPath.pathType': { enum: ['Exact', 'Prefix', 'ImplementationSpecific'] },
  'HorizontalPodAutoscalerSpec.maxReplicas': POSITIVE,
  'HorizontalPodAutoscalerSpec.minReplicas': POSITIVE,
  'IngressRule.host': HOST,
  'IngressServiceBackend.name': NOT_EMPTY,
  'IngressSpec.ingressClassName': SUBDOMAIN,
  'IngressTLS.hosts[]': HOST,
  'JobSpec.activeDeadlineSeconds': NOT_NEGATIVE,
  'JobSpec.backoffLimit': NOT_NEGATIVE,
  'JobSpec.completionMode': { enum: ['NonIndexed', 'Indexed'] },
  'JobSpec.completions': NOT_NEGATIVE,
  'JobSpec.parallelism': NOT_NEGATIVE,
  'JobSpec.ttlSecondsAfterFinished': NOT_NEGATIVE,
  'NetworkPolicySpec.policyTypes[]': { enum: ['Ingress', 'Egress'] },
  'ObjectMeta.annotations': { propertyNames: LABEL_KEY },
  'ObjectMeta.labels': { propertyNames: LABEL_KEY },
  'ObjectMeta.labels{}': LABEL_VALUE,
  'ObjectMeta.name': SUBDOMAIN,
  'ObjectMeta.namespace': LABEL_NAME,
  'PodSpec.containers': { minItems: 1 },
  'PodSpec.dnsPolicy': { enum: ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'] },
  'PodSpec.nodeSelector': { propertyNames: LABEL_KEY },
  'PodSpec.nodeSelector{}': LABEL_VALUE,
  'PodSpec.preemptionPolicy': { enum: ['Never', 'PreemptLowerPriority'] },
  'PodSpec.restartPolicy': { enum: ['Always', 'OnFailure', 'Never'] },
  'PodSpec.serviceAccountName': SUBDOMAIN,
  'PodSpec.terminationGracePeriodSeconds': NOT_NEGATIVE,
  'Secret.data': { propertyNames: DATA_KEY },
  'Secret.data{}': BASE64,
  'Secret.stringData': { propertyNames: DATA_KEY },
  'ServiceBackendPort.name': PORT_NAME,
  'ServiceBackendPort.number': PORT,
  'ServicePort.name': LABEL_NAME,
  'ServicePort.nodePort': PORT,
  'ServicePort.port': PORT,
  'ServicePort.protocol': IP_PROTOCOL,
  'ServiceSpec.externalTrafficPolicy': { enum: ['Cluster', 'Local'] },
  'ServiceSpec.internalTrafficPolicy': { enum: ['Cluster', 'Local'] },
  'ServiceSpec.ipFamilyPolicy': { enum: ['SingleStack', 'PreferDualStack', 'RequireDualStack'] },
  'ServiceSpec.selector': { propertyNames: LABEL_KEY },
  'ServiceSpec.selector{}': LABEL_VALUE,
  'ServiceSpec.sessionAffinity': { enum: ['None', 'ClientIP'] },
  'ServiceSpec.type': { enum: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] },
};

/** The form of `FIELD_TYPES`. */
export const OBJECT_FIELD_TYPES = {
  'PodDisruptionBudgetSpec.maxUnavailable': 'IntOrPercent',
  'PodDisruptionBudgetSpec.minAvailable': 'IntOrPercent',
  'ServicePort.targetPort': 'PortNumberOrName',
};
