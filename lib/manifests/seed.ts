import type { Platform } from '../platform';
import { SEED } from '../plan/seed';
import type { SeedValues, TenantValues } from '../values/generated/resolved';
import { canonicalJson, sha256 } from '../json/canonical-json';
import type { SecretKeyRef } from './env-var';
import type { Json, JsonObject } from '../json/json';
import { fields, given } from './manifests';
import { imageReference, mergedPullSecrets } from './pod';

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
  const count = Math.ceil(items.length / SEED.tenantsPerObject);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * SEED.tenantsPerObject, (index + 1) * SEED.tenantsPerObject),
  );
}

export function jobSpec(source: SeedSource): JsonObject {
  const { ttlSecondsAfterFinished } = source.settings;
  return { ...podsOfJob(source, SEED.name), ...given('ttlSecondsAfterFinished', ttlSecondsAfterFinished) };
}

/** Verifies on a schedule. A failed run is left until three others failed. */
export function cronJobSpec(source: SeedSource): JsonObject {
  const { platform, settings } = source;
  const spec = podsOfJob({ ...source, settings: { ...settings, mode: 'check' } }, SEED.checkName);
  return {
    schedule: settings.checkSchedule,
    concurrencyPolicy: 'Forbid',
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 3,
    jobTemplate: {
      metadata: { labels: { ...platform._values.commonLabels, ...platform.selectorLabels(SEED.checkName) } },
      spec,
    },
  };
}

function podsOfJob(source: SeedSource, component: string): JsonObject {
  const { settings } = source;
  return {
    backoffLimit: settings.backoffLimit,
    activeDeadlineSeconds: settings.activeDeadlineSeconds,
    // A pod that still ends may still install: the next one waits for it.
    podReplacementPolicy: 'Failed',
    podFailurePolicy: {
      rules: [
        {
          action: 'FailJob',
          onExitCodes: { containerName: SEED.container, operator: 'In', values: [...SEED.finalExitCodes] },
        },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    template: podTemplate(source, component),
  };
}

/** Ten digits that change with all that the Job does, so that a changed Job is a new one and an unchanged one runs once. */
export function contentHash(spec: JsonObject, data: JsonObject): string {
  return sha256(canonicalJson({ data, spec })).slice(0, 10);
}

function podTemplate(source: SeedSource, component: string): JsonObject {
  const { platform, settings } = source;
  return {
    metadata: {
      labels: {
        app: 'tracardi',
        ...platform._values.commonLabels,
        ...settings.podLabels,
        ...platform.selectorLabels(component),
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
    automountServiceAccountToken: settings.serviceAccount.automount,
    enableServiceLinks: false,
    ...given('serviceAccountName', serviceAccountName),
    ...given('imagePullSecrets', mergedPullSecrets(platform, settings.imagePullSecrets)),
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
    ...fields('pod', settings),
    ...given('affinity', settings.affinity),
  };
}

function container({ platform, settings, apiUrl }: SeedSource): JsonObject {
  return {
    name: SEED.container,
    image: imageReference(settings.image, platform),
    imagePullPolicy: settings.image.pullPolicy,
    command: ['node', ...SEED.nodeFlags, `/seed/program/${SEED.programFile}`],
    env: [
      { name: 'SEED_MODE', value: settings.mode },
      ...(platform._environment('seed', settings as unknown as JsonObject, apiUrl) as unknown as Json[]),
    ],
    volumeMounts: SEED.volumes.map((name) => ({ name, mountPath: `/seed/${name}`, readOnly: true })),
    ...fields('container', settings),
  };
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
    { name: 'key', secret: { secretName: tmsKey.name, items: [{ key: tmsKey.key, path: SEED.keyFile }] } },
  ];
}
