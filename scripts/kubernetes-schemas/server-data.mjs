// What a Kubernetes API server tells its clients about the kinds that the charts use: resources and types.
import { FIELD_KEYWORDS, FIELD_TYPES, OBJECT_FIELD_TYPES, OBJECT_KEYWORDS, REQUIRED, SCALARS } from './constraints.mjs';
import { crdSchema, openApi, readCrd, readJson, sorted } from './modules.mjs';

const KINDS = {
  v1: ['ConfigMap', 'Namespace', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['Deployment'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
};

const GATEWAY_CRDS = ['gateway.networking.k8s.io_gateways.yaml', 'gateway.networking.k8s.io_httproutes.yaml'];
const KEDA_CRDS = ['keda.sh_scaledobjects.yaml', 'keda.sh_triggerauthentications.yaml'];

const TYPE_PREFIX = '#/components/schemas/';
const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const DROPPED_KEYWORDS = [
  'description',
  'discriminator',
  'externalDocs',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
  'x-kubernetes-validations',
];

/** File name to content. */
export function buildServerData({ kubernetes, kubernetesVersion, gatewayApi, keda }) {
  const custom = [
    ...GATEWAY_CRDS.map((file) => customKind(readCrd(gatewayApi, 'config', 'crd', 'standard', file), 'v1')),
    ...KEDA_CRDS.map((file) => customKind(readCrd(keda, 'config', 'crd', 'bases', file), 'v1alpha1')),
  ];
  const builtIn = Object.entries(KINDS).flatMap(([apiVersion, kinds]) => builtInKinds(kubernetes, apiVersion, kinds));
  const types = Object.assign({}, ...[...builtIn, ...custom].map((kind) => kind.types));
  const resources = [...builtIn, ...custom].map((kind) => kind.resource);
  return {
    'constraints.json': sorted(constraints(types)),
    'resources.json': { kubernetesVersion, resources: sorted(resources) },
    'types.json': sorted(types),
  };
}

/** What the server checks beyond the types. */
function constraints(types) {
  const result = {
    fields: { ...FIELD_KEYWORDS, ...OBJECT_KEYWORDS },
    fieldTypes: { ...FIELD_TYPES, ...OBJECT_FIELD_TYPES },
    required: REQUIRED,
    scalars: SCALARS,
  };
  const fields = new Set(Object.entries(types).flatMap(([name, type]) => fieldNames(shortName(name), type)));
  const unknown = Object.keys({ ...result.fields, ...result.fieldTypes }).filter((key) => !fields.has(fieldOf(key)));
  if (unknown.length) throw new Error(`no such fields: ${unknown.join(', ')}`);
  return result;
}

function fieldNames(typeName, type) {
  return [typeName, ...Object.keys(type.properties ?? {}).map((field) => `${typeName}.${field}`)];
}

function fieldOf(key) {
  return key.replace(/(\[\]|\{\})$/, '');
}

function shortName(fullName) {
  return fullName.split('.').at(-1);
}

function builtInKinds(kubernetes, apiVersion, kinds) {
  const groupVersion = (apiVersion === 'v1' ? 'api/v1' : `apis/${apiVersion}`).replaceAll('/', '__');
  const { resources } = readJson(kubernetes, 'api', 'discovery', `${groupVersion}.json`);
  const schemas = openApi(kubernetes, groupVersion).components.schemas;
  return kinds.map((kind) => {
    const resource = resources.find(({ name, kind: other }) => other === kind && !name.includes('/'));
    const root = Object.keys(schemas).find((name) => isKind(schemas[name], apiVersion, kind));
    return { resource: describe(apiVersion, resource, root), types: closure(schemas, root) };
  });
}

function isKind(schema, apiVersion, kind) {
  const names = schema['x-kubernetes-group-version-kind'] ?? [];
  return names.some((name) => name.kind === kind && (name.group ? `${name.group}/` : '') + name.version === apiVersion);
}

function describe(apiVersion, { kind, name, singularName, shortNames = [], namespaced, verbs }, type) {
  return { apiVersion, kind, name, singularName, shortNames, namespaced, verbs, type };
}

/** A type and all that it refers to, without what is said in words only. */
function closure(schemas, root, types = {}) {
  if (types[root]) return types;
  types[root] = simplify(schemas[root]);
  for (const name of references(types[root])) closure(schemas, name, types);
  return types;
}

function references(schema) {
  const refs = JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return new Set([...refs].map((match) => match[1]));
}

function simplify(schema) {
  if (schema.allOf?.[0].$ref) return schema.allOf[0];
  const entries = Object.entries(schema)
    .filter(([keyword, value]) => !DROPPED_KEYWORDS.includes(keyword) && !isEmptyDefault(keyword, value))
    .map(([keyword, value]) => [keyword, simplifyKeyword(keyword, value)]);
  return Object.fromEntries(entries);
}

function isEmptyDefault(keyword, value) {
  return keyword === 'default' && (value === '' || JSON.stringify(value) === '{}');
}

function simplifyKeyword(keyword, value) {
  if (keyword === 'properties') {
    return Object.fromEntries(Object.entries(value).map(([field, schema]) => [field, simplify(schema)]));
  }
  if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf'].includes(keyword)) return value.map(simplify);
  return keyword === 'items' || (keyword === 'additionalProperties' && value !== true) || keyword === 'not'
    ? simplify(value)
    : value;
}

/** A CustomResourceDefinition as the server publishes it: with the fields that all objects have. */
function customKind(crd, version) {
  const { group, names, scope } = crd.spec;
  const type = `${group.split('.').reverse().join('.')}.${version}.${names.kind}`;
  const schema = simplify(crdSchema(crd, version));
  schema.properties.metadata = { $ref: TYPE_PREFIX + OBJECT_META };
  schema['x-kubernetes-group-version-kind'] = [{ group, kind: names.kind, version }];
  const resource = {
    kind: names.kind,
    name: names.plural,
    singularName: names.singular,
    shortNames: names.shortNames,
    namespaced: scope === 'Namespaced',
    verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
  };
  return { resource: describe(`${group}/${version}`, resource, type), types: { [type]: schema } };
}
