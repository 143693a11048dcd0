import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { canonicalJson } from '../json/canonical-json';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { CREDENTIALS, credentialState, isGiven, isReference } from './credentials';
import type { Credential } from './credentials';
import { getAt, splitPath, textAt } from '../json/tree';
import { COMPONENT_BLOCKS, INIT_CONTAINER } from './components';
import type { ComponentBlock } from './components';
import { tenantDomain } from './domain';
import { defaultValues } from './generated/defaults';
import { amountOf } from './quantity';
import { conflictingRoutes, isDeployed, listenerPorts, routesOf } from './routes';

/** A demand on several keys at once, which JSON Schema cannot express. */
export interface Rule {
  readonly id: string;
  /** What is demanded, in one sentence. The chart prints the same one. */
  readonly sentence: string;
  readonly severity?: 'warning';
  /** Dotted path of the key that makes the demand: the place to tell where the demanded one is nowhere. */
  readonly cause?: string;
  /** The places at which the values break the rule; `given` are the values as the user wrote them, deprecated keys in place. */
  readonly broken: (values: JsonObject, given: JsonObject) => string[];
}

const MULTI = 'config.multiTenant.multi';

const list = (values: Json | undefined, path: string): Json[] => {
  const value = getAt(values, splitPath(path));
  return Array.isArray(value) ? value : [];
};
const isMultiTenant = (values: JsonObject): boolean => textAt(values, MULTI) === 'yes';
const when = (condition: boolean, ...paths: string[]): string[] => (condition ? paths : []);

/** Paths of the components for which a condition on their block holds. */
function components(values: JsonObject, isBroken: (block: JsonObject) => boolean, suffix = ''): string[] {
  return COMPONENT_BLOCKS.map(({ path }) => path)
    .filter((path) => {
      const block = getAt(values, splitPath(path));
      return isObject(block) && isBroken(block);
    })
    .map((path) => path + suffix);
}

function credentials(
  values: JsonObject,
  isBroken: (state: ReturnType<typeof credentialState>, credential: Credential) => boolean,
): string[] {
  return Object.values(CREDENTIALS)
    .filter((credential) => isBroken(credentialState(values, credential), credential))
    .map((credential) => credential.reference);
}

const missing = (values: JsonObject, credential: Credential): boolean => !isGiven(credentialState(values, credential));

const multiTenancy: Rule[] = [
  {
    id: 'tms-secret-key',
    cause: MULTI,
    sentence:
      'multi-tenancy needs the signing key of the TMS: set secrets.tms.secretKey, or secrets.tms.valueFrom.secretKey.name and .key',
    broken: (values) =>
      when(isMultiTenant(values) && missing(values, CREDENTIALS.tmsSecretKey), 'secrets.tms.secretKey'),
  },
  {
    id: 'tms-api-key',
    cause: MULTI,
    sentence:
      'multi-tenancy needs the API key of the TMS: set secrets.tms.apiKey, or secrets.tms.valueFrom.apiKey.name and .key',
    broken: (values) => when(isMultiTenant(values) && missing(values, CREDENTIALS.tmsApiKey), 'secrets.tms.apiKey'),
  },
  {
    id: 'license',
    cause: MULTI,
    sentence:
      'multi-tenancy needs a licence: set secrets.license.licenseKey, or secrets.license.valueFrom.licenseKey.name and .key',
    broken: (values) =>
      when(isMultiTenant(values) && missing(values, CREDENTIALS.license), 'secrets.license.licenseKey'),
  },
  {
    id: 'domain',
    cause: MULTI,
    sentence: 'multi-tenancy needs the domain below which tenants live: set config.multiTenant.domain',
    broken: (values) => when(isMultiTenant(values) && tenantDomain(values) === '', 'config.multiTenant.domain'),
  },
  {
    id: 'external-tms',
    cause: 'tms.docker.enabled',
    sentence:
      'without a TMS of its own (tms.docker.enabled: false) a multi-tenant installation needs one elsewhere: set tmsApi.url or tmsApi.host',
    broken: (values) =>
      when(
        isMultiTenant(values) &&
          getAt(values, ['tms', 'docker', 'enabled']) !== true &&
          textAt(values, 'tmsApi.url') === '' &&
          textAt(values, 'tmsApi.host') === '',
        'tmsApi.url',
      ),
  },
];

const secrets: Rule[] = [
  {
    id: 'secret-half-reference',
    sentence: 'a reference to a Secret needs both its name and its key: set both',
    broken: (values) => credentials(values, ({ name, key }) => (name === '') !== (key === '')),
  },
  {
    id: 'secret-twice',
    sentence: 'a credential is either a literal or a reference to a Secret: remove one of them',
    broken: (values) =>
      credentials(
        values,
        (state, { literal }) =>
          isReference(state) && state.literal !== '' && state.literal !== textAt(defaultValues(), literal),
      ),
  },
  {
    id: 'public-token',
    severity: 'warning',
    sentence: 'the default of this token is public: set one of your own before the installation',
    broken: (values) =>
      [CREDENTIALS.installationToken, CREDENTIALS.mergingToken]
        .filter((credential) => {
          const state = credentialState(values, credential);
          return !isReference(state) && state.literal === textAt(defaultValues(), credential.literal);
        })
        .map((credential) => credential.literal),
  },
];

const DOCUMENTS = ['resources', 'eventSources', 'destinations', 'tenantAliases'].map(
  (key) => `config.preConfiguration.${key}`,
);
const MOST_BYTES = 1048576;
const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

const handlers = (probe: JsonObject): string[] => HANDLERS.filter((handler) => probe[handler] !== undefined);

/** Paths of the probes of components and extra containers for which a condition holds; an empty one is none. */
function probes(values: JsonObject, isBroken: (probe: JsonObject, name: string) => boolean): string[] {
  return PROBES.flatMap((name) =>
    containers(values)
      .map((path) => `${path}.${name}`)
      .filter((path) => {
        const probe = getAt(values, splitPath(path));
        return isObject(probe) && Object.keys(probe).length > 0 && isBroken(probe, name);
      }),
  );
}

const workloads: Rule[] = [
  {
    id: 'two-scalers',
    sentence: 'autoscaling and keda exclude each other: enable one of them',
    broken: (values) =>
      components(values, (block) => isEnabled(block, 'autoscaling') && isEnabled(block, 'keda'), '.keda.enabled'),
  },
  {
    id: 'autoscaling-range',
    sentence: 'the fewest pods may not be more than the most pods: lower the one or raise the other',
    broken: (values) => [
      ...components(
        values,
        (block) => exceeds(block, 'autoscaling.minReplicas', 'autoscaling.maxReplicas'),
        '.autoscaling.minReplicas',
      ),
      ...components(
        values,
        (block) => exceeds(block, 'keda.minReplicaCount', 'keda.maxReplicaCount'),
        '.keda.minReplicaCount',
      ),
    ],
  },
  {
    id: 'resources-range',
    sentence:
      'a request may not be more than the limit of the same name, which may be a default: raise the limit or lower the request',
    broken: (values) => ['init', 'seed', ...containers(values)].flatMap((path) => highRequests(values, path)),
  },
  {
    id: 'autoscaling-metrics',
    sentence: 'autoscaling needs a metric: set a target utilization or metrics',
    broken: (values) =>
      components(
        values,
        (block) =>
          isEnabled(block, 'autoscaling') &&
          textAt(block, 'autoscaling.targetCpuUtilizationPercentage') === '' &&
          textAt(block, 'autoscaling.targetMemoryUtilizationPercentage') === '' &&
          list(block, 'autoscaling.metrics').length === 0,
        '.autoscaling.metrics',
      ),
  },
  {
    id: 'keda-triggers',
    sentence: 'keda needs a trigger: add one to triggers',
    broken: (values) =>
      components(
        values,
        (block) => isEnabled(block, 'keda') && list(block, 'keda.triggers').length === 0,
        '.keda.triggers',
      ),
  },
  {
    id: 'disruption-budget',
    sentence: 'a PodDisruptionBudget has minAvailable or maxUnavailable, not both: remove one of them',
    broken: (values) =>
      components(
        values,
        (block) =>
          textAt(block, 'podDisruptionBudget.minAvailable') !== '' &&
          textAt(block, 'podDisruptionBudget.maxUnavailable') !== '',
        '.podDisruptionBudget',
      ),
  },
  {
    id: 'probe-handler',
    sentence:
      'a probe has exactly one of exec, grpc, httpGet and tcpSocket: add one where there is none, and set the default one to null to replace it',
    broken: (values) => probes(values, (probe) => handlers(probe).length !== 1),
  },
  {
    id: 'probe-success',
    sentence: 'a startup or liveness probe needs one success: remove successThreshold',
    broken: (values) =>
      probes(values, (probe, name) => name !== 'readinessProbe' && Number(probe.successThreshold ?? 1) > 1).map(
        (path) => `${path}.successThreshold`,
      ),
  },
  {
    id: 'probe-grace-period',
    sentence: 'a readiness probe has no terminationGracePeriodSeconds, since it ends no container: remove it',
    broken: (values) =>
      probes(
        values,
        (probe, name) => name === 'readinessProbe' && probe.terminationGracePeriodSeconds !== undefined,
      ).map((path) => `${path}.terminationGracePeriodSeconds`),
  },
  {
    id: 'recreate',
    sentence: 'strategy.rollingUpdate goes with the type RollingUpdate only: set the type, or remove rollingUpdate',
    broken: (values) =>
      components(
        values,
        (block) =>
          textAt(block, 'strategy.type') === 'Recreate' && isObject(getAt(block, ['strategy', 'rollingUpdate'])),
        '.strategy',
      ),
  },
  {
    id: 'node-affinity-twice',
    sentence: 'give node affinity in nodeAffinity or in affinity.nodeAffinity, not in both',
    broken: (values) =>
      components(
        values,
        (block) =>
          isObject(getAt(block, ['affinity', 'nodeAffinity'])) &&
          Object.keys((block.nodeAffinity ?? {}) as JsonObject).length > 0,
        '.nodeAffinity',
      ),
  },
  {
    id: 'image-tag',
    sentence: 'an image needs a tag or a digest: set one of them',
    broken: (values) => {
      const untagged = (path: string): boolean =>
        textAt(values, `${path}.tag`) === '' && textAt(values, `${path}.digest`) === '';
      const images = [...new Set([...COMPONENT_BLOCKS.map(({ image }) => image), 'seed.image'])].filter(untagged);
      // The init container has the tag of the API unless it has its own.
      const init = when(untagged('init.image') && textAt(values, 'api.image.tag') === '', 'init.image');
      return [...init, ...images].map((path) => `${path}.tag`);
    },
  },
  {
    id: 'json-document',
    sentence: 'must be a map, or the JSON text of one',
    broken: (values) => DOCUMENTS.filter((path) => !isJsonObject(getAt(values, splitPath(path)))),
  },
  {
    id: 'merge-key',
    sentence: 'has a key <<, which Helm 3 takes for a YAML merge: rename it, or give the document as JSON text',
    broken: (values) => DOCUMENTS.filter((path) => hasMergeKey(getAt(values, splitPath(path)))),
  },
  {
    id: 'config-map-size',
    sentence: 'must fit into a ConfigMap, which holds 1 MiB: shorten it, or mount the file from elsewhere',
    broken: (values) =>
      [...DOCUMENTS, 'gui.console.config.customJs'].filter(
        (path) => bytesOf(getAt(values, splitPath(path)) ?? '') > MOST_BYTES,
      ),
  },
];

function hasMergeKey(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(hasMergeKey);
  return isObject(value) && (Object.hasOwn(value, '<<') || Object.values(value).some(hasMergeKey));
}

function isEnabled(block: JsonObject, key: string): boolean {
  return getAt(block, [key, 'enabled']) === true;
}

function exceeds(block: JsonObject, low: string, high: string): boolean {
  return Number(getAt(block, splitPath(low))) > Number(getAt(block, splitPath(high)));
}

/** Names of resources may be any text: one that is no word ends its path. */
function highRequests(values: JsonObject, path: string): string[] {
  const requests = getAt(values, splitPath(`${path}.resources.requests`));
  const limits = getAt(values, splitPath(`${path}.resources.limits`));
  if (!isObject(requests) || !isObject(limits)) return [];
  const names = Object.keys(requests).filter(
    (name) => Object.hasOwn(limits, name) && amountOf(String(requests[name])) > amountOf(String(limits[name])),
  );
  const places = names.map((name) => (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? `.${name}` : ''));
  return [...new Set(places)].map((place) => `${path}.resources.requests${place}`);
}

/** Length of a document in its ConfigMap. */
function bytesOf(document: Json): number {
  return Buffer.byteLength(typeof document === 'string' ? document : canonicalJson(document));
}

function isJsonObject(value: Json | undefined): boolean {
  if (typeof value !== 'string') return true;
  try {
    const parsed = JSON.parse(value, (_, item: Json) => {
      // Go refuses such numbers.
      if (item === Infinity || item === -Infinity) throw new RangeError('beyond float64');
      return item;
    }) as Json;
    return isObject(parsed);
  } catch {
    return false;
  }
}

/** Nothing can carry U+0000 as a variable, and Helm 3 none of the others. */
const UNREADABLE = /[\u0000\u007f-\u009f\ufffe\uffff]/;
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Paths of the texts that hold such a character. Keys may be any text in free-form maps: one that is no word ends its path. */
function unreadableTexts(value: Json, path: string): string[] {
  if (typeof value === 'string') return when(UNREADABLE.test(value), path);
  if (Array.isArray(value)) return value.flatMap((item, index) => unreadableTexts(item, `${path}.${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (PLAIN_KEY.test(key)) return unreadableTexts(item, path ? `${path}.${key}` : key);
    return when(UNREADABLE.test(key) || unreadableTexts(item, path).length > 0, path);
  });
}

const texts: Rule[] = [
  {
    id: 'unreadable-text',
    sentence:
      'has a control character that Helm 3 or a container cannot take (U+0000, U+007F to U+009F, U+FFFE, U+FFFF): remove it, or keep the text in a Secret of your own and refer to it',
    broken: (values, given) => [...new Set([...unreadableTexts(values, ''), ...unreadableTexts(given, '')])],
  },
];

/** Lists whose items Kubernetes tells apart by some fields, and what we put into them ourselves. */
interface UniqueList {
  readonly list: string;
  readonly keys: readonly string[];
  readonly ours?: (block: ComponentBlock) => string[];
}

const UNIQUE: readonly UniqueList[] = [
  { list: 'extraEnv', keys: ['name'] },
  { list: 'extraVolumes', keys: ['name'], ours: ownVolumes },
  { list: 'extraVolumeMounts', keys: ['mountPath'], ours: ({ mounts }) => mounts.map(({ mountPath }) => mountPath) },
  { list: 'extraContainers', keys: ['name'], ours: ownContainers },
  { list: 'extraInitContainers', keys: ['name'], ours: ownContainers },
  { list: 'hostAliases', keys: ['ip'] },
  { list: 'topologySpreadConstraints', keys: ['topologyKey', 'whenUnsatisfiable'] },
];
/** Those of an extra container. */
const UNIQUE_IN_CONTAINER: readonly UniqueList[] = [
  { list: 'env', keys: ['name'] },
  { list: 'ports', keys: ['containerPort', 'protocol'] },
  { list: 'volumeMounts', keys: ['mountPath'] },
  { list: 'resources.claims', keys: ['name'] },
];
/** What Kubernetes puts where such a field is not given. */
const FIELD_DEFAULTS: { readonly [key: string]: string } = { protocol: 'TCP' };

/** Paths of the extra containers of a component. */
function extraContainers(values: JsonObject, { path }: ComponentBlock): string[] {
  return ['extraContainers', 'extraInitContainers'].flatMap((key) =>
    list(values, `${path}.${key}`).map((_, index) => `${path}.${key}.${index}`),
  );
}

/** Paths of the containers of all components. */
function containers(values: JsonObject): string[] {
  return COMPONENT_BLOCKS.flatMap((block) => [block.path, ...extraContainers(values, block)]);
}

function ownVolumes({ mounts }: ComponentBlock): string[] {
  return mounts.map(({ volume }) => volume);
}

function ownContainers({ name }: ComponentBlock): string[] {
  return [name, INIT_CONTAINER];
}

const lists: Rule[] = [
  {
    id: 'duplicate-item',
    sentence:
      'must differ from the other items and from what the component has itself, since Kubernetes refuses two of one name: rename it',
    broken: (values) =>
      COMPONENT_BLOCKS.flatMap((block) => [
        ...UNIQUE.flatMap((unique) => duplicates(values, block.path, unique, unique.ours?.(block))),
        ...extraContainers(values, block).flatMap((path) =>
          UNIQUE_IN_CONTAINER.flatMap((unique) => duplicates(values, path, unique)),
        ),
      ]),
  },
  {
    id: 'env-value-twice',
    sentence: 'a variable has a value or valueFrom, not both',
    broken: (values) =>
      COMPONENT_BLOCKS.flatMap((block) =>
        [`${block.path}.extraEnv`, ...extraContainers(values, block).map((path) => `${path}.env`)].flatMap((path) =>
          list(values, path).flatMap((item, index) =>
            when(textAt(item, 'value') !== '' && isObject(getAt(item, ['valueFrom'])), `${path}.${index}.valueFrom`),
          ),
        ),
      ),
  },
  {
    id: 'container-twice',
    sentence: 'an init container and a container may not have the same name: rename one of them',
    broken: (values) =>
      COMPONENT_BLOCKS.flatMap(({ path }) => {
        const names = list(values, `${path}.extraContainers`).map((item) => textAt(item, 'name'));
        return list(values, `${path}.extraInitContainers`).flatMap((item, index) =>
          when(names.includes(textAt(item, 'name')), `${path}.extraInitContainers.${index}.name`),
        );
      }),
  },
  {
    id: 'volume-missing',
    sentence: 'mounts a volume that the component does not have: add it to extraVolumes',
    broken: (values) =>
      COMPONENT_BLOCKS.flatMap((block) => {
        const volumes = [
          ...ownVolumes(block),
          ...list(values, `${block.path}.extraVolumes`).map((item) => textAt(item, 'name')),
        ];
        const containers = extraContainers(values, block).map((path) => `${path}.volumeMounts`);
        return [`${block.path}.extraVolumeMounts`, ...containers].flatMap((mounts) =>
          list(values, mounts).flatMap((item, index) =>
            when(!volumes.includes(textAt(item, 'name')), `${mounts}.${index}.name`),
          ),
        );
      }),
  },
];

function duplicates(values: JsonObject, path: string, unique: UniqueList, ours: string[] = []): string[] {
  const seen = new Set(ours);
  return list(values, `${path}.${unique.list}`).flatMap((item, index) => {
    const id = unique.keys.map((key) => textAt(item, key) || (FIELD_DEFAULTS[key] ?? '')).join(' ');
    const isNew = !seen.has(id);
    seen.add(id);
    return when(!isNew, `${path}.${unique.list}.${index}.${unique.keys[0]}`);
  });
}

/** Names of the Services that are always called alike. */
const SERVICES = [
  'be-private-svc',
  'be-private-lb',
  'be-public-svc',
  'be-public-lb',
  'fe-gui-svc',
  'fe-gui-lb',
  'be-tms-lb',
  'fe-tms-gui-svc',
  'fe-tms-gui-lb',
];

/** What the program may reduce a tenant's name to: letters only. Two tenants may not become one. */
const reduced = (name: string): string => name.replace(/[^a-z]/g, '');

const tenantNames = (values: JsonObject): string[] => list(values, 'tenants').map((tenant) => textAt(tenant, 'name'));

/** Places of the tenants for which a condition holds. */
function tenants(values: JsonObject, isBroken: (tenant: JsonObject, index: number) => boolean, suffix = ''): string[] {
  return list(values, 'tenants').flatMap((tenant, index) =>
    when(isBroken(tenant as JsonObject, index), `tenants.${index}${suffix}`),
  );
}

/** The host of a URL, in lower case. */
const hostOf = (url: string): string => url.toLowerCase().replace(/^https?:\/\/(?:[^/?#]*@)?([^/?#:]*).*$/, '$1');

/** How many passwords are given for a tenant. */
const passwords = (tenant: JsonObject): number =>
  ['password', 'passwordFrom.name'].filter((path) => textAt(tenant, path) !== '').length;

const tenancy: Rule[] = [
  {
    id: 'tenants-multi-tenant',
    sentence: 'tenants need multi-tenancy: set config.multiTenant.multi to "yes"',
    broken: (values) => when(list(values, 'tenants').length > 0 && !isMultiTenant(values), 'tenants'),
  },
  {
    id: 'tenants-private-api',
    sentence: 'tenants are installed through the private API: enable api.private',
    broken: (values) => when(list(values, 'tenants').length > 0 && !isDeployed(values, 'api.private'), 'tenants'),
  },
  {
    id: 'tenant-password',
    sentence: 'a tenant needs a password: set password, or passwordFrom.name and .key',
    // The program drops a newline at the end.
    broken: (values) =>
      tenants(values, (tenant) => passwords(tenant) === 0 || /^\r?\n$/.test(textAt(tenant, 'password'))),
  },
  {
    id: 'tenant-password-twice',
    sentence: 'a tenant has one password: remove password or passwordFrom',
    broken: (values) => tenants(values, (tenant) => passwords(tenant) === 2),
  },
  {
    id: 'tenant-twice',
    sentence:
      'another tenant has this name, or one that differs only in digits and hyphens, which the program may drop: rename one of them',
    broken: (values) => {
      const all = tenantNames(values).map(reduced);
      const first = new Map([...all.entries()].reverse().map(([index, name]) => [name, index]));
      return tenants(values, (_tenant, index) => first.get(all[index])! < index, '.name');
    },
  },
  {
    id: 'tenant-host',
    sentence:
      'another component has this host, so that no tenant may be called like its first label: rename the tenant',
    broken: (values) => {
      const domain = tenantDomain(values);
      const hosts = routesOf(values).flatMap((route) => [
        ...(route.ingress ? route.hosts : []),
        ...(route.httpRoute ? route.hostnames : []),
      ]);
      hosts.push(hostOf(textAt(values, 'tmsApi.url')));
      return tenants(values, (tenant) => hosts.includes(`${textAt(tenant, 'name')}.${domain}`), '.name');
    },
  },
  {
    id: 'seed-deadline',
    sentence:
      'the tenant Job may not be ended while it still waits: set activeDeadlineSeconds to timeoutSeconds or more',
    broken: (values) =>
      when(exceeds(values, 'seed.timeoutSeconds', 'seed.activeDeadlineSeconds'), 'seed.activeDeadlineSeconds'),
  },
  {
    id: 'tenant-hyphen',
    severity: 'warning',
    sentence: 'some versions of the program drop digits and hyphens from the names of tenants: letters alone are safe',
    broken: (values) =>
      tenants(values, (tenant) => reduced(textAt(tenant, 'name')) !== textAt(tenant, 'name'), '.name'),
  },
];

/** Whether the tenant Job is made. */
const isSeeded = (values: JsonObject): boolean =>
  isMultiTenant(values) && getAt(values, ['seed', 'enabled']) === true && list(values, 'tenants').length > 0;

const names: Rule[] = [
  {
    id: 'service-account-twice',
    sentence:
      'another component makes a ServiceAccount of this name: let one component create it, and the others only name it',
    broken: (values) => {
      const makers = COMPONENT_BLOCKS.filter(({ path }) => isDeployed(values, path));
      const accounts = [...makers, ...(isSeeded(values) ? [{ path: 'seed', name: 'tenant-seed' }] : [])].filter(
        ({ path }) => getAt(values, [...splitPath(path), 'serviceAccount', 'create']) === true,
      );
      const seen = new Set<string>();
      return accounts.flatMap(({ path, name }) => {
        const account = textAt(values, `${path}.serviceAccount.name`) || objectName(values, name);
        const isNew = !seen.has(account);
        seen.add(account);
        return when(!isNew, `${path}.serviceAccount.name`);
      });
    },
  },
  {
    id: 'service-name',
    sentence: 'another component has a Service of this name: choose another',
    broken: (values) =>
      when(isDeployed(values, 'tms.docker') && SERVICES.includes(textAt(values, TMS_SERVICE)), TMS_SERVICE),
  },
  {
    id: 'service-name-length',
    sentence:
      'together with fullnameOverride this name has more than the 63 characters that a Service may have: shorten one of them',
    broken: (values) =>
      when(
        isDeployed(values, 'tms.docker') && objectName(values, textAt(values, TMS_SERVICE)).length > 63,
        TMS_SERVICE,
      ),
  },
];

const TMS_SERVICE = 'tms.docker.service.name';

function objectName(values: JsonObject, name: string): string {
  const prefix = textAt(values, 'fullnameOverride');
  return prefix ? `${prefix}-${name}` : name;
}

const routing: Rule[] = [
  {
    id: 'ingress-host',
    sentence: 'an Ingress needs a host: set ingress.host',
    broken: (values) =>
      routesOf(values)
        .filter((route) => route.ingress && route.hosts.length === 0)
        .map((route) => `${route.path}.ingress.host`),
  },
  {
    id: 'route-parent',
    sentence: 'an HTTPRoute needs a Gateway: set parentRefs, or gateway.enabled',
    broken: (values) =>
      routesOf(values)
        .filter((route) => route.httpRoute && route.parents.length === 0)
        .map((route) => `${route.path}.httpRoute.parentRefs`),
  },
  {
    id: 'gateway-class',
    sentence: 'a Gateway needs gateway.className',
    broken: (values) =>
      when(isEnabled(values, 'gateway') && textAt(values, 'gateway.className') === '', 'gateway.className'),
  },
  {
    id: 'gateway-routes',
    sentence: 'a Gateway needs a route to carry: enable httpRoute of a component, without parentRefs',
    broken: (values) =>
      when(isEnabled(values, 'gateway') && listenerPorts(values, routesOf(values)).length === 0, 'gateway.enabled'),
  },
  {
    id: 'route-conflict',
    sentence:
      'another component has the same host and path, so that chance would decide which one answers: change one of them',
    broken: (values) => conflictingRoutes(values),
  },
];

export const RULES: readonly Rule[] = [
  ...multiTenancy,
  ...secrets,
  ...workloads,
  ...texts,
  ...lists,
  ...names,
  ...routing,
  ...tenancy,
];

/** Checks resolved values. */
export function brokenRules(values: JsonObject, given: JsonObject): Diagnostic[] {
  return RULES.flatMap((rule) =>
    rule.broken(values, given).map((path) => ({
      severity: rule.severity ?? 'error',
      rule: rule.id,
      path: toKeyPath(path),
      message: rule.sentence,
    })),
  );
}

function toKeyPath(path: string): KeyPath {
  return splitPath(path).map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));
}
