import { parseAllDocuments, parse } from 'yaml';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { getAt, setAt, splitPath } from '../../lib/json/tree';
import type { ValuesSource } from '../../lib/values-file';
import { synthesize } from '../../lib/synthesize';
import type { Diagnostic } from '../../lib/json/diagnostic';

export interface KubernetesObject extends JsonObject {
  apiVersion: string;
  kind: string;
  metadata: JsonObject & { name: string };
}

/** The objects of an installation made from values (YAML text, or what it holds). Fails on invalid values. */
export function objectsOf(...values: (string | object)[]): KubernetesObject[] {
  const { yaml, diagnostics } = synthesizeValues(...values);
  if (yaml === undefined)
    throw new Error(
      `invalid values:\n${diagnostics.map(({ path, message }) => `${path?.join('.')}: ${message}`).join('\n')}`,
    );
  return parseObjects(yaml);
}

export function synthesizeValues(...values: (string | object)[]): { yaml?: string; diagnostics: Diagnostic[] } {
  const sources = values.map((value, index): ValuesSource => ({
    kind: 'text',
    name: `${index}.yaml`,
    text: typeof value === 'string' ? value : asYaml(value),
  }));
  return synthesize({ sources, release: 'tracardi', namespace: 'default' });
}

/** JSON is YAML, but for the line separators, which YAML 1.1 takes for line ends. */
function asYaml(value: object): string {
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function parseObjects(yaml: string): KubernetesObject[] {
  return parseAllDocuments(yaml)
    .map((document) => document.toJS() as KubernetesObject)
    .filter(Boolean);
}

/** Errors and warnings as `path: rule`. */
export function problemsOf(...values: (string | object)[]): string[] {
  return synthesizeValues(...values)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ path = [], rule }) => `${path.join('.')}: ${rule}`);
}

export function findObject(objects: KubernetesObject[], kind: string, name: string): KubernetesObject | undefined {
  return objects.find((object) => object.kind === kind && object.metadata.name === name);
}

export function getObject(objects: KubernetesObject[], kind: string, name: string): KubernetesObject {
  const object = findObject(objects, kind, name);
  if (!object)
    throw new Error(
      `no ${kind} ${name} among ${objects.map((other) => `${other.kind} ${other.metadata.name}`).join(', ')}`,
    );
  return object;
}

export interface Container extends JsonObject {
  name: string;
  env: EnvEntry[];
}

export type EnvEntry = JsonObject & {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
};

export function podSpec(
  objects: KubernetesObject[],
  deployment: string,
): JsonObject & { containers: Container[]; initContainers?: Container[] } {
  return getAt(getObject(objects, 'Deployment', deployment), ['spec', 'template', 'spec']) as never;
}

/** The main container of a Deployment. */
export function mainContainer(objects: KubernetesObject[], deployment: string): Container {
  return podSpec(objects, deployment).containers[0];
}

export function envOf(
  objects: KubernetesObject[],
  deployment: string,
): { [name: string]: string | { name: string; key: string } } {
  const { env = [] } = mainContainer(objects, deployment);
  return Object.fromEntries(env.map((entry) => [entry.name, entry.valueFrom?.secretKeyRef ?? entry.value ?? '']));
}

/** Every container of every pod, with the name of its Deployment. */
export function allContainers(objects: KubernetesObject[]): { deployment: string; container: Container }[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment')
    .flatMap((object) => {
      const spec = getAt(object, ['spec', 'template', 'spec']) as {
        containers: Container[];
        initContainers?: Container[];
      };
      return [...(spec.initContainers ?? []), ...spec.containers].map((container) => ({
        deployment: object.metadata.name,
        container,
      }));
    });
}

/** Deep merge for tests: maps merge, all else replaces. */
export function merge(...parts: object[]): JsonObject {
  return parts.reduce<JsonObject>((all, part) => mergeTwo(all, part as JsonObject), {});
}

function mergeTwo(a: JsonObject, b: JsonObject): JsonObject {
  const result: JsonObject = { ...a };
  for (const [key, value] of Object.entries(b))
    result[key] = isObject(value) && isObject(a[key]) ? mergeTwo(a[key], value) : value;
  return result;
}

export const yamlOf = (text: string): Json => parse(text) as Json;

/** What multi-tenancy needs. */
export const MULTI_TENANT = {
  config: { multiTenant: { multi: 'yes', domain: 'your-domain.com' } },
  secrets: {
    license: { licenseKey: 'license-text' },
    installation: { token: 'installation-text' },
    tms: { secretKey: 'signing-text', apiKey: 'api-text' },
  },
};

/** Every component is deployed. */
export const EVERYTHING = merge(MULTI_TENANT, {
  bridge: { queue: { docker: { enabled: true } } },
  worker: { collector: { enabled: true }, workflow: { enabled: true } },
});

/** Paths of all components, and of those that an Ingress or a route may lead to. */
export const COMPONENTS = [
  'api.private',
  'api.public',
  'tms.docker',
  'bridge.queue.docker',
  'worker.background',
  'worker.collector',
  'worker.workflow',
  'worker.upgrade.docker',
  'worker.apm.profile',
  'gui.console',
  'tmsGui.docker',
];
export const ROUTED = ['api.private', 'api.public', 'gui.console', 'tms.docker', 'tmsGui.docker'];

/** Values that give the same setting to several components. */
export function forEach(paths: readonly string[], key: string, value: Json): JsonObject {
  const values: JsonObject = {};
  for (const path of paths) setAt(values, [...splitPath(path), key], structuredClone(value));
  return values;
}

export const secretsGiven = {
  secrets: {
    redis: { password: 'p' },
    elastic: { password: 'p' },
    pulsar: { token: 't' },
    mysql: { username: 'u', password: 'p' },
    maxmind: { licenseKey: 'k', accountId: 'a' },
  },
};
