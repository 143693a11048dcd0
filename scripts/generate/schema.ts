import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { DEPRECATED_KEYS, SCALAR_SECTION } from '../../lib/plan/deprecations';
import type { DeprecatedKey } from '../../lib/plan/deprecations';
import kubernetes from '../../lib/values/kubernetes.definitions.json';
import { yesNo } from '../../lib/values/nodes';
import type { KubernetesField, Leaf, Section, ValueNode } from '../../lib/values/nodes';
import { BASES, VALUES } from '../../lib/values/source';

const READ = kubernetes as unknown as { [name: string]: JsonObject };

/**
 * Types of maps of which one file gives some fields and a later one takes them back with null, which Kubernetes takes for not given.
 * Elsewhere fields go together, and one that is null would count as given.
 */
const NULLABLE = [
  'Affinity',
  'DeploymentStrategy',
  'Lifecycle',
  'PodSecurityContext',
  'ResourceRequirements',
  'SecurityContext',
];
const KUBERNETES = Object.fromEntries(
  Object.entries(READ).map(([name, schema]) => [name, NULLABLE.includes(name) ? withNulls(schema) : schema]),
);

/**
 * The JSON Schema (draft-07) of a values file after the defaults are merged in. Beside `$ref` draft-07 ignores all keywords: only
 * notes stand there.
 */
export function valuesSchema(): JsonObject {
  const definitions: { [name: string]: JsonObject } = {};
  const root = sectionSchema(VALUES, '', definitions);
  (root.properties as JsonObject).enabled = {
    type: ['boolean', 'null'],
    description: 'Condition under which a chart that contains this one installs it.',
  };
  root.patternProperties = { '^(x-|\\.)': { description: 'A holder of YAML anchors, which has no effect.' } };
  addKubernetes(root, definitions);
  for (const definition of Object.values({ ...definitions })) addKubernetes(definition, definitions);
  for (const definition of [root, ...Object.values(definitions)]) forbidReservedKeys(definition);
  const sorted = Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Values of Tracardi',
    ...root,
    definitions: sorted,
  };
}

/** Helm 3 prints `<<` bare and reads it back as a YAML merge; CDK8s takes maps with the others for no plain data. */
const RESERVED_KEYS = ['<<', 'constructor', '__proto__'];

const RESERVED_WORDS = `; ${RESERVED_KEYS.join(', ')} are reserved`;

const isMap = ({ type }: JsonObject): boolean => [type].flat().includes('object');

/** Where any key is allowed, the reserved ones are not. */
function forbidReservedKeys(schema: Json): void {
  if (Array.isArray(schema)) schema.forEach(forbidReservedKeys);
  if (!isObject(schema)) return;
  if (isObject(schema.additionalProperties) && isMap(schema)) {
    const { not = {}, ...rules } = (schema.propertyNames ?? { $comment: 'any key' }) as JsonObject & {
      not?: { enum?: Json[] };
    };
    schema.propertyNames = {
      ...rules,
      not: { enum: [...new Set([...(not.enum ?? []), ...RESERVED_KEYS])] },
      $comment: String(rules.$comment).replace(RESERVED_WORDS, '') + RESERVED_WORDS,
    };
  }
  Object.values(schema).forEach(forbidReservedKeys);
}

function nodeSchema(node: ValueNode, path: string, definitions: { [name: string]: JsonObject }): JsonObject {
  switch (node.kind) {
    case 'leaf':
      return leafSchema(node, path, definitions);
    case 'kubernetes':
      return { ...kubernetesSchema(node, path), ...notes(node) };
    case 'list':
      return {
        type: 'array',
        items: nodeSchema(node.items, `${path}[]`, definitions),
        description: node.description,
        default: node.default,
      };
    case 'section':
      return sharedOrOwn(node, path, definitions);
  }
}

function leafSchema(node: Leaf, path: string, definitions: { [name: string]: JsonObject }): JsonObject {
  const schema = takesNull(node, path) ? orNull(node.schema) : node.schema;
  if (!node.shared || path.includes('[]')) return { ...schema, ...notes(node) };
  const known = (definitions[node.shared] ??= structuredClone(schema));
  if (JSON.stringify(known) !== JSON.stringify(schema)) return { ...schema, ...notes(node) };
  return { $ref: `#/definitions/${node.shared}`, description: node.description, default: node.default };
}

function kubernetesSchema(node: KubernetesField, path: string): JsonObject {
  const reference: JsonObject = { $ref: `#/definitions/${node.definition}` };
  const list: JsonObject = { type: 'array', items: reference };
  if (takesNull(node, path)) return orNull(node.list ? list : KUBERNETES[node.definition]);
  return node.list ? list : reference;
}

const notes = (node: Exclude<ValueNode, Section>): JsonObject => ({
  description: node.description,
  default: node.default,
});

/**
 * Whether Helm may leave a null in place: values.yaml has no default for it to delete, or is that of an older chart, where the
 * default of a single value was null.
 */
function takesNull(node: Leaf | KubernetesField, path: string): boolean {
  if (path.includes('[]')) return node.optional === true && node.default === null;
  if (node.isLayered === true || insideAbsent(path)) return true;
  return node.kind === 'leaf' && !isMap(node.schema);
}

function orNull(schema: JsonObject): JsonObject {
  const types = [schema.type].flat();
  if (types.includes('null') || schema.type === undefined) return schema;
  const { enum: values, ...rest } = schema;
  return { ...rest, type: [...types, 'null'] as Json, ...(Array.isArray(values) ? { enum: [...values, null] } : {}) };
}

/** The same with null for each field of which no demand on several tells. */
function withNulls(schema: JsonObject): JsonObject {
  const { properties = {}, allOf = [] } = schema as { properties?: { [key: string]: JsonObject }; allOf?: Json };
  const demands = JSON.stringify(allOf);
  const nullable = Object.entries(properties).map(([key, field]): [string, JsonObject] => [
    key,
    demands.includes(`"${key}"`) ? field : orNull(inlined(field)),
  ]);
  return { ...schema, properties: Object.fromEntries(nullable) };
}

function inlined({ $ref, ...own }: JsonObject): JsonObject {
  return typeof $ref === 'string' ? { ...READ[$ref.split('/')[2]], ...own } : own;
}

/**
 * Sections of one name are described once. The name alone does not make them equal (defaults and deprecated keys differ),
 * so only what is equal but for descriptions and defaults is shared.
 */
function sharedOrOwn(node: Section, path: string, definitions: { [name: string]: JsonObject }): JsonObject {
  const own = sectionSchema(node, path, definitions);
  if (insideAbsent(path)) return orNull(own);
  if (!node.name || deprecatedBelow(path).length > 0) return own;
  const name = node.name.replace(/Values$/, '');
  const shared = withoutNotes(own) as JsonObject;
  if (definitions[name] && JSON.stringify(definitions[name]) !== JSON.stringify(shared)) return own;
  definitions[name] = shared;
  return { $ref: `#/definitions/${name}`, description: node.description };
}

function sectionSchema(node: Section, path: string, definitions: { [name: string]: JsonObject }): JsonObject {
  const base = node.base ? baseProperties(node.base, definitions) : {};
  const properties: JsonObject = {};
  for (const [key, child] of Object.entries(node.children)) {
    const own = nodeSchema(child, path ? `${path}.${key}` : key, definitions);
    const same = base[key] && JSON.stringify(withoutNotes(base[key])) === JSON.stringify(withoutNotes(own));
    properties[key] = same ? { $ref: `#/definitions/${baseName(node.base!)}/properties/${key}` } : own;
  }
  const schema: JsonObject = {
    type: 'object',
    description: node.description,
    properties,
    additionalProperties: node.open === true,
  };
  const required = node.required ?? requiredKeys(node, path);
  if (required.length > 0) schema.required = [...required];
  if (path === SCALAR_SECTION.path)
    Object.assign(schema, { ...yesNo('', 'no').schema, type: ['object', 'boolean', 'string'] });
  for (const key of deprecatedIn(path)) addDeprecated(properties, key, path, definitions);
  return schema;
}

const baseName = (struct: string): string => struct.replace(/Values$/, '');

/** The settings that all components have, described once; each block refers to them one by one, so that it can refuse other keys. */
function baseProperties(struct: string, definitions: { [name: string]: JsonObject }): JsonObject {
  const name = baseName(struct);
  const properties: JsonObject = {};
  for (const [key, child] of Object.entries(BASES[struct].children))
    properties[key] = nodeSchema(child, key, definitions);
  definitions[name] ??= { properties };
  return properties;
}

/** What is missing in values.yaml is there again by default; in an item of a list nothing is. */
function requiredKeys(node: Section, path: string): string[] {
  if (!path.includes('[]') || path.endsWith('[]')) return [];
  return Object.entries(node.children).flatMap(([key, child]) => (child.optional ? [] : [key]));
}

/** Sections such as telemetry have no defaults, so that Helm leaves a null in them in place. */
function insideAbsent(path: string): boolean {
  const top = VALUES.children[path.split('.')[0]];
  return top?.kind === 'section' && top.default === null;
}

function deprecatedBelow(path: string): DeprecatedKey[] {
  return DEPRECATED_KEYS.filter((key) => key.path.startsWith(`${path}.`));
}

/** Deprecated keys whose first part below `path` is not a key of ours. */
function deprecatedIn(path: string): DeprecatedKey[] {
  const start = path === '' ? '' : `${path}.`;
  const own = path === '' ? VALUES : sectionAt(path);
  return DEPRECATED_KEYS.filter(
    (key) => key.path.startsWith(start) && own && !own.children[key.path.slice(start.length).split('.')[0]],
  );
}

function sectionAt(path: string): Section | undefined {
  let node: ValueNode | undefined = VALUES;
  for (const key of path.split('.')) node = node?.kind === 'section' ? node.children[key] : undefined;
  return node?.kind === 'section' ? node : undefined;
}

export function nodeAt(path: string): ValueNode {
  let node: ValueNode = VALUES;
  for (const key of path.split('.')) {
    const next: ValueNode | undefined = node.kind === 'section' ? node.children[key] : undefined;
    if (!next) throw new Error(`no key ${path} in lib/values/source`);
    node = next;
  }
  return node;
}

function addDeprecated(
  properties: JsonObject,
  key: DeprecatedKey,
  path: string,
  definitions: { [name: string]: JsonObject },
): void {
  const keys = key.path.slice(path === '' ? 0 : path.length + 1).split('.');
  const last = keys.pop()!;
  let target = properties;
  for (const part of keys) {
    const section = (target[part] ??= {
      type: ['object', 'null'],
      properties: {},
      additionalProperties: false,
    }) as JsonObject;
    target = section.properties as JsonObject;
  }
  const schema = key.movedTo ? nodeSchema(nodeAt(key.movedTo), key.movedTo, definitions) : (key.schema ?? {});
  const note = key.movedTo ? `Deprecated: use ${key.movedTo}.` : `Deprecated, no effect: ${key.reason}.`;
  const { default: _default, ...rest } = schema;
  target[last] = { ...acceptingNull(rest, definitions), description: note };
}

/** A deprecated key is not in values.yaml, either. */
function acceptingNull({ $ref, ...own }: JsonObject, definitions: { [name: string]: JsonObject }): JsonObject {
  const schema = { ...(typeof $ref === 'string' ? referred($ref, definitions) : {}), ...own };
  return schema.type === undefined ? schema : orNull(schema);
}

function referred($ref: string, definitions: { [name: string]: JsonObject }): JsonObject {
  const name = $ref.split('/')[2];
  return definitions[name] ?? KUBERNETES[name];
}

/** Adds the Kubernetes definitions to which a schema refers, and those to which they refer. */
function addKubernetes(schema: Json, definitions: { [name: string]: JsonObject }): void {
  for (const name of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"/]+)["/]/g)) {
    if (definitions[name[1]]) continue;
    const definition = KUBERNETES[name[1]];
    if (!definition) throw new Error(`no definition ${name[1]}`);
    definitions[name[1]] = definition;
    addKubernetes(definition, definitions);
  }
}

function withoutNotes(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutNotes);
  if (typeof schema !== 'object' || schema === null) return schema;
  const isSchema = 'type' in schema || '$ref' in schema || 'enum' in schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !(isSchema && key === 'default'))
      .map(([key, value]) => [key, withoutNotes(value)]),
  );
}

/** Dotted paths of the settings that accept yes/no, on/off, true/false and booleans. */
export function yesNoPaths(node: ValueNode = VALUES, path = ''): string[] {
  if (node.kind === 'leaf') return node.shared === 'YesNo' ? [path] : [];
  if (node.kind !== 'section') return [];
  return Object.entries(node.children).flatMap(([key, child]) => yesNoPaths(child, path ? `${path}.${key}` : key));
}

/** Dotted paths of the maps of labels, or of annotations, that objects get. `defaults` is not among them, since it is below components. */
export function metadataMaps(suffix: RegExp, node: ValueNode = VALUES, path = ''): string[] {
  if (node.kind === 'leaf') return suffix.test(path) && isMap(node.schema) ? [path] : [];
  if (node.kind !== 'section' || path === 'defaults') return [];
  return Object.entries(node.children).flatMap(([key, child]) =>
    metadataMaps(suffix, child, path ? `${path}.${key}` : key),
  );
}

export const LABELS = /labels$/i;
export const ANNOTATIONS = /annotations$/i;
