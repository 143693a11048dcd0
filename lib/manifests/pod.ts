import type { Platform } from '../platform';
import { INIT_CONTAINER } from '../values/components';
import type { ConfigMount } from '../values/components';
import type { ImageValues, WorkloadValues } from '../values/generated/resolved';
import { canonicalJson, sha256 } from '../json/canonical-json';
import type { EnvVar } from './env-var';
import type { Json, JsonObject } from '../json/json';
import { isObject } from '../json/json';
import { given } from './manifests';

/** The init container of ours. */
export interface Init {
  readonly image: ImageValues;
  readonly env: EnvVar[];
  readonly resources?: Json;
  readonly containerSecurityContext?: Json;
}

export interface PodSource {
  readonly platform: Platform;
  readonly name: string;
  readonly image: ImageValues;
  readonly workload: WorkloadValues;
  readonly env: EnvVar[];
  readonly init?: Init;
  readonly mounts: readonly ConfigMount[];
  readonly serviceAccountName?: string;
  /** Whether HTTP probes must name the host of a tenant where multi-tenancy is on. */
  readonly needsTenantHost?: boolean;
}

export function podTemplate(source: PodSource): JsonObject {
  const spec = podSpec(source);
  return { metadata: podMetadata(source, spec), spec };
}

function podMetadata({ platform, name, workload }: PodSource, spec: JsonObject): JsonObject {
  const { elastic, redis, pulsar, commonLabels } = platform._values;
  const used = platform._dataOf(configurationOf(spec)) as JsonObject;
  const checksum: JsonObject = Object.keys(used).length > 0 ? { 'checksum/config': sha256(canonicalJson(used)) } : {};
  return {
    labels: {
      app: 'tracardi',
      'app.kubernetes.io/ns-elastic': elastic.name,
      'app.kubernetes.io/ns-cache': redis.name,
      'app.kubernetes.io/ns-pulsar': pulsar.name,
      ...commonLabels,
      ...workload.podLabels,
      ...platform.selectorLabels(name),
    },
    ...given('annotations', { ...checksum, ...workload.podAnnotations }),
  };
}

/** Kind and name of all Secrets and ConfigMaps that a pod names. */
export function configurationOf(value: Json, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value) configurationOf(item, found);
  else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const item = value[key];
      const reference = referenceOf(key, item);
      if (reference) found.push(reference);
      else configurationOf(item, found);
    }
  }
  return found;
}

function referenceOf(key: string, item: Json): string | undefined {
  switch (key) {
    case 'secretKeyRef':
    case 'secretRef':
      return `Secret/${(item as JsonObject).name as string}`;
    case 'secret':
      return isObject(item) ? `Secret/${(item.secretName ?? item.name) as string}` : undefined;
    case 'configMapKeyRef':
    case 'configMapRef':
    case 'configMap':
      return `ConfigMap/${(item as JsonObject).name as string}`;
    default:
      return undefined;
  }
}

function podSpec(source: PodSource): JsonObject {
  const { platform, workload, init, serviceAccountName } = source;
  const initContainers = [...(init ? [initContainer(source, init)] : []), ...list(workload.extraInitContainers)];
  return {
    automountServiceAccountToken: false,
    // The variables that Kubernetes would add for each Service (REDIS_PORT, PULSAR_HOST) could be taken for ours.
    enableServiceLinks: false,
    ...given('serviceAccountName', serviceAccountName),
    ...given('imagePullSecrets', mergedPullSecrets(platform, workload.imagePullSecrets)),
    ...given('securityContext', workload.podSecurityContext as Json),
    ...given('initContainers', initContainers),
    containers: [mainContainer(source), ...list(workload.extraContainers)],
    ...given('volumes', [...ownVolumes(source), ...list(workload.extraVolumes)]),
    ...scheduling(source),
    ...given('hostAliases', list(workload.hostAliases)),
    ...given('terminationGracePeriodSeconds', workload.terminationGracePeriodSeconds),
  };
}

function scheduling({ platform, name, workload }: PodSource): JsonObject {
  const labelSelector = { matchLabels: platform.selectorLabels(name) };
  return {
    ...given('nodeSelector', workload.nodeSelector),
    ...given('affinity', affinity(workload)),
    ...given('tolerations', list(workload.tolerations)),
    ...given(
      'topologySpreadConstraints',
      list(workload.topologySpreadConstraints).map((item) => ({ labelSelector, ...(item as JsonObject) })),
    ),
    ...given('priorityClassName', workload.priorityClassName),
    ...given('runtimeClassName', workload.runtimeClassName),
  };
}

function affinity({ affinity: full, nodeAffinity }: WorkloadValues): JsonObject {
  const { required = [], preferred = [] } = (nodeAffinity ?? {}) as {
    required?: JsonObject[];
    preferred?: JsonObject[];
  };
  const short: JsonObject = {
    ...given(
      'requiredDuringSchedulingIgnoredDuringExecution',
      required.length > 0 ? { nodeSelectorTerms: [{ matchExpressions: required }] } : {},
    ),
    ...given(
      'preferredDuringSchedulingIgnoredDuringExecution',
      preferred.map(({ weight, ...expression }) => ({ weight, preference: { matchExpressions: [expression] } })),
    ),
  };
  return { ...given('nodeAffinity', short), ...(full as unknown as JsonObject | undefined) };
}

function mainContainer(source: PodSource): JsonObject {
  const { platform, name, image, workload, env, mounts } = source;
  return {
    name,
    image: imageReference(image, platform),
    imagePullPolicy: image.pullPolicy,
    ...given('command', workload.command),
    ...given('args', workload.args),
    ...given(
      'ports',
      workload.containerPort === undefined
        ? []
        : [{ name: 'http', containerPort: workload.containerPort, protocol: 'TCP' }],
    ),
    ...given('env', env as unknown as Json),
    ...given('envFrom', list(workload.extraEnvFrom)),
    ...given('volumeMounts', [...mounts.map(volumeMount), ...list(workload.extraVolumeMounts)]),
    ...given('resources', workload.resources as unknown as Json),
    ...given('startupProbe', probe(workload.startupProbe, source)),
    ...given('readinessProbe', probe(workload.readinessProbe, source)),
    ...given('livenessProbe', probe(workload.livenessProbe, source)),
    ...given('lifecycle', workload.lifecycle as unknown as Json),
    ...given('securityContext', workload.containerSecurityContext as unknown as Json),
  };
}

function initContainer({ platform }: PodSource, { image, env, resources, containerSecurityContext }: Init): JsonObject {
  return {
    name: INIT_CONTAINER,
    image: imageReference(image, platform),
    imagePullPolicy: image.pullPolicy,
    env: env as unknown as Json,
    ...given('resources', resources),
    ...given('securityContext', containerSecurityContext),
  };
}

/** `[registry/]repository[:tag][@digest]`. */
export function imageReference(image: ImageValues, platform: Platform): string {
  const registry = platform._values.global.imageRegistry || image.registry;
  const tag = image.tag ? `:${image.tag}` : '';
  const digest = image.digest ? `@${image.digest}` : '';
  return `${registry ? `${registry.replace(/\/+$/, '')}/` : ''}${image.repository}${tag}${digest}`;
}

/** Pull secrets of a pod, each once: its own, then those of all. */
export function mergedPullSecrets(platform: Platform, own: unknown): Json[] {
  const names = [...list(own), ...platform._pullSecrets()].map((secret) => (secret as { name: string }).name);
  return [...new Set(names)].map((name) => ({ name }));
}

/** The program answers 500 to a host that names no tenant, and the kubelet sends the pod's IP address. */
function probe(value: unknown, { platform, needsTenantHost }: PodSource): Json | undefined {
  const spec = value as JsonObject | undefined;
  if (!spec || !needsTenantHost || !platform.probeHost || !isObject(spec.httpGet)) return spec;
  const headers = list(spec.httpGet.httpHeaders) as JsonObject[];
  if (headers.some((header) => String(header.name).toLowerCase() === 'host')) return spec;
  return {
    ...spec,
    httpGet: { ...spec.httpGet, httpHeaders: [{ name: 'Host', value: platform.probeHost }, ...headers] },
  };
}

function ownVolumes({ mounts, platform }: PodSource): Json[] {
  return mounts.map(({ volume, configMap }) => ({ name: volume, configMap: { name: platform.objectName(configMap) } }));
}

/** Files mounted by subPath are never refreshed in a running pod: the checksum on the pod restarts it. */
function volumeMount({ volume, mountPath, subPath }: ConfigMount): JsonObject {
  return { name: volume, mountPath, ...given('subPath', subPath), readOnly: true };
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
