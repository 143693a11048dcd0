import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { CHART, HELMS, template, Workspace } from './chart';

/** A keyword that Helm does not know it ignores, and lets all pass: the schema may only use what both Helms know. */

const workspace = new Workspace();
afterAll(() => workspace.remove());

const ABOUT_VALUES = ['$schema', 'title', 'description', '$comment', 'default', 'definitions', 'properties'];

/** A schema with the keyword, a value that it takes and one that it does not. */
const KEYWORDS: { readonly [keyword: string]: readonly [schema: JsonObject, fitting: Json, unfit: Json] } = {
  $ref: [{ $ref: '#/definitions/port' }, 1, 'a'],
  type: [{ type: ['string', 'null'] }, 'a', 1],
  enum: [{ enum: ['a', 'b'] }, 'a', 'c'],
  pattern: [{ pattern: '^a$' }, 'a', 'b'],
  minLength: [{ minLength: 2 }, 'ab', 'a'],
  maxLength: [{ maxLength: 1 }, 'é', 'ab'],
  minimum: [{ minimum: 2 }, 2, 1],
  maximum: [{ maximum: 2 }, 2, 3],
  items: [{ items: { type: 'string' } }, ['a'], [1]],
  minItems: [{ minItems: 1 }, ['a'], []],
  maxItems: [{ maxItems: 1 }, ['a'], ['a', 'b']],
  required: [{ required: ['a'] }, { a: 1 }, { b: 1 }],
  minProperties: [{ minProperties: 1 }, { a: 1 }, {}],
  maxProperties: [{ maxProperties: 1 }, { a: 1 }, { a: 1, b: 1 }],
  additionalProperties: [{ properties: { a: {} }, additionalProperties: false }, { a: 1 }, { b: 1 }],
  patternProperties: [{ patternProperties: { '^a': { type: 'string' } } }, { ab: 'a', b: 1 }, { ab: 1 }],
  allOf: [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, 1, 3],
  anyOf: [{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, 2, 1],
  oneOf: [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1 }, { a: 1, b: 1 }],
  not: [{ not: { enum: ['a'] } }, 'b', 'a'],
  if: [{ if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1, b: 1 }, { a: 1 }],
  then: [{ if: { required: ['a'] }, then: { required: ['b'] } }, { b: 1 }, { a: 1 }],
  else: [{ if: { required: ['a'] }, then: {}, else: { required: ['b'] } }, { a: 1 }, { c: 1 }],
};

const SCHEMAS = ['items', 'additionalProperties', 'not', 'if', 'then', 'else'];
const MAPS = ['properties', 'patternProperties', 'definitions'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];

function keywordsOf(schema: Json): Set<string> {
  if (!isObject(schema)) return new Set();
  const below = Object.entries(schema).flatMap(([keyword, value]): Json[] => {
    if (MAPS.includes(keyword)) return Object.values(value as JsonObject);
    if (LISTS.includes(keyword)) return value as Json[];
    return SCHEMAS.includes(keyword) ? [value] : [];
  });
  const own = Object.keys(schema).filter((keyword) => keyword !== 'format' || schema.format !== 'password');
  return new Set([...own, ...below.flatMap((inner) => [...keywordsOf(inner)])]);
}

test('the schema uses no other keywords', () => {
  const schema = JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')) as JsonObject;
  const known = [...ABOUT_VALUES, ...Object.keys(KEYWORDS)];
  expect([...keywordsOf(schema)].filter((keyword) => !known.includes(keyword))).toEqual([]);
});

describe.each(HELMS)('%s', (name, helm) => {
  test.each(Object.entries(KEYWORDS))('knows %s', (keyword, [schema, fitting, unfit]) => {
    const folder = `${name} ${keyword}`;
    const document = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { value: schema },
      definitions: { port: { type: 'integer' } },
    };
    workspace.write(JSON.stringify(document), `${folder}/values.schema.json`);
    const file = workspace.write('apiVersion: v2\nname: keywords\nversion: 1.0.0\n', `${folder}/Chart.yaml`);
    const statusOf = (value: Json): number =>
      template(helm, ['--set-json', `value=${JSON.stringify(value)}`], join(file, '..')).status;
    expect(statusOf(fitting)).toBe(0);
    expect(statusOf(unfit)).toBe(1);
  });
});
