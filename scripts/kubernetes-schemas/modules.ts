// Files of Go modules.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CustomResourceDefinition, OpenApiSchemas, Schema } from './schemas';

const CONTROLLER_GEN = 'sigs.k8s.io/controller-tools/cmd/controller-gen@v0.20.1';

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

/** The definition that controller-gen makes of the types in one folder of a module, for modules that ship none. */
export function generatedCrd(module: string, folder: string, file: string): CustomResourceDefinition {
  const copy = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    cpSync(moduleDirectory(module), copy, { recursive: true });
    // What Go downloads is not to be written to.
    chmodSync(copy, 0o755);
    for (const name of ['go.mod', 'go.sum']) chmodSync(join(copy, name), 0o644);
    const args = ['run', CONTROLLER_GEN, 'crd', `paths=./${folder}`, `output:crd:dir=${join(copy, 'crd')}`];
    const env = { ...process.env, GOFLAGS: '-mod=mod' };
    const { status, stderr } = spawnSync('go', args, { cwd: copy, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`controller-gen: ${stderr}`);
    return readCrd(copy, 'crd', file);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
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
