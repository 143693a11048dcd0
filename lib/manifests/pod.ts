import type { Platform } from '../platform';
import { containerName, GRACE_SECONDS, INIT_CONTAINER } from '../plan/components';
import { ELASTIC_CA } from '../plan/elastic-ca';
import { readsElasticCa } from '../plan/variables';
import type { ImageValues, InitValues, WorkloadValues } from '../values/generated/resolved';
import { canonicalJson, sha256 } from '../json/canonical-json';
import type { EnvVar } from './env-var';
import type { Json, JsonObject } from '../json/json';
import { isObject } from '../json/json';
import type { ComponentSpec } from './component-spec';
import { fields, given } from './manifests';

export interface PodSource extends ComponentSpec {
  readonly platform: Platform;
  readonly env: EnvVar[];
  readonly serviceAccountName?: string;
}

export function podTemplate(source: PodSource): JsonObject {
  const spec = podSpec(source);
  return { metadata: podMetadata(source, spec), spec };
}

function podMetadata({ platform, plan, settings }: PodSource, spec: JsonObject): JsonObject {
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
      ...settings.podLabels,
      ...platform.selectorLabels(plan.name),
    },
    ...given('annotations', { ...checksum, ...settings.podAnnotations }),
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
  const { platform, settings, init, serviceAccountName } = source;
  const initContainers = [...(init ? [initContainer(init, source)] : []), ...list(settings.extraInitContainers)];
  return {
    automountServiceAccountToken: settings.serviceAccount.automount,
    // The variables that Kubernetes would add for each Service (REDIS_PORT, PULSAR_HOST) could be taken for ours.
    enableServiceLinks: false,
    ...given('serviceAccountName', serviceAccountName),
    ...given('imagePullSecrets', mergedPullSecrets(platform, settings.imagePullSecrets)),
    ...fields('pod', settings),
    ...given('initContainers', initContainers),
    containers: [mainContainer(source), ...list(settings.extraContainers)],
    ...given('volumes', [
      ...mountsOf(source).map(({ volume, source: from }) => ({ name: volume, ...from })),
      ...list(settings.extraVolumes),
    ]),
    ...scheduling(source),
    ...given('terminationGracePeriodSeconds', settings.terminationGracePeriodSeconds),
  };
}

function scheduling({ platform, plan, settings }: PodSource): JsonObject {
  const labelSelector = { matchLabels: platform.selectorLabels(plan.name) };
  return {
    ...given('affinity', affinity(settings)),
    ...given(
      'topologySpreadConstraints',
      list(settings.topologySpreadConstraints).map((item) => ({ labelSelector, ...(item as JsonObject) })),
    ),
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
  const { platform, plan, image, settings, env } = source;
  const { containerPort } = settings;
  return {
    name: containerName(plan),
    image: imageReference(image, platform),
    imagePullPolicy: image.pullPolicy,
    ...fields('container', settings),
    ...given('lifecycle', lifecycle(source)),
    ...given('ports', containerPort === undefined ? [] : [{ name: 'http', containerPort, protocol: 'TCP' }]),
    ...given('env', env),
    ...given('volumeMounts', [...mountsOf(source).map(volumeMount), ...list(settings.extraVolumeMounts)]),
    ...given('startupProbe', probe(settings.startupProbe, source)),
    ...given('readinessProbe', probe(settings.readinessProbe, source)),
    ...given('livenessProbe', probe(settings.livenessProbe, source)),
  };
}

/** Proxies go on sending for a while after a pod is told to end. The sleep needs no shell in the image. */
function lifecycle({ plan, settings }: PodSource): JsonObject {
  const given = (settings.lifecycle ?? {}) as JsonObject;
  const { preStopSleepSeconds, terminationGracePeriodSeconds = GRACE_SECONDS } = settings;
  const automatic = plan.reach ? Math.min(10, Math.floor(terminationGracePeriodSeconds / 3)) : 0;
  const seconds = preStopSleepSeconds ?? automatic;
  return seconds === 0 || given.preStop ? given : { ...given, preStop: { sleep: { seconds } } };
}

/** The init container of ours, which prepares Pulsar. */
function initContainer(init: InitValues, { platform, plan }: PodSource): JsonObject {
  return {
    name: INIT_CONTAINER,
    image: imageReference(init.image, platform),
    imagePullPolicy: init.image.pullPolicy,
    ...given('env', platform._environment('init', init as unknown as JsonObject)),
    ...given('volumeMounts', elasticCa(plan.path, platform).map(volumeMount)),
    ...fields('container', init),
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
function probe(value: unknown, { platform, plan }: PodSource): Json | undefined {
  const spec = value as JsonObject | undefined;
  if (!spec || !plan.tenantHost || !platform.probeHost || !isObject(spec.httpGet)) return spec;
  const headers = list(spec.httpGet.httpHeaders) as JsonObject[];
  if (headers.some((header) => String(header.name).toLowerCase() === 'host')) return spec;
  return {
    ...spec,
    httpGet: { ...spec.httpGet, httpHeaders: [{ name: 'Host', value: platform.probeHost }, ...headers] },
  };
}

interface Mount {
  readonly volume: string;
  readonly source: JsonObject;
  readonly mountPath: string;
  readonly subPath?: string;
}

function mountsOf({ plan, platform }: PodSource): Mount[] {
  const files = plan.mounts.map(({ configMap, ...mount }) => ({
    ...mount,
    source: { configMap: { name: platform.objectName(configMap) } },
  }));
  return [...files, ...elasticCa(plan.path, platform)];
}

/** The certificate authority of Elasticsearch, where one is given and the component reads it. */
function elasticCa(path: string, { _values }: Platform): Mount[] {
  const { configMap, secret, key } = _values.elastic.ca;
  if (!readsElasticCa(path) || !(configMap || secret)) return [];
  const items = [{ key, path: ELASTIC_CA.file }];
  const source: JsonObject = configMap
    ? { configMap: { name: configMap, items } }
    : { secret: { secretName: secret, items } };
  return [{ volume: ELASTIC_CA.volume, source, mountPath: ELASTIC_CA.folder }];
}

/** Files mounted by subPath are never refreshed in a running pod: the checksum on the pod restarts it. */
function volumeMount({ volume, mountPath, subPath }: Mount): JsonObject {
  return { name: volume, mountPath, ...given('subPath', subPath), readOnly: true };
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}
