import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { formatPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt } from '../json/tree';

/** A file that holds something else than values of this chart, or holds them further in. */
interface WrongFile {
  /** The keys at the root that go with it. */
  readonly keys: readonly string[];
  readonly message: string;
}

/** Rule of such files. */
export const WRONG_FILE = 'wrong-file';

/** What the values are as a whole, if they are no values of this chart; undefined where they may be. */
export function wrongFile(values: JsonObject, ownKeys: readonly string[]): Diagnostic | undefined {
  const found = manifest(values) ?? helmsOutput(values) ?? otherTool(values) ?? umbrella(values, ownKeys);
  return found && { severity: 'error', rule: WRONG_FILE, path: [found.keys[0]], message: found.message };
}

/** Errors of the schema without those that follow from a wrong file, which is told instead. */
export function withWrongFile(errors: Diagnostic[], values: JsonObject, ownKeys: readonly string[]): Diagnostic[] {
  const isUnknown = ({ rule, path = [] }: Diagnostic): boolean =>
    path.length === 1 && ['unknown-key', 'key-name'].includes(rule);
  const wrong = errors.some(isUnknown) ? wrongFile(values, ownKeys) : undefined;
  if (!wrong) return errors;
  const isWhole = ['kind', 'apiVersion', 'releases'].includes(String(wrong.path![0]));
  return [wrong, ...errors.filter((error) => !isUnknown(error) || (!isWhole && error.path![0] !== wrong.path![0]))];
}

/** Kinds that carry values. */
const NAMES: { readonly [kind: string]: string } = {
  HelmRelease: 'a HelmRelease of Flux',
  Application: 'an Application of Argo CD',
  ApplicationSet: 'an ApplicationSet of Argo CD',
  HelmChart: 'a HelmChart of K3s',
  HelmChartConfig: 'a HelmChartConfig of K3s',
  Kustomization: 'a Kustomization',
  ConfigMap: 'a ConfigMap',
  Secret: 'a Secret',
};

function manifest(values: JsonObject): WrongFile | undefined {
  const { apiVersion, kind } = values;
  if (typeof apiVersion !== 'string') return undefined;
  if (typeof kind !== 'string')
    return typeof values.name === 'string' && values.version !== undefined
      ? { keys: ['apiVersion'], message: 'this is the Chart.yaml of a chart: its values are in a file of their own' }
      : undefined;
  const name = Object.hasOwn(NAMES, kind) ? NAMES[kind] : 'a manifest of Kubernetes';
  const [place] = valuesWithin(values);
  return { keys: ['kind'], message: `this is ${name}, no values file${place ? takeOut(place) : noValues(kind)}` };
}

const noValues = (kind: string): string =>
  Object.hasOwn(NAMES, kind) ? ', and holds no values' : '; manifests beside those of this chart go into extraObjects';

function takeOut({ path, isText }: Place): string {
  const shown = formatPath(path);
  return `: its values stand ${isText ? 'as text in' : 'below'} ${shown}; check them with \`yq '${expression(path)}' FILE | cdk8s-tracardi validate -\``;
}

/** As yq takes it. */
function expression(path: KeyPath): string {
  return `.${formatPath(path)}`;
}

interface Place {
  readonly path: KeyPath;
  readonly isText: boolean;
}

/** Where manifests carry values: as a map, or as a text. */
function valuesWithin(values: JsonObject): Place[] {
  const places = [...fixedPlaces(values), ...sourcePlaces(values), ...inlinePlaces(values), ...dataPlaces(values)];
  return places.flatMap((path) => {
    const value = getAt(values, path);
    return isObject(value) || typeof value === 'string' ? [{ path, isText: typeof value === 'string' }] : [];
  });
}

const fixedPlaces = ({ kind }: JsonObject): KeyPath[] =>
  kind === 'HelmRelease' || kind === 'HelmChart' || kind === 'HelmChartConfig'
    ? [
        ['spec', 'values'],
        ['spec', 'valuesContent'],
      ]
    : [];

function sourcePlaces(values: JsonObject): KeyPath[] {
  const specs: KeyPath[] = [['spec'], ['spec', 'template', 'spec']];
  const sources = specs.flatMap((spec): KeyPath[] => [[...spec, 'source'], ...itemsAt(values, [...spec, 'sources'])]);
  return sources.flatMap((source): KeyPath[] => [
    [...source, 'helm', 'valuesObject'],
    [...source, 'helm', 'values'],
  ]);
}

const inlinePlaces = (values: JsonObject): KeyPath[] =>
  itemsAt(values, ['helmCharts']).map((chart) => [...chart, 'valuesInline']);

const dataPlaces = (values: JsonObject): KeyPath[] =>
  ['data', 'stringData'].flatMap((key) => {
    const data = values[key];
    const names = isObject(data) ? Object.keys(data).filter((name) => /\.ya?ml$/.test(name)) : [];
    return names.map((name) => [key, name]);
  });

function itemsAt(values: JsonObject, path: KeyPath): KeyPath[] {
  const list: Json | undefined = getAt(values, path);
  return Array.isArray(list) ? list.map((_, index) => [...path, index]) : [];
}

/** The heading that `helm get values` prints where it is not asked for YAML. */
function helmsOutput(values: JsonObject): WrongFile | undefined {
  const heading = ['USER-SUPPLIED VALUES', 'COMPUTED VALUES'].find((key) => Object.hasOwn(values, key));
  if (!heading) return undefined;
  const message =
    'is the heading that `helm get values` prints: remove the line, or use `helm get values RELEASE -o yaml`';
  return { keys: [heading], message };
}

function otherTool({ releases }: JsonObject): WrongFile | undefined {
  const isHelmfile = Array.isArray(releases) && releases.some((release) => getAt(release, ['chart']) !== undefined);
  const message = 'this is a helmfile, no values file: its values stand below releases[].values';
  return isHelmfile ? { keys: ['releases'], message } : undefined;
}

/** Values below the name of this chart, or below another that holds our keys: of a chart that contains this one. */
function umbrella(values: JsonObject, ownKeys: readonly string[]): WrongFile | undefined {
  const key = Object.entries(values).find(
    ([name, below]) => !ownKeys.includes(name) && isObject(below) && (name === 'tracardi' || isOurs(below, ownKeys)),
  )?.[0];
  if (key === undefined) return undefined;
  const message = `holds values of this chart, as in the file of a chart that contains it: in a file of this chart they stand at the top; check them with \`yq '${expression([key])}' FILE | cdk8s-tracardi validate -\``;
  return { keys: [key], message };
}

/** Names that other maps have, too, do not tell. */
const COMMON = ['enabled', 'nameOverride', 'fullnameOverride', 'global', 'serviceAccount', 'init', 'secrets', 'config'];

function isOurs(below: JsonObject, ownKeys: readonly string[]): boolean {
  const known = Object.keys(below).filter((key) => ownKeys.includes(key) && !COMMON.includes(key));
  return known.length >= 2 && known.length * 2 > Object.keys(below).length;
}
