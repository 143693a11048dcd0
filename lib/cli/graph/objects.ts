import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { getAt, splitPath, textAt } from '../../json/tree';
import { maskedText } from '../diff/redact';

export type Manifest = JsonObject & { kind: string; metadata: JsonObject & { name: string } };

/** Variables of a container; a text is cut where it may hold a credential. */
export type Variables = ReadonlyMap<string, string>;

export interface Workload {
  readonly name: string;
  /** Name and tag of the image, without its registry. */
  readonly image: string;
  /** E.g. `2 pods`, or `2 to 5 pods`. */
  readonly size: string;
  readonly variables: Variables;
  readonly labels: JsonObject;
}

/** What leads from a host and paths to a Service. */
export interface Entry {
  readonly kind: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  readonly service: string;
}

const listAt = (root: Json | undefined, path: string): JsonObject[] => {
  const value = getAt(root, splitPath(path));
  return Array.isArray(value) ? value.filter(isObject) : [];
};

const textsAt = (root: Json | undefined, path: string): string[] => {
  const value = getAt(root, splitPath(path));
  return Array.isArray(value) ? value.map(String) : [];
};

export const ofKind = (objects: readonly Manifest[], ...kinds: string[]): Manifest[] =>
  objects.filter(({ kind }) => kinds.includes(kind));

export function workloadsOf(objects: readonly Manifest[]): Workload[] {
  return ofKind(objects, 'Deployment').map((object) => {
    const container = listAt(object, 'spec.template.spec.containers')[0];
    return {
      name: object.metadata.name,
      image: textAt(container, 'image').split('/').at(-1)!,
      size: sizeOf(object, objects),
      variables: variablesOf(container),
      labels: (getAt(object, splitPath('spec.template.metadata.labels')) ?? {}) as JsonObject,
    };
  });
}

export function variablesOf(container: JsonObject | undefined): Variables {
  const given = listAt(container, 'env').map(({ name, value }): [string, string] => [
    String(name),
    typeof value === 'string' ? maskedText(value) : 'from a Secret',
  ]);
  return new Map(given);
}

function sizeOf({ metadata, spec }: Manifest, objects: readonly Manifest[]): string {
  const scaler = ofKind(objects, 'HorizontalPodAutoscaler', 'ScaledObject').find(
    (object) => textAt(object, 'spec.scaleTargetRef.name') === metadata.name,
  );
  const count = textAt(spec, 'replicas') || '1';
  if (!scaler) return `${count} ${count === '1' ? 'pod' : 'pods'}`;
  const bound = (hpa: string, keda: string, fallback: string): string =>
    textAt(scaler, `spec.${hpa}`) || textAt(scaler, `spec.${keda}`) || fallback;
  return `${bound('minReplicas', 'minReplicaCount', '1')} to ${bound('maxReplicas', 'maxReplicaCount', '…')} pods`;
}

/** The workload that a Service selects. */
export function behind(service: string, objects: readonly Manifest[], workloads: readonly Workload[]): string {
  const found = ofKind(objects, 'Service').find(({ metadata }) => metadata.name === service);
  const selector = Object.entries((getAt(found, ['spec', 'selector']) ?? {}) as JsonObject);
  const isSelected = ({ labels }: Workload): boolean => selector.every(([key, value]) => labels[key] === value);
  return (selector.length > 0 && workloads.find(isSelected)?.name) || service;
}

/** Ingresses, HTTPRoutes and load balancers. */
export function entriesOf(objects: readonly Manifest[]): Entry[] {
  return objects.flatMap((object) => {
    if (object.kind === 'Ingress') return ingressEntry(object);
    if (object.kind === 'HTTPRoute') return routeEntry(object);
    if (textAt(object, 'spec.type') !== 'LoadBalancer') return [];
    const { name } = object.metadata;
    const ports = listAt(object, 'spec.ports').map((port) => `port ${textAt(port, 'port')}`);
    return [{ kind: 'LoadBalancer', name, hosts: [], paths: ports, service: name }];
  });
}

function ingressEntry(object: Manifest): Entry[] {
  const rules = listAt(object, 'spec.rules');
  const paths = rules.flatMap((rule) => listAt(rule, 'http.paths'));
  if (paths.length === 0) return [];
  return [
    {
      kind: object.kind,
      name: object.metadata.name,
      hosts: rules.map(({ host }) => String(host ?? 'every host')),
      paths: unique(paths.map(({ path }) => String(path))),
      service: textAt(paths[0], 'backend.service.name'),
    },
  ];
}

function routeEntry(object: Manifest): Entry[] {
  // A redirect leads to no Service.
  const rules = listAt(object, 'spec.rules').filter((rule) => listAt(rule, 'backendRefs').length > 0);
  const hosts = textsAt(object, 'spec.hostnames');
  return rules.slice(0, 1).map((rule) => ({
    kind: object.kind,
    name: object.metadata.name,
    hosts: hosts.length > 0 ? hosts : ['every host'],
    paths: unique(listAt(rule, 'matches').map((match) => textAt(match, 'path.value'))),
    service: textAt(rule, 'backendRefs.0.name'),
  }));
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];

/** The container that installs tenants, and what the Job does about faults; undefined where there is no such Job. */
export function seedJobOf(
  objects: readonly Manifest[],
): { readonly name: string; readonly variables: Variables; readonly retries: string } | undefined {
  const job = ofKind(objects, 'Job').find((object) =>
    listAt(object, 'spec.template.spec.containers.0.env').some(({ name }) => name === 'SEED_MODE'),
  );
  if (!job) return undefined;
  const container = listAt(job, 'spec.template.spec.containers')[0];
  return { name: job.metadata.name, variables: variablesOf(container), retries: textAt(job, 'spec.backoffLimit') };
}
