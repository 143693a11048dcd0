import type { JsonObject } from '../../lib/json/json';
import kubernetes from '../../lib/values/kubernetes.definitions.json';
import type { Section, ValueNode } from '../../lib/values/nodes';
import { BASES, VALUES } from '../../lib/values/source';

const KUBERNETES = kubernetes as unknown as { [name: string]: JsonObject };
/** How a set of interfaces is written: for users, where every key may be left out, or for ourselves, with the defaults merged in. */
interface Flavour {
  readonly resolved: boolean;
  readonly interfaces: Map<string, string>;
}

/** The structs that users fill in. jsii-clean: camelCase readonly members, no unions of literals. */
export function publicTypes(): string {
  return render({ resolved: false, interfaces: new Map() });
}

/** The same tree after defaults, moved keys and yes/no spellings are settled. */
export function resolvedTypes(): string {
  return render({ resolved: true, interfaces: new Map() });
}

function render(flavour: Flavour): string {
  for (const [name, base] of Object.entries(BASES)) addInterface(name, base, flavour);
  addInterface('TracardiValues', { ...VALUES, base: 'PlatformValues' }, flavour);
  const sorted = [...flavour.interfaces].sort(([a], [b]) => (a < b ? -1 : 1));
  return `\n${sorted.map(([, text]) => text).join('\n\n')}\n`;
}

function addInterface(name: string, section: Section, flavour: Flavour): string {
  if (flavour.interfaces.has(name)) return name;
  flavour.interfaces.set(name, '');
  const inherited = section.base ? BASES[section.base].children : {};
  const members = Object.entries(section.children)
    .filter(([key]) => !(key in inherited))
    .map(([key, node]) => member(key, node, structName(name, key), flavour, section));
  const extension = section.base ? ` extends ${section.base}` : '';
  flavour.interfaces.set(
    name,
    `/** ${section.description} */\nexport interface ${name}${extension} {\n${members.join('\n')}\n}`,
  );
  return name;
}

function member(key: string, node: ValueNode, name: string, flavour: Flavour, parent: Section): string {
  const mayLack = parent.required
    ? !parent.required.includes(key)
    : !flavour.resolved || node.optional || parent.default === null || key === 'containerPort';
  return `${documentation(node, flavour)}  readonly ${key}${mayLack ? '?' : ''}: ${typeOf(node, name, flavour)};`;
}

function documentation(node: ValueNode, flavour: Flavour): string {
  if (flavour.resolved) return '';
  const value =
    node.kind === 'section'
      ? node.default === null
        ? 'none'
        : 'the defaults of its keys'
      : JSON.stringify(node.default);
  return `  /**\n   * ${node.description}\n   *\n   * @default ${value.replaceAll('*/', '*\\/')}\n   */\n`;
}

function typeOf(node: ValueNode, name: string, flavour: Flavour): string {
  switch (node.kind) {
    case 'section':
      return addInterface(node.name ?? name, node, flavour);
    case 'list':
      return `${addInterface(node.items.name ?? name, node.items, flavour)}[]`;
    case 'kubernetes':
      return kubernetesType(node.definition, flavour) + (node.list ? '[]' : '');
    case 'leaf':
      return flavour.resolved && isYesNo(node.schema) ? "'yes' | 'no'" : node.type;
  }
}

function isYesNo(schema: JsonObject): boolean {
  return String(schema.$comment ?? '').startsWith('yes or no');
}

/** `api.public.config` gives ApiPublicConfigValues. */
function structName(parent: string, key: string): string {
  const prefix = ['TracardiValues', 'PlatformValues'].includes(parent) ? '' : parent.replace(/Values$/, '');
  return `${prefix}${capital(key)}Values`;
}

const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);

/** A struct of our own for a Kubernetes type. */
function kubernetesType(definition: string, flavour: Flavour): string {
  const schema = KUBERNETES[definition];
  if (!schema.properties) return scalarType(schema);
  const name = `${structWord(definition)}Values`;
  if (flavour.interfaces.has(name)) return name;
  flavour.interfaces.set(name, '');
  const required = (schema.required ?? []) as string[];
  const members = Object.entries(schema.properties as { [key: string]: JsonObject }).map(([key, property]) => {
    const optional = required.includes(key) ? '' : '?';
    const doc = flavour.resolved
      ? ''
      : `  /** \`${key}\` of ${definition}, as the Kubernetes API has it.${optional ? ' @default - left out' : ''} */\n`;
    return `${doc}  readonly ${flavour.resolved ? key : jsiiName(key)}${optional}: ${propertyType(property, flavour)};`;
  });
  flavour.interfaces.set(
    name,
    `/** ${definition}, as the Kubernetes API has it. */\nexport interface ${name} {\n${members.join('\n')}\n}`,
  );
  return name;
}

/** IpBlock for IPBlock: what begins with I and a capital is no struct for jsii but an interface to implement. */
function structWord(definition: string): string {
  return definition.replace(/^I[A-Z]+(?=[A-Z][a-z])/, (letters) => letters[0] + letters.slice(1).toLowerCase());
}

/** jsii wants names whose words have one capital: hostIp for hostIP. */
function jsiiName(key: string): string {
  return key.replace(/[A-Z]{2,}(?=s?$)/, (letters) => letters[0] + letters.slice(1).toLowerCase());
}

/** Where the types spell a field otherwise than Kubernetes does. */
export interface Spelling {
  /** Keys of the values tree below which such fields are. */
  readonly below: string[];
  /** Kubernetes' name by ours. */
  readonly names: { [ours: string]: string };
  /** Fields with keys of the user's own. */
  readonly maps: string[];
}

export function spelling(): Spelling {
  const names = new Map<string, string>();
  const maps = new Set<string>();
  for (const { properties = {} } of Object.values(KUBERNETES) as { properties?: { [key: string]: JsonObject } }[]) {
    for (const [key, schema] of Object.entries(properties)) {
      if (jsiiName(key) !== key) names.set(jsiiName(key), key);
      if (schema.type === 'object' && schema.additionalProperties) maps.add(key);
    }
  }
  const below = Object.entries(BASES.WorkloadValues.children).filter(([, node]) => isRespelled(node));
  return { below: below.map(([key]) => key), names: Object.fromEntries(names), maps: [...maps].sort() };
}

function isRespelled(node: ValueNode): boolean {
  return node.kind === 'kubernetes' && definitionsOf(node.definition).some(hasRespelledKey);
}

function hasRespelledKey(definition: string): boolean {
  return Object.keys((KUBERNETES[definition].properties ?? {}) as JsonObject).some((key) => jsiiName(key) !== key);
}

/** A definition and all that it refers to. */
function definitionsOf(definition: string, found: string[] = []): string[] {
  if (found.includes(definition)) return found;
  found.push(definition);
  const references = JSON.stringify(KUBERNETES[definition]).matchAll(/"#\/definitions\/([^"]+)"/g);
  for (const [, reference] of references) definitionsOf(reference, found);
  return found;
}

function propertyType(schema: JsonObject, flavour: Flavour): string {
  if (typeof schema.$ref === 'string') return kubernetesType(schema.$ref.replace('#/definitions/', ''), flavour);
  if (schema.type === 'array') {
    const item = propertyType(schema.items as JsonObject, flavour);
    return item.includes(' ') ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === 'object') {
    const values = schema.additionalProperties;
    return typeof values === 'object' ? `{ [key: string]: ${propertyType(values as JsonObject, flavour)} }` : 'any';
  }
  return scalarType(schema);
}

const SCALARS: { readonly [type: string]: string } = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};

function scalarType({ type }: JsonObject): string {
  const types = [type].flat().map((name) => SCALARS[String(name)]);
  return types.includes(undefined as never) ? 'any' : [...new Set(types)].sort().reverse().join(' | ');
}
