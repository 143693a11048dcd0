import type { Json, JsonObject } from '../../json/json';

/** By `Type` or `Type.field`; `Type.field[]` are the items of a list, `Type.field{}` the values of a map. */
export interface KeywordTable {
  readonly [field: string]: JsonObject;
}

/** What the API server checks beyond its OpenAPI schemas (k8s.io/kubernetes/pkg/apis/*\/validation). */
export interface Constraints {
  /** Keywords to add to types and fields. */
  readonly fields: KeywordTable;
  /** Definitions that replace the OpenAPI ones or are added to them. */
  readonly definitions: KeywordTable;
  /** Fields whose OpenAPI type is wider than what the server takes: the definition that fits. */
  readonly fieldTypes: { readonly [field: string]: string };
  /** The only fields the server takes in a place where OpenAPI names the shared, wider type. */
  readonly onlyFields: { readonly [type: string]: string[] };
  /** Fields that OpenAPI calls optional, because Go cannot tell an empty text from none, and the server refuses empty. */
  readonly required: { readonly [type: string]: string[] };
}

export const NOT_NEGATIVE = { minimum: 0 };
export const POSITIVE = { minimum: 1 };
export const PORT = { minimum: 1, maximum: 65535 };
export const NOT_EMPTY = { minLength: 1 };
export const IP_PROTOCOL = { enum: ['TCP', 'UDP', 'SCTP'] };
export const PULL_POLICY = { enum: ['Always', 'IfNotPresent', 'Never'] };
export const RESTART_POLICY = { enum: ['Always', 'OnFailure', 'Never'] };

/** Demands on other fields where a field has one of the values. A violation that needs words has them in `$comment` of `then`. */
export function where(field: string, values: Json[], then: JsonObject): JsonObject {
  return { if: { required: [field], properties: { [field]: { enum: values } } }, then };
}

export function whereGiven(field: string, then: JsonObject): JsonObject {
  return { if: { required: [field] }, then };
}

/** A map that has these fields, whatever others it has. */
export function having(properties: JsonObject): JsonObject {
  return { required: Object.keys(properties), properties };
}

/** A map that has either field, not both. */
export function oneOf(...fields: string[]): JsonObject {
  return {
    oneOf: fields.map((field) => ({ required: [field] })),
    $comment: `a map with either ${fields.join(' or ')}`,
  };
}

/** A map that has one field, one of these. */
export function single(...fields: string[]): JsonObject {
  return {
    minProperties: 1,
    maxProperties: 1,
    $comment: `a map with exactly one of ${fields.slice(0, -1).join(', ')} and ${fields.at(-1)}`,
  };
}
