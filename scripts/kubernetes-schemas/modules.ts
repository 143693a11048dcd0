// Files of Go modules.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CustomResourceDefinition, OpenApiSchemas, Schema } from './schemas';

/** Directory of a module's sources, downloaded if need be. */
export function moduleDirectory(module: string): string {
  // Outside this repository, so that no go.mod above it takes part.
  const { error, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', module], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (error) throw new Error(`Go does not start (${error.message}): install it, or add its folder to PATH`);
  const { Dir, Error: reason } = (stdout ? JSON.parse(stdout) : {}) as { Dir?: string; Error?: string };
  if (!Dir) throw new Error(`${module} is not to be had: ${(reason ?? stderr).trim()}`);
  return Dir;
}

export function readJson(directory: string, ...path: string[]): unknown {
  return JSON.parse(readFileSync(join(directory, ...path), 'utf8'));
}

/** The types of a group version, such as `api__v1` or `apis__apps__v1`, by their full names. */
export function openApi(kubernetes: string, groupVersion: string): OpenApiSchemas {
  const path = ['api', 'openapi-spec', 'v3', `${groupVersion}_openapi.json`];
  return (readJson(kubernetes, ...path) as { components: { schemas: OpenApiSchemas } }).components.schemas;
}

export function readCrd(directory: string, ...path: string[]): CustomResourceDefinition {
  return parse(readFileSync(join(directory, ...path), 'utf8')) as CustomResourceDefinition;
}

/** The OpenAPI v3 schema of one version of a CustomResourceDefinition. */
export function crdSchema({ spec }: CustomResourceDefinition, version: string): Schema {
  const found = spec.versions.find(({ name }) => name === version);
  if (!found) throw new Error(`the CustomResourceDefinition of ${spec.names.kind} has no version ${version}`);
  return found.schema.openAPIV3Schema;
}

/** A deep copy with the keys of every object in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => [key, sorted(child)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
