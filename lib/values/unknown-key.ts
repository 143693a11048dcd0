import { closest } from '../json/closest';
import { formatPath, INVISIBLE, KEY_WITH_VALUE } from '../json/diagnostic';
import type { KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { JsonObject } from '../json/json';
import { VARIABLES } from '../plan/variables';
import { schemaAt } from './schema-words';

/** A longer list of keys would not be read. */
const MOST_KEYS = 30;

/** Names that Kubernetes or other charts have for keys of ours. */
const ALIASES: { readonly [key: string]: readonly string[] } = {
  env: ['extraEnv'],
  envFrom: ['extraEnvFrom'],
  volumes: ['extraVolumes'],
  volumeMounts: ['extraVolumeMounts'],
  initContainers: ['extraInitContainers'],
  containers: ['extraContainers'],
  sidecars: ['extraContainers'],
  replicaCount: ['replicas'],
  securityContext: ['podSecurityContext', 'containerSecurityContext'],
  ingressClassName: ['className'],
  gatewayClassName: ['className'],
  enabled: ['multi'],
  create: ['enabled'],
  hpa: ['autoscaling'],
  horizontalPodAutoscaler: ['autoscaling'],
  pdb: ['podDisruptionBudget'],
  disruptionBudget: ['podDisruptionBudget'],
  updateStrategy: ['strategy'],
  deploymentStrategy: ['strategy'],
  deploymentAnnotations: ['annotations'],
  deploymentLabels: ['labels'],
  spreadConstraints: ['topologySpreadConstraints'],
  podAffinityPreset: ['affinity'],
  podAntiAffinityPreset: ['affinity'],
  nodeAffinityPreset: ['nodeAffinity'],
  hostname: ['host'],
  hostnames: ['hosts'],
  extraHosts: ['hosts'],
  extraTls: ['tls'],
  extraDeploy: ['extraObjects'],
  extraManifests: ['extraObjects'],
  extraResources: ['extraObjects'],
  extraEnvVars: ['extraEnv'],
  environment: ['extraEnv'],
  name: ['secretName', 'claimName'],
};

/** Names that have no place here, and where to look. */
const NAMED: { readonly [key: string]: string } = {
  ...Object.fromEntries(
    ['existingSecret', 'existingSecretKey', 'existingSecretPasswordKey', 'secretKeyRef', 'secretRef', 'secretName'].map(
      (key) => [
        key,
        'refer to a Secret with valueFrom below secrets, as in secrets.redis.valueFrom.password.name and .key',
      ],
    ),
  ),
  ...Object.fromEntries(
    ['password', 'username', 'user', 'token', 'credentials', 'auth'].map((key) => [
      key,
      'credentials stand below secrets, such as secrets.redis.password, or as a reference in its valueFrom',
    ]),
  ),
  idleReplicaCount: 'KEDA keeps minReplicaCount pods where there is nothing to do',
  serviceMonitor: 'there is no ServiceMonitor: the program is asked for traces, see telemetry',
  image: 'each component has an image of its own, such as api.image; global.imageRegistry is the registry of all',
};

/** Says of a key that a map does not have what was meant instead. The key itself is not quoted: it may be a part of a secret. */
export function unknownKey(key: string, path: KeyPath, root: JsonObject): string {
  return misspelt(key) ?? named(key, path, root) ?? misplaced(key, path, root) ?? elsewhere(key, path, root);
}

/** What is wrong with the key whatever the keys here are. */
function misspelt(key: string): string | undefined {
  const [, , mark] = KEY_WITH_VALUE.exec(key) ?? [];
  if (mark === ':') return 'is not a known key; write a space after the colon';
  if (mark === '=') return 'is not a known key; write a colon and a space for the equals sign';
  if (COMMENT.test(key)) return 'is not a known key; a comment begins with #';
  const strange = strangeCharacter(key);
  if (strange) return `is not a known key; ${strange}`;
  if (/^[\w-]+(\.[\w-]+)+$/.test(key)) return 'is not a known key; write each part as a key of its own, indented';
  if (VARIABLE_NAMES.has(key))
    return `is not a known key; \`cdk8s-tracardi explain ${key}\` tells of which keys the variable of this name is made`;
  if (key === 'true' || key === 'false')
    return `is not a known key; YAML reads y, n, yes, no, on and off as true or false: write the key in quotes`;
  return undefined;
}

/** A character that one does not see, or takes for another; undefined where there is none. */
export function strangeCharacter(text: string): string | undefined {
  const [invisible] = text.match(INVISIBLE) ?? [];
  if (invisible !== undefined) {
    const code = invisible.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return isBlank(invisible)
      ? `it holds U+${code}, which is no blank to YAML: write a plain one`
      : `it holds U+${code}, which is invisible: delete it`;
  }
  if (/[‘’‚“”„«»]/.test(text)) return 'it holds a typographic quote: write " or \' instead, or remove it';
  if (/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/.test(text)) return 'it holds a dash that is no hyphen: write - instead';
  return undefined;
}

const isBlank = (sign: string): boolean => /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(sign);

const VARIABLE_NAMES = new Set(
  Object.values(VARIABLES)
    .flat()
    .map(({ name }) => name),
);

/** What begins a comment elsewhere and none in YAML. */
const COMMENT = /^(\/\/|\/\*|--\s|;)/;

/** Advice on names that other charts have; what our own keys here say goes first. */
function named(key: string, path: KeyPath, root: JsonObject): string | undefined {
  if (path[0] === 'apm') return 'is not a known key here; the settings of this worker stand below worker.apm';
  const aliases = Object.hasOwn(ALIASES, key) ? ALIASES[key].filter((name) => keysAt(path, root).includes(name)) : [];
  if (aliases.length > 0) return undefined;
  if (key === 'enabled') return `is not a known key here; ${switches(path, root)}`;
  if (key === 'secretKeyRef' && keysAt(path, root).join() === 'name,key')
    return 'is not a known key here; write its name and key in its place';
  if (path[0] === 'tenants' && path.length === 2 && /secret/i.test(key))
    return 'is not a known key here; refer to the Secret of the password with passwordFrom.name and .key';
  const isOurs = path.length > 0 && path[0] !== 'secrets' && key === 'image';
  return Object.hasOwn(NAMED, key) && path[0] !== 'tenants' && !isOurs
    ? `is not a known key here; ${NAMED[key]}`
    : undefined;
}

/** Where a part is switched on, or that it never is. */
function switches(path: KeyPath, root: JsonObject): string {
  const below = (place: KeyPath, depth: number): KeyPath[] =>
    keysAt(place, root).flatMap((key) => {
      const next = [...place, key];
      if (keysAt(next, root).includes('enabled')) return [[...next, 'enabled']];
      return depth > 1 ? below(next, depth - 1) : [];
    });
  if (/Probe$/.test(String(path.at(-1)))) return 'null in place of the map leaves the probe out';
  const places = path.length > 0 ? below(path, 2) : [];
  if (places.length === 0) return 'nothing here can be switched on or off';
  return `its switch is ${places.slice(0, 4).map(formatPath).join(' or ')}`;
}

/** A key that another map near has. */
function misplaced(key: string, path: KeyPath, root: JsonObject): string | undefined {
  const known = keysAt(path, root);
  const aliases = (Object.hasOwn(ALIASES, key) ? ALIASES[key] : []).filter((name) => known.includes(name));
  if (aliases.length > 0) return `is not a known key; did you mean ${aliases.join(' or ')}?`;
  if (path.length === 0 && key === 'sops') return 'is not a known key; decrypt the file first, as by `sops decrypt`';
  const ofComponents = keysAt(['api', 'private'], root);
  if (path.length === 0 && ofComponents.includes(key))
    return 'is not a known key here; it belongs into a component such as api.private';
  const meant = (Object.hasOwn(ALIASES, key) ? ALIASES[key] : []).filter((name) => ofComponents.includes(name));
  if (path.length === 0 && meant.length > 0)
    return `is not a known key here; write ${meant.join(' or ')} into a component such as api.private`;
  if (path.at(-1) === 'resources' && ['cpu', 'memory', 'ephemeral-storage'].includes(key))
    return 'is not a known key here; write it below limits or requests';
  if (path.length === 1 && path[0] === 'defaults' && keysAt(['api', 'public'], root).includes(key))
    return 'is not a known key here, since components have it each for itself; write it into a component such as api.private';
  const below = known.filter((name) => keysAt([...path, name], root).includes(key));
  if (below.length > 0) return `is not a known key here; it belongs into ${below.slice(0, 4).join(' or ')}`;
  const above = path.map((_, index) => path.slice(0, index)).reverse();
  const owner = above.find((place) => keysAt(place, root).includes(key));
  if (owner)
    return `is not a known key here; it belongs ${owner.length > 0 ? `into ${formatPath(owner)}` : 'to the top level'}`;
  return undefined;
}

function elsewhere(key: string, path: KeyPath, root: JsonObject): string {
  const known = keysAt(path, root);
  const guess = closest(key, known);
  if (guess) return `is not a known key; did you mean ${guess}?`;
  return `is not a known key; ${
    known.length <= MOST_KEYS
      ? `known here: ${known.join(', ') || 'none'}`
      : `\`cdk8s-tracardi explain${path.length > 0 ? ` ${formatPath(path)}` : ''}\` lists the keys`
  }`;
}

/** Keys of a map that do something here: the condition of a chart that contains this one is none. */
function keysAt(path: KeyPath, root: JsonObject): string[] {
  const { properties } = schemaAt(root, path);
  if (!isObject(properties)) return [];
  return Object.entries(properties as { [key: string]: JsonObject })
    .filter(([name, schema]) => !isDead(schema) && !(path.length === 0 && name === 'enabled'))
    .map(([name]) => name);
}

/** Whether a key is deprecated, or has nothing below it that is not. */
function isDead({ description, properties }: JsonObject): boolean {
  const below = isObject(properties) ? (Object.values(properties) as JsonObject[]) : [];
  return String(description).startsWith('Deprecated') || (below.length > 0 && below.every(isDead));
}
