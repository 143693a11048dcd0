import { App } from 'cdk8s';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Diagnostic } from './json/diagnostic';
import { toYaml } from './manifests/manifest-yaml';
import { textAt } from './json/tree';
import type { ValuesSource } from './values-file';
import { TracardiChart } from './tracardi-chart';
import { isError } from './values/check';
import type { TenantValues } from './values/generated/resolved';
import { readChecked } from './values/read';

export interface Installation {
  readonly sources: readonly ValuesSource[];
  /** Name of the installation, as the release in Helm. */
  readonly release: string;
  readonly namespace: string;
}

export interface ObjectSynthesis {
  readonly diagnostics: Diagnostic[];
  /** Tenants that the Job among the objects installs; none where there is no such Job. */
  readonly tenants: readonly TenantValues[];
  /** Undefined where the values have errors. */
  readonly objects?: object[];
}

export interface Synthesis {
  readonly diagnostics: Diagnostic[];
  /** All objects as YAML; undefined where the values have errors. */
  readonly yaml?: string;
}

/** The manifests of an installation. Throws only for a fault of ours. */
export function synthesize(installation: Installation): Synthesis {
  const { diagnostics, objects } = synthesizeObjects(installation);
  return objects ? { diagnostics, yaml: toYaml(objects) } : { diagnostics };
}

/** The objects of an installation. Throws only for a fault of ours. */
export function synthesizeObjects({ sources, release, namespace }: Installation): ObjectSynthesis {
  const { values, resolved, diagnostics } = readChecked(sources);
  if (diagnostics.some(isError)) return { diagnostics, tenants: [] };
  const chart = new TracardiChart(new App(), release, { namespace, _checked: { user: values, resolved } });
  const installs = chart.tracardi.seedJob && textAt(resolved, 'seed.mode') === 'install';
  const tenants = installs ? (values.tenants as unknown as TenantValues[]) : [];
  return { diagnostics, tenants, objects: chart.toJson() as object[] };
}

const SUFFIX = '.k8s.yaml';

/** Node's own way to make the parents never ends where the system denies that the folder above exists, as below /proc. */
function makeFolder(folder: string): void {
  const parent = dirname(resolve(folder));
  if (!existsSync(parent)) makeFolder(parent);
  if (!existsSync(folder)) mkdirSync(folder);
}

/**
 * Makes a folder hold the manifests of one installation and no others. The file is renamed into place, so that an
 * interruption leaves the old one or the new one, never a part.
 */
export function writeManifests(folder: string, release: string, yaml: string): void {
  const name = release + SUFFIX;
  const temporary = join(folder, `.${name}.${process.pid}`);
  makeFolder(folder);
  try {
    writeFileSync(temporary, yaml);
    renameSync(temporary, join(folder, name));
  } finally {
    rmSync(temporary, { force: true });
  }
  for (const file of readdirSync(folder)) {
    if (file.endsWith(SUFFIX) && file !== name) rmSync(join(folder, file));
  }
}
