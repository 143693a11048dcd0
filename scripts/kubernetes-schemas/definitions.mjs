// Strict JSON Schema (draft-07) definitions of Kubernetes types, from OpenAPI v3.
import { FIELD_KEYWORDS, FIELD_TYPES, ONLY_FIELDS, PATTERN_WORDS, REQUIRED, SCALARS } from './constraints.mjs';
import { crdSchema, openApi, readCrd, sorted } from './modules.mjs';

const GROUP_VERSIONS = ['api__v1', 'apis__apps__v1', 'apis__autoscaling__v2', 'apis__networking.k8s.io__v1'];

/** The types that values hand over; the definitions hold these and all they refer to. */
const ROOTS = [
  'io.k8s.api.apps.v1.DeploymentStrategy',
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerBehavior',
  'io.k8s.api.autoscaling.v2.MetricSpec',
  'io.k8s.api.core.v1.Affinity',
  'io.k8s.api.core.v1.Container',
  'io.k8s.api.core.v1.EnvFromSource',
  'io.k8s.api.core.v1.EnvVar',
  'io.k8s.api.core.v1.HostAlias',
  'io.k8s.api.core.v1.Lifecycle',
  'io.k8s.api.core.v1.LocalObjectReference',
  'io.k8s.api.core.v1.PodDNSConfig',
  'io.k8s.api.core.v1.PodSecurityContext',
  'io.k8s.api.core.v1.Probe',
  'io.k8s.api.core.v1.ResourceRequirements',
  'io.k8s.api.core.v1.SecretKeySelector',
  'io.k8s.api.core.v1.SecurityContext',
  'io.k8s.api.core.v1.Toleration',
  'io.k8s.api.core.v1.TopologySpreadConstraint',
  'io.k8s.api.core.v1.Volume',
  'io.k8s.api.core.v1.VolumeMount',
  'io.k8s.api.networking.v1.IngressTLS',
  'io.k8s.api.networking.v1.NetworkPolicyEgressRule',
  'io.k8s.api.networking.v1.NetworkPolicyIngressRule',
  'io.k8s.api.networking.v1.NetworkPolicyPeer',
];

/** Names of the types that the Gateway API's CustomResourceDefinitions write out in place, by the field they are in. */
const GATEWAY_TYPES = {
  add: 'HTTPHeaderValue',
  backendRef: 'BackendObjectReference',
  cors: 'HTTPCORSFilter',
  extensionRef: 'ExtensionReference',
  fraction: 'Fraction',
  path: 'HTTPPathModifier',
  requestHeaderModifier: 'HTTPHeaderFilter',
  requestMirror: 'HTTPRequestMirrorFilter',
  requestRedirect: 'HTTPRequestRedirectFilter',
  responseHeaderModifier: 'HTTPHeaderFilter',
  set: 'HTTPHeaderValue',
  urlRewrite: 'HTTPURLRewriteFilter',
};

const KEPT_KEYWORDS = [
  'enum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'pattern',
  'type',
];

export function buildDefinitions({ kubernetes, gatewayApi }) {
  const schemas = Object.assign({}, ...GROUP_VERSIONS.map((name) => openApi(kubernetes, name).components.schemas));
  const builder = new Builder(schemas);
  builder.addScalars();
  for (const root of ROOTS) builder.reference(root);
  const crd = readCrd(gatewayApi, 'config', 'crd', 'standard', 'gateway.networking.k8s.io_httproutes.yaml');
  const { parentRefs, rules } = crdSchema(crd, 'v1').properties.spec.properties;
  builder.addInPlace('ParentReference', parentRefs.items);
  builder.addInPlace('HTTPRouteFilter', rules.items.properties.filters.items);
  builder.addInPlace('HTTPRouteTimeouts', rules.items.properties.timeouts);
  builder.checkTables();
  return sorted(builder.definitions);
}

class Builder {
  definitions = {};
  #used = new Set();
  #origins = {};

  constructor(schemas) {
    this.schemas = schemas;
  }

  addScalars() {
    Object.assign(this.definitions, structuredClone(SCALARS));
  }

  /** A reference to an OpenAPI type, which becomes a definition. */
  reference(fullName) {
    const name = fullName.split('.').at(-1);
    const origin = this.#origins[name] ?? fullName;
    if (origin !== fullName) throw new Error(`${origin} and ${fullName} would both be ${name}`);
    this.#origins[name] = fullName;
    if (!this.definitions[name]) this.#define(name, this.schemas[fullName], {});
    return refTo(name);
  }

  /** Adds a definition from a schema without references; `GATEWAY_TYPES` says which parts become definitions too. */
  addInPlace(name, schema) {
    const known = this.definitions[name];
    this.#define(name, schema, GATEWAY_TYPES);
    if (known && JSON.stringify(known) !== JSON.stringify(this.definitions[name])) {
      throw new Error(`two different types would both be ${name}`);
    }
  }

  /** A constraint that no field uses is a spelling mistake, or the API changed. */
  checkTables() {
    const unused = [FIELD_KEYWORDS, FIELD_TYPES, REQUIRED, ONLY_FIELDS]
      .flatMap(Object.keys)
      .filter((key) => !this.#used.has(key));
    if (unused.length) throw new Error(`no such fields: ${unused.join(', ')}`);
  }

  #define(name, schema, typeNames) {
    // Reserved first: types may refer to themselves.
    const definition = (this.definitions[name] = {});
    Object.assign(definition, this.#translate(this.#narrow(name, schema), name, typeNames));
    const required = [...(definition.required ?? []), ...(this.#lookUp(REQUIRED, name) ?? [])];
    if (required.length) definition.required = [...new Set(required)].sort();
  }

  #narrow(name, schema) {
    const fields = this.#lookUp(ONLY_FIELDS, name);
    if (!fields) return schema;
    return { ...schema, properties: Object.fromEntries(fields.map((field) => [field, schema.properties[field]])) };
  }

  /** `path` is `Definition` or `Definition.field`, with `[]` and `{}` for items and map values. */
  #translate(schema, path, typeNames) {
    const ref = schema.$ref ?? schema.allOf?.[0].$ref;
    if (ref) return this.reference(ref.split('/').at(-1));
    const result = { ...basics(schema), ...this.#lookUp(FIELD_KEYWORDS, path) };
    if (schema.required) result.required = schema.required;
    if (schema.items) result.items = this.#child(schema.items, `${path}[]`, typeNames);
    if (schema.properties) {
      result.additionalProperties = false;
      result.properties = this.#properties(schema.properties, path, typeNames);
    } else if (schema.additionalProperties) {
      result.additionalProperties = this.#child(schema.additionalProperties, `${path}{}`, typeNames);
    }
    return result;
  }

  #properties(properties, path, typeNames) {
    const entries = Object.entries(properties).map(([field, schema]) => {
      const type = this.#lookUp(FIELD_TYPES, `${path}.${field}`);
      return [field, type ? refTo(type) : this.#child(schema, `${path}.${field}`, typeNames)];
    });
    return Object.fromEntries(entries);
  }

  #child(schema, path, typeNames) {
    const field = path.split('.').at(-1).replace('[]', '');
    if (!schema.properties || !typeNames[field]) return this.#translate(schema, path, typeNames);
    this.addInPlace(typeNames[field], schema);
    return refTo(typeNames[field]);
  }

  #lookUp(table, key) {
    if (key in table) this.#used.add(key);
    return table[key];
  }
}

function refTo(name) {
  return { $ref: `#/definitions/${name}` };
}

/** Helm reads numbers of files as float64 and those of --set as int64: beyond these bounds they would differ. */
const BOUNDS = {
  int32: { minimum: -2147483648, maximum: 2147483647 },
  int64: { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
};

function basics(schema) {
  const bounds = BOUNDS[schema.format] ?? {};
  const kept = Object.fromEntries(Object.entries(schema).filter(([keyword]) => KEPT_KEYWORDS.includes(keyword)));
  return { ...bounds, ...kept, ...wordsFor(schema.pattern) };
}

function wordsFor(pattern) {
  if (!pattern) return {};
  if (!PATTERN_WORDS[pattern]) throw new Error(`no words for the pattern ${pattern}`);
  return { $comment: PATTERN_WORDS[pattern] };
}
