import type { Json, JsonObject } from '../json/json';
import { DNS_NAME, LABEL_KEY, LABEL_VALUE } from './kubernetes/patterns';

/**
 * The words in which the values tree is described (lib/values/source). One node is one key of a values file.
 * `npm run generate` turns the tree into the JSON Schema, values.yaml, the documentation and the TypeScript types.
 */
export type ValueNode = Leaf | Section | ListOf | KubernetesField;

interface NodeBase {
  /** One or two plain sentences: what the key means, its unit, what it becomes. */
  readonly description: string;
  /** Null in a values file takes the default away, and what it stands for is then left out of the objects. Otherwise null is the default. */
  readonly optional?: boolean;
  /** `defaults` may give it: values.yaml does not hold it, so that what a user gives a component is told from what the component has by itself. */
  readonly isLayered?: boolean;
  /** A valid value other than the default. The tests set it and expect an object to change. */
  readonly example?: Json;
}

export interface Leaf extends NodeBase {
  readonly kind: 'leaf';
  /** JSON Schema (draft-07) of the value. `$comment` says in words what a pattern allows. */
  readonly schema: JsonObject;
  readonly default: Json;
  /** Type in jsii-clean TypeScript. */
  readonly type: string;
  /** Name under which the schema is written once, for schemas that many keys have. */
  readonly shared?: string;
}

export interface Section extends NodeBase {
  readonly kind: 'section';
  readonly children: { readonly [key: string]: ValueNode };
  /** Name of the definition and the TypeScript struct that all uses share. @default - made from the path */
  readonly name?: string;
  /** Null: the section is absent unless the user writes it. @default - the children's defaults */
  readonly default?: null;
  /** The struct that this section's struct extends; its keys are spread in `children`. */
  readonly base?: string;
  /** Keys that an item of a list must have. @default - all that are not optional, in sections that have defaults */
  readonly required?: readonly string[];
  /** Keys that are not described are left alone. */
  readonly open?: boolean;
}

export interface ListOf extends NodeBase {
  readonly kind: 'list';
  readonly items: Section;
  readonly default: Json[];
}

/** A field that is handed to Kubernetes as it is, checked against the definition in the Kubernetes API. */
export interface KubernetesField extends NodeBase {
  readonly kind: 'kubernetes';
  readonly definition: string;
  readonly list: boolean;
  readonly default: Json;
}

type Options<T extends Json = Json> = { default: T; example?: Json; optional?: boolean };

function leaf(description: string, type: string, schema: JsonObject, options: Options): Leaf {
  return { kind: 'leaf', description, type, schema, ...options };
}

function shared(name: string, node: Leaf): Leaf {
  return { ...node, shared: name };
}

/** Free text; an empty default means "not set". */
export function text(description: string, options: Options<string> & { notEmpty?: boolean }): Leaf {
  const { notEmpty, ...rest } = options;
  const schema: JsonObject = notEmpty
    ? { type: 'string', minLength: 1, $comment: 'a text that is not empty' }
    : { type: 'string' };
  return leaf(description, 'string', schema, rest);
}

/** A secret's literal text. */
export function secretText(description: string, options: Options<string>): Leaf {
  return leaf(description, 'string', { type: 'string', format: 'password' }, options);
}

export function pattern(
  description: string,
  regex: string,
  allowed: string,
  options: Options & { max?: number },
): Leaf {
  const { max, ...rest } = options;
  const bound: JsonObject = max === undefined ? {} : { maxLength: max };
  return leaf(description, 'string', { type: 'string', pattern: regex, ...bound, $comment: allowed }, rest);
}

/** Names of Kubernetes objects (RFC 1123 subdomain); the empty text means "not set". */
export function objectName(
  description: string,
  options: { default?: string; example: string; optional?: boolean },
): Leaf {
  const allowed = 'the name of a Kubernetes object: lower-case letters, digits, "-" and ".", at most 253 characters';
  return shared('ObjectName', pattern(description, `^(${DNS_NAME})?$`, allowed, { default: '', ...options, max: 253 }));
}

export function integer(description: string, options: Options & { min?: number; max?: number }): Leaf {
  const { min = 0, max = 2147483647, ...rest } = options;
  const type = options.default === null ? ['integer', 'null'] : 'integer';
  return leaf(description, 'number', { type, minimum: min, maximum: max }, rest);
}

export function port(description: string, number: number): Leaf {
  return integer(description, { default: number, min: 1, max: 65535 });
}

export function bool(description: string, value: boolean): Leaf {
  return leaf(description, 'boolean', { type: 'boolean' }, { default: value });
}

/** A setting that the program reads as yes or no. YAML 1.1 reads a bare `yes` as true, so both are accepted and mean the same. */
export function yesNo(description: string, value: 'yes' | 'no'): Leaf {
  const schema = {
    type: ['boolean', 'string'],
    pattern: '^([Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$',
    $comment: 'yes or no (also true/false, on/off)',
  };
  return shared(
    'YesNo',
    leaf(description, 'boolean | string', schema, { default: value, example: value === 'yes' ? 'no' : 'yes' }),
  );
}

export function choice(description: string, values: string[], options: Options<string>): Leaf {
  return leaf(description, 'string', { type: 'string', enum: values }, options);
}

export function stringList(
  description: string,
  options: { default?: string[]; example: string[]; optional?: boolean; item?: JsonObject },
): Leaf {
  const { item = { type: 'string' }, ...rest } = options;
  return leaf(description, 'string[]', { type: 'array', items: item }, { default: [], optional: true, ...rest });
}

const LABEL_VALUE_WORDS = 'a label value: at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends';
/** Null takes back what a layer below has. */
const LABEL_VALUE_SCHEMA = {
  type: ['string', 'null'],
  maxLength: LABEL_VALUE.maxLength,
  pattern: LABEL_VALUE.pattern,
  $comment: LABEL_VALUE_WORDS,
};
const STRING_MAP = '{ [key: string]: string }';

export function labels(description: string, value: JsonObject = {}): Leaf {
  const schema = {
    type: 'object',
    propertyNames: { pattern: LABEL_KEY.pattern, $comment: 'a label key' },
    additionalProperties: LABEL_VALUE_SCHEMA,
  };
  return shared(
    'Labels',
    leaf(description, STRING_MAP, schema, { default: value, example: { team: 'cdp' }, optional: true }),
  );
}

export function labelValue(description: string, options: Options<string>): Leaf {
  return pattern(description, LABEL_VALUE.pattern, LABEL_VALUE_WORDS, { ...options, max: LABEL_VALUE.maxLength });
}

export function annotations(description: string, value: JsonObject = {}): Leaf {
  const schema = {
    type: 'object',
    propertyNames: { pattern: LABEL_KEY.pattern, $comment: 'an annotation key' },
    additionalProperties: { type: ['string', 'null'] },
  };
  const options = { default: value, example: { 'example.com/note': 'cdp' }, optional: true };
  return shared('Annotations', leaf(description, STRING_MAP, schema, options));
}

export function nodeSelector(description: string): Leaf {
  const schema = {
    type: 'object',
    propertyNames: { pattern: LABEL_KEY.pattern, $comment: 'a label key' },
    additionalProperties: LABEL_VALUE_SCHEMA,
  };
  return leaf(description, STRING_MAP, schema, {
    default: {},
    example: { 'kubernetes.io/os': 'linux' },
    optional: true,
  });
}

/** Any JSON Schema, for the few keys that fit none of the words above. */
export function custom(description: string, type: string, schema: JsonObject, options: Options): Leaf {
  return leaf(description, type, schema, options);
}

export function kubernetes(
  description: string,
  definition: string,
  options: Partial<Options> & { example: Json },
): KubernetesField {
  return { kind: 'kubernetes', description, definition, list: false, optional: true, default: {}, ...options };
}

export function kubernetesList(
  description: string,
  definition: string,
  options: Partial<Options> & { example: Json },
): KubernetesField {
  return { kind: 'kubernetes', description, definition, list: true, optional: true, default: [], ...options };
}

export function section(
  description: string,
  children: { readonly [key: string]: ValueNode },
  options: {
    name?: string;
    base?: string;
    required?: readonly string[];
    open?: boolean;
    optional?: boolean;
    default?: null;
  } = {},
): Section {
  return { kind: 'section', description, children, ...options };
}

export function listOf(
  description: string,
  items: Section,
  options: { default?: Json[]; example: Json; optional?: boolean },
): ListOf {
  return { kind: 'list', description, items, default: [], optional: true, ...options };
}
