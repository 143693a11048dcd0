import { isObject, type Json, type JsonObject } from '../../lib/json/json';
import { kubectl } from '../support/tools';
import { demandSuccess, type Workspace } from './workspace';

const KINDS = 'deployments,services,secrets,configmaps,ingresses,serviceaccounts,networkpolicies,poddisruptionbudgets';

/** What the server gives an object of its own accord, and what tells who made it. */
const OWN_METADATA = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'namespace',
  'selfLink',
];
const OWN_ANNOTATION = /^(meta\.helm\.sh|kubectl\.kubernetes\.io|deployment\.kubernetes\.io)\//;

interface Stored extends JsonObject {
  kind: string;
  metadata: JsonObject & { name: string };
}

/** The objects of a namespace by kind and name, but for the backends and what Kubernetes and Helm put there. */
export async function storedIn(workspace: Workspace): Promise<Map<string, JsonObject>> {
  const objects = await workspace.list<Stored>(KINDS);
  return byName(objects.filter((object) => !isForeign(object)));
}

function isForeign({ kind, type, metadata: { name } }: Stored): boolean {
  if (type === 'helm.sh/release.v1' || name === 'backends' || name === 'kube-root-ca.crt') return true;
  return kind === 'ServiceAccount' && name === 'default';
}

/** How the server would store these objects in an empty namespace. */
export async function wouldStore(workspace: Workspace, yaml: string): Promise<Map<string, JsonObject>> {
  const empty = `${workspace.namespace}-empty`;
  await workspace.addNamespace(empty);
  const args = ['--namespace', empty, 'create', '--dry-run=server', '-o', 'json', '-f', '-'];
  const { stdout } = demandSuccess(await workspace.execute(kubectl(), args, yaml));
  // One list, or documents one after another where each object is told by itself.
  const told = JSON.parse(`[${stdout.trim().replace(/\n\}\n\{\n/g, '\n},\n{\n')}]`) as (Stored | { items: Stored[] })[];
  return byName(told.flatMap((item) => ('items' in item ? (item.items as Stored[]) : [item])));
}

function isHookOrJob({ kind, metadata }: Stored): boolean {
  return kind === 'Job' || 'helm.sh/hook' in ((metadata.annotations ?? {}) as JsonObject);
}

function byName(objects: readonly Stored[]): Map<string, JsonObject> {
  const ours = objects.filter((object) => !isHookOrJob(object));
  return new Map(ours.map((object) => [`${object.kind} ${object.metadata.name}`, asWritten(object)]));
}

/** An object without what differs from one store of it to the next. */
function asWritten({ status: _, ...object }: Stored): JsonObject {
  const metadata: JsonObject = { ...object.metadata };
  for (const key of OWN_METADATA) delete metadata[key];
  metadata.labels = without(metadata.labels, (name) => name === 'app.kubernetes.io/managed-by');
  metadata.annotations = without(metadata.annotations, (name) => OWN_ANNOTATION.test(name));
  const spec = object.kind === 'Service' ? without(object.spec, (key) => /^clusterIPs?$/.test(key)) : object.spec;
  return { ...object, metadata, ...(spec === undefined ? {} : { spec }) };
}

function without(map: Json | undefined, isLeftOut: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries((map ?? {}) as JsonObject).filter(([key]) => !isLeftOut(key)));
}

/** Where two sets of objects differ, a place a line. No value is told: there are Secrets among them. */
export function differences(found: Map<string, JsonObject>, expected: Map<string, JsonObject>): string[] {
  const names = [...new Set([...found.keys(), ...expected.keys()])].sort();
  return names.flatMap((name) => {
    const [a, b] = [found.get(name), expected.get(name)];
    if (!a || !b) return [`${name} ${a ? 'is left over' : 'is missing'}`];
    return differingPaths(a, b).map((path) => `${name}: ${path}`);
  });
}

function differingPaths(a: Json | undefined, b: Json | undefined, path = ''): string[] {
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differingPaths(a[key], b[key], path ? `${path}.${key}` : key));
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((item, index) => differingPaths(item, b[index], `${path}[${index}]`));
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [path];
}
