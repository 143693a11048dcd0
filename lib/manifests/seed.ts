import type { Platform } from '../platform';
import { NODE_FLAGS } from '../seeder/node-flags';
import type { SeedValues, TenantValues } from '../values/generated/resolved';
import { canonicalJson, sha256 } from '../json/canonical-json';
import type { SecretKeyRef } from './env-var';
import type { Json, JsonObject } from '../json/json';
import { given } from './manifests';
import { imageReference, mergedPullSecrets } from './pod';

/** Tenants in one ConfigMap or Secret: with the longest names, addresses and passwords they stay below the 1 MiB that one may have. */
export const TENANTS_PER_OBJECT = 1000;

/** Annotations of what `helm test` runs. */
export const TEST_HOOK = { 'helm.sh/hook': 'test', 'helm.sh/hook-delete-policy': 'before-hook-creation' };

export const PROGRAM_FILE = 'seed.cjs';
const KEY_FILE = 'tms-api-key';

export interface SeedSource {
  readonly platform: Platform;
  readonly settings: SeedValues;
  readonly tenants: readonly TenantValues[];
  /** URL of the private API in the cluster. */
  readonly apiUrl: string;
  /** Names of the ConfigMaps and Secrets made for the Job. */
  readonly programMap: string;
  readonly tenantMaps: string[];
  readonly passwordSecrets: string[];
  readonly tmsKey: SecretKeyRef;
  readonly serviceAccountName?: string;
}

/** What the program reads of the tenants: everything but their passwords. */
export function tenantFile(tenants: readonly TenantValues[]): string {
  return canonicalJson(
    tenants.map(({ name, email, needsAdmin = true, updateMapping = false }) => ({
      name,
      email,
      needsAdmin,
      updateMapping,
      passwordFile: `/seed/passwords/${name}`,
    })),
  );
}

/** `tenants-0003.json`: the program reads the files in the order of their names. */
export const tenantFileName = (index: number): string => `tenants-${String(index).padStart(4, '0')}.json`;

export function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / TENANTS_PER_OBJECT);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * TENANTS_PER_OBJECT, (index + 1) * TENANTS_PER_OBJECT),
  );
}

export function jobSpec(source: SeedSource): JsonObject {
  const { settings } = source;
  return {
    backoffLimit: settings.backoffLimit,
    activeDeadlineSeconds: settings.activeDeadlineSeconds,
    // A pod that still ends may still install: the next one waits for it.
    podReplacementPolicy: 'Failed',
    ...given('ttlSecondsAfterFinished', settings.ttlSecondsAfterFinished),
    // Exit codes of the program: 42 where no repetition helps, 2 where it is set up wrongly.
    podFailurePolicy: {
      rules: [
        { action: 'FailJob', onExitCodes: { containerName: CONTAINER, operator: 'In', values: [2, 42] } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    template: podTemplate(source),
  };
}

/** Ten digits that change with all that the Job does, so that a changed Job is a new one and an unchanged one runs once. */
export function contentHash(spec: JsonObject, data: JsonObject): string {
  return sha256(canonicalJson({ data, spec })).slice(0, 10);
}

export const COMPONENT = 'tenant-seed';
const CONTAINER = 'seed';

function podTemplate(source: SeedSource): JsonObject {
  const { platform, settings } = source;
  return {
    metadata: {
      labels: {
        app: 'tracardi',
        ...platform._values.commonLabels,
        ...settings.podLabels,
        ...platform.selectorLabels(COMPONENT),
      },
      ...given('annotations', settings.podAnnotations),
    },
    spec: podSpec(source),
  };
}

function podSpec(source: SeedSource): JsonObject {
  const { platform, settings, serviceAccountName } = source;
  return {
    restartPolicy: 'Never',
    // The tenant that is being installed is finished.
    terminationGracePeriodSeconds: settings.requestTimeoutSeconds,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...given('serviceAccountName', serviceAccountName),
    ...given('imagePullSecrets', mergedPullSecrets(platform, settings.imagePullSecrets)),
    ...given('securityContext', settings.podSecurityContext as unknown as Json),
    containers: [container(source)],
    volumes: volumes(source),
    ...placement(settings),
  };
}

/** What `helm test` runs: the same, but it only verifies. A Pod, since `helm test --logs` reads the log of no other kind. */
export function testPodSpec(source: SeedSource): JsonObject {
  const { settings } = source;
  const spec = podSpec({ ...source, settings: { ...settings, mode: 'check' } });
  return { ...spec, activeDeadlineSeconds: settings.activeDeadlineSeconds };
}

/** On which nodes the pods of the Job and of `helm test` run, and how. */
export function placement(settings: SeedValues): JsonObject {
  return {
    ...given('nodeSelector', settings.nodeSelector),
    ...given('affinity', settings.affinity as unknown as Json),
    ...given('tolerations', settings.tolerations as unknown as Json),
    ...given('priorityClassName', settings.priorityClassName),
    ...given('runtimeClassName', settings.runtimeClassName),
  };
}

function container(source: SeedSource): JsonObject {
  const { platform, settings } = source;
  return {
    name: CONTAINER,
    image: imageReference(settings.image, platform),
    imagePullPolicy: settings.image.pullPolicy,
    command: ['node', ...NODE_FLAGS, `/seed/program/${PROGRAM_FILE}`],
    env: environment(source),
    volumeMounts: ['program', 'tenants', 'passwords', 'key'].map((name) => ({
      name,
      mountPath: `/seed/${name}`,
      readOnly: true,
    })),
    ...given('resources', settings.resources as unknown as Json),
    ...given('securityContext', settings.containerSecurityContext as unknown as Json),
  };
}

function environment({ platform, settings, apiUrl }: SeedSource): Json[] {
  const variables: { [name: string]: string } = {
    SEED_MODE: settings.mode,
    SEED_API_URL: apiUrl,
    SEED_DOMAIN: platform._values.config.multiTenant.domain,
    SEED_TMS_ADDRESS: tmsAddress(platform.tmsUrl),
    SEED_TMS_KEY_FILE: `/seed/key/${KEY_FILE}`,
    SEED_CONFIG_DIR: '/seed/tenants',
    SEED_CONCURRENCY: String(settings.concurrency),
    SEED_TIMEOUT_SECONDS: String(settings.timeoutSeconds),
    SEED_REQUEST_TIMEOUT_SECONDS: String(settings.requestTimeoutSeconds),
    SEED_DEADLINE_SECONDS: String(settings.activeDeadlineSeconds),
    SEED_LOG_FORMAT: settings.logFormat,
  };
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** `host:port` of a URL. */
export function tmsAddress(url: string): string {
  const [, scheme, authority] = /^(https?):\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(url) ?? [];
  return /:[0-9]+$/.test(authority) ? authority : `${authority}:${scheme === 'https' ? 443 : 80}`;
}

function volumes({ programMap, tenantMaps, passwordSecrets, tenants, tmsKey }: SeedSource): Json[] {
  const referenced = tenants.filter(({ passwordFrom }) => passwordFrom?.name);
  return [
    { name: 'program', configMap: { name: programMap } },
    { name: 'tenants', projected: { sources: tenantMaps.map((name) => ({ configMap: { name } })) } },
    {
      name: 'passwords',
      projected: {
        sources: [
          ...passwordSecrets.map((name) => ({ secret: { name } })),
          // Optional: one that is missing keeps no other tenant waiting.
          ...referenced.map(({ name, passwordFrom }) => ({
            secret: { name: passwordFrom!.name, items: [{ key: passwordFrom!.key, path: name }], optional: true },
          })),
        ],
      },
    },
    { name: 'key', secret: { secretName: tmsKey.name, items: [{ key: tmsKey.key, path: KEY_FILE }] } },
  ];
}
