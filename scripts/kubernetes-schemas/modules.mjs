// Files of Go modules.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Directory of a module's sources, downloaded if need be. */
export function moduleDirectory(module) {
  // Outside this repository, so that no go.mod above it takes part.
  const output = execFileSync('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), encoding: 'utf8' });
  return JSON.parse(output).Dir;
}

export function readJson(directory, ...path) {
  return JSON.parse(readFileSync(join(directory, ...path), 'utf8'));
}

/** The OpenAPI v3 document of a group version, such as `api__v1` or `apis__apps__v1`. */
export function openApi(kubernetes, groupVersion) {
  return readJson(kubernetes, 'api', 'openapi-spec', 'v3', `${groupVersion}_openapi.json`);
}

/** A CustomResourceDefinition. */
export function readCrd(directory, ...path) {
  return parse(readFileSync(join(directory, ...path), 'utf8'));
}

/** The OpenAPI v3 schema of one version of a CustomResourceDefinition. */
export function crdSchema(crd, version) {
  return crd.spec.versions.find(({ name }) => name === version).schema.openAPIV3Schema;
}

/** A deep copy with the keys of every object in order. */
export function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, child]) => [key, sorted(child)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
