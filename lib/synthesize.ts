import { App } from 'cdk8s';
import type { Diagnostic } from './json/diagnostic';
import type { JsonObject } from './json/json';
import { toYaml } from './manifests/manifest-yaml';
import { textAt } from './json/tree';
import type { ValuesSource } from './values-file';
import { TracardiChart } from './tracardi-chart';
import { checkValues, isError } from './values/check';
import type { TenantValues } from './values/generated/resolved';
import { readChecked } from './values/read';

export interface Installation {
  readonly sources: readonly ValuesSource[];
  /** Name of the installation, as the release in Helm. */
  readonly release: string;
  /** @default - the objects name none, and go where they are applied to */
  readonly namespace?: string;
}

export interface ObjectSynthesis {
  readonly diagnostics: Diagnostic[];
  /** Tenants that the Job among the objects installs; none where there is no such Job. */
  readonly tenants: readonly TenantValues[];
  /** The user's values; undefined where they have errors. */
  readonly values?: JsonObject;
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
export function synthesizeObjects({ sources, ...place }: Installation): ObjectSynthesis {
  const { values, resolved, diagnostics } = readChecked(sources);
  if (diagnostics.some(isError)) return { diagnostics, tenants: [] };
  const chart = chartOf({ user: values, resolved }, place);
  const installs = chart.tracardi.seedJob && textAt(resolved, 'seed.mode') === 'install';
  const tenants = installs ? (values.tenants as unknown as TenantValues[]) : [];
  return { diagnostics, tenants, values, objects: objectsOf(chart) };
}

/** The objects of values that no file holds and that may break rules; undefined where they break them so that none can be made. */
export function objectsOfValues(values: JsonObject, place: Place): object[] | undefined {
  const { user, resolved, diagnostics } = checkValues(values);
  try {
    return objectsOf(chartOf({ user, resolved }, place));
  } catch (error) {
    if (diagnostics.some(isError)) return undefined;
    throw error;
  }
}

export type Place = Omit<Installation, 'sources'>;

const chartOf = (checked: { user: JsonObject; resolved: JsonObject }, { release, namespace }: Place): TracardiChart =>
  new TracardiChart(new App(), release, { namespace, _checked: checked });

const objectsOf = (chart: TracardiChart): object[] => chart.toJson() as object[];
