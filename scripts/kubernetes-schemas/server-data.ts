// What a Kubernetes API server tells its clients about the kinds that the charts use: resources and types.
import { OBJECT_CONSTRAINTS } from '../../lib/values/kubernetes';
import { closure, simplify } from './closure';
import { crdSchema, openApi, readCrd, readJson, sorted } from './modules';
import { operatorKinds } from './operators';
import type { CustomResourceDefinition, OpenApiSchemas, Schema } from './schemas';

interface Sources {
  readonly kubernetes: string;
  readonly kubernetesVersion: string;
  readonly gatewayApi: string;
  readonly keda: string;
}

/** As the server's discovery describes it. */
interface Resource {
  readonly kind: string;
  readonly name: string;
  readonly singularName: string;
  readonly shortNames?: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

interface Kind {
  readonly resource: Resource & { readonly apiVersion: string; readonly type: string };
  readonly types: OpenApiSchemas;
}

const KINDS = {
  v1: ['ConfigMap', 'Namespace', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['Deployment'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
};

const GATEWAY_KINDS = { gateways: 'v1', httproutes: 'v1', referencegrants: 'v1beta1' };
const KEDA_CRDS = ['keda.sh_scaledobjects.yaml', 'keda.sh_triggerauthentications.yaml'];

const TYPE_PREFIX = '#/components/schemas/';
const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Content by path. */
export function buildServerData(sources: Sources): { [path: string]: unknown } {
  const { kubernetes, kubernetesVersion, gatewayApi, keda } = sources;
  const kinds = [
    ...Object.entries(KINDS).flatMap(([apiVersion, names]) => builtInKinds(kubernetes, apiVersion, names)),
    ...Object.entries(GATEWAY_KINDS).map(([kind, version]) =>
      customKind(readCrd(gatewayApi, 'config', 'crd', 'standard', `gateway.networking.k8s.io_${kind}.yaml`), version),
    ),
    ...KEDA_CRDS.map((file) => customKind(readCrd(keda, 'config', 'crd', 'bases', file), 'v1alpha1')),
    ...operatorKinds().map(({ crd, version }) => customKind(crd, version)),
  ];
  const types = Object.assign({}, ...kinds.map((kind) => kind.types)) as OpenApiSchemas;
  return {
    'test/schemas/constraints.json': sorted(constraints(types)),
    'test/schemas/resources.json': { kubernetesVersion, resources: sorted(kinds.map(({ resource }) => resource)) },
    'test/schemas/types.json': sorted(types),
  };
}

/** What the server checks beyond the types. */
function constraints(types: OpenApiSchemas): unknown {
  const { fields, fieldTypes, required, definitions: scalars } = OBJECT_CONSTRAINTS;
  const known = new Set(Object.entries(types).flatMap(([name, type]) => fieldNames(shortName(name), type)));
  const unknown = Object.keys({ ...fields, ...fieldTypes }).filter((key) => !known.has(fieldOf(key)));
  if (unknown.length) throw new Error(`no such fields: ${unknown.join(', ')}`);
  return { fields, fieldTypes, required, scalars };
}

function fieldNames(typeName: string, type: Schema): string[] {
  return [typeName, ...Object.keys(type.properties ?? {}).map((field) => `${typeName}.${field}`)];
}

function fieldOf(key: string): string {
  return key.replace(/(\[\]|\{\})$/, '');
}

function shortName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

function builtInKinds(kubernetes: string, apiVersion: string, kinds: readonly string[]): Kind[] {
  const groupVersion = (apiVersion === 'v1' ? 'api/v1' : `apis/${apiVersion}`).replaceAll('/', '__');
  const discovery = readJson(kubernetes, 'api', 'discovery', `${groupVersion}.json`) as { resources: Resource[] };
  const schemas = openApi(kubernetes, groupVersion);
  return kinds.map((kind) => {
    const resource = discovery.resources.find(({ name, kind: other }) => other === kind && !name.includes('/'));
    const root = Object.keys(schemas).find((name) => isKind(schemas[name], apiVersion, kind));
    if (!resource || !root) throw new Error(`no such kind: ${apiVersion} ${kind}`);
    return { resource: describe(apiVersion, resource, root), types: closure(schemas, root) };
  });
}

function isKind(schema: Schema, apiVersion: string, kind: string): boolean {
  const names = schema['x-kubernetes-group-version-kind'] ?? [];
  return names.some((name) => name.kind === kind && (name.group ? `${name.group}/` : '') + name.version === apiVersion);
}

function describe(apiVersion: string, resource: Resource, type: string): Kind['resource'] {
  const { kind, name, singularName, shortNames = [], namespaced, verbs } = resource;
  return { apiVersion, kind, name, singularName, shortNames, namespaced, verbs, type };
}

/** A CustomResourceDefinition as the server publishes it: with the fields that all objects have. */
function customKind(crd: CustomResourceDefinition, version: string): Kind {
  const { group, names, scope } = crd.spec;
  const type = `${group.split('.').reverse().join('.')}.${version}.${names.kind}`;
  const schema = simplify(crdSchema(crd, version));
  const published: Schema = {
    ...schema,
    properties: { ...schema.properties, metadata: { $ref: TYPE_PREFIX + OBJECT_META } },
    'x-kubernetes-group-version-kind': [{ group, kind: names.kind, version }],
  };
  const resource = {
    kind: names.kind,
    name: names.plural,
    singularName: names.singular,
    shortNames: names.shortNames,
    namespaced: scope === 'Namespaced',
    verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
  };
  return { resource: describe(`${group}/${version}`, resource, type), types: { [type]: published } };
}
