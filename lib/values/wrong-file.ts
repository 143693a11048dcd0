import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { formatPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt } from '../json/tree';
import { HELM_HEADING } from '../values-file';

/** A file that holds something else than values of this chart, or holds them further in. */
interface WrongFile {
  /** The key at the root that tells. */
  readonly key: string;
  readonly message: string;
  /** Whether other keys at the root are values of this chart, and checked. @default false */
  readonly isPart?: boolean;
}

const WRONG_FILE = 'wrong-file';

/** Whether a diagnostic tells of such a file. What follows from it is not told. */
export const isWrongFile = ({ rule }: Diagnostic): boolean => rule === WRONG_FILE;

/** What the values are as a whole, if they are no values of this chart; undefined where they may be. */
function wrongFile(values: JsonObject, ownKeys: readonly string[]): WrongFile | undefined {
  return helmsOutput(values) ?? manifest(values) ?? otherTool(values) ?? umbrella(values, ownKeys);
}

/** Errors of the schema without those that follow from a wrong file, which is told instead. */
export function withWrongFile(errors: Diagnostic[], values: JsonObject, ownKeys: readonly string[]): Diagnostic[] {
  const isUnknown = ({ rule, path = [] }: Diagnostic): boolean =>
    path.length === 1 && ['unknown-key', 'key-name'].includes(rule);
  const found = errors.some(isUnknown) ? wrongFile(values, ownKeys) : undefined;
  if (!found) return errors;
  const { key, message, isPart = false } = found;
  const wrong: Diagnostic = { severity: 'error', rule: WRONG_FILE, path: [key], message };
  return isPart ? [wrong, ...errors.filter(({ path = [] }) => path[0] !== key)] : [wrong];
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
      ? { key: 'apiVersion', message: 'this is the Chart.yaml of a chart: its values are in a file of their own' }
      : undefined;
  const name = Object.hasOwn(NAMES, kind) ? NAMES[kind] : 'a manifest of Kubernetes';
  return { key: 'kind', message: `this is ${name}, no values file${takeOut(values) || noValues(kind)}` };
}

const noValues = (kind: string): string =>
  Object.hasOwn(NAMES, kind) ? ', and holds no values' : '; manifests beside those of this chart go into extraObjects';

/** Where the values of a manifest stand, and how to check them; empty where it has none. */
function takeOut(values: JsonObject): string {
  const places = valuesWithin(values);
  const within = places.map(({ path, isText }) => `${isText ? 'as text in' : 'below'} ${formatPath(path)}`);
  const checks = places.map(({ path }) => check(path));
  const parts = [
    ...(places.length > 0
      ? [`: its values stand ${within.join(' and ')}; check them with ${checks.join(' and ')}`]
      : []),
    ...firstOf(values, REFERENCES).map(
      (path) =>
        `; ${places.length > 0 ? 'further' : 'its'} values come from what ${formatPath(path)} names: check that`,
    ),
    ...firstOf(values, SINGLE_VALUES).map(
      (path) => `; single values in ${formatPath(path)} are checked as \`--set NAME=VALUE\``,
    ),
  ];
  return parts.join('').replace(/^; /, ': ');
}

const check = (path: KeyPath): string => `\`yq '${expression(path)}' FILE | cdk8s-tracardi validate -\``;

/** Keys of sources that name other files or objects, and those that hold values one by one. */
const REFERENCES = ['valuesFrom', 'valueFiles', 'valuesFile'];
const SINGLE_VALUES = ['parameters', 'fileParameters', 'set'];

/** The places of these keys that say something. */
function firstOf(values: JsonObject, keys: readonly string[]): KeyPath[] {
  const bases: KeyPath[] = [
    ['spec'],
    ...sourcesOf(values).map((source) => [...source, 'helm']),
    ...itemsAt(values, ['helmCharts']),
  ];
  return bases
    .flatMap((base) => keys.map((key): KeyPath => [...base, key]))
    .filter((path) => isFilled(getAt(values, path)));
}

const isFilled = (value: Json | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;

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

/** Of Flux, K3s, Crossplane and Fleet, and of those in a List. */
function fixedPlaces(values: JsonObject): KeyPath[] {
  const places: KeyPath[] = [
    ['spec', 'values'],
    ['spec', 'valuesContent'],
    ['spec', 'forProvider', 'values'],
    ['spec', 'helm', 'values'],
  ];
  const items = values.kind === 'List' ? itemsAt(values, ['items']) : [];
  return [[], ...items].flatMap((item) => places.map((place): KeyPath => [...item, ...place]));
}

/** The sources of an Application, or of the template of an ApplicationSet. */
function sourcesOf(values: JsonObject): KeyPath[] {
  const specs: KeyPath[] = [['spec'], ['spec', 'template', 'spec']];
  return specs.flatMap((spec): KeyPath[] => [[...spec, 'source'], ...itemsAt(values, [...spec, 'sources'])]);
}

function sourcePlaces(values: JsonObject): KeyPath[] {
  return sourcesOf(values).flatMap((source): KeyPath[] => [
    [...source, 'helm', 'valuesObject'],
    [...source, 'helm', 'values'],
  ]);
}

const inlinePlaces = (values: JsonObject): KeyPath[] =>
  itemsAt(values, ['helmCharts']).map((chart) => [...chart, 'valuesInline']);

const dataPlaces = (values: JsonObject): KeyPath[] =>
  ['data', 'stringData'].flatMap((key) => {
    const data = values[key];
    const names = isObject(data) ? Object.keys(data).filter((name) => /^values$|\.ya?ml$/.test(name)) : [];
    return names.map((name) => [key, name]);
  });

function itemsAt(values: JsonObject, path: KeyPath): KeyPath[] {
  const list: Json | undefined = getAt(values, path);
  return Array.isArray(list) ? list.map((_, index) => [...path, index]) : [];
}

/** The heading that `helm get values` prints where it is not asked for YAML; below it stand values. */
function helmsOutput(values: JsonObject): WrongFile | undefined {
  const key = ['USER-SUPPLIED VALUES', 'COMPUTED VALUES'].find((heading) => Object.hasOwn(values, heading));
  if (key === undefined) return undefined;
  const isAll = ['MANIFEST', 'HOOKS', 'REVISION'].some((heading) => Object.hasOwn(values, heading));
  return isAll ? { key, message: ALL_OUTPUT } : { key, message: HELM_HEADING, isPart: true };
}

const ALL_OUTPUT =
  'this is what `helm get all` prints, no values file: `helm get values RELEASE -o yaml` prints the values alone';

/** Files of other programs that have no kind. */
function otherTool(values: JsonObject): WrongFile | undefined {
  const found = OTHER_TOOLS.find(({ key, tells }) => Object.hasOwn(values, key) && tells(values[key]));
  if (!found) return undefined;
  const { key, name, place } = found;
  const places = [...valuesWithin(values), ...placesOfHelm(values)];
  const below = places.map(({ path }) => formatPath(path)).join(' and ') || place;
  const checks = places.map(({ path }) => check(path)).join(' and ');
  const message = `this is ${name}, no values file${below ? `: its values stand below ${below}` : ''}`;
  return { key, message: checks ? `${message}; check them with ${checks}` : message };
}

const hasChart = (item: Json): boolean => getAt(item, ['chart']) !== undefined;
const isSome = (value: Json | undefined, tells: (item: Json) => boolean): boolean =>
  (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []).some(tells);

interface OtherTool {
  readonly key: string;
  readonly tells: (value: Json) => boolean;
  readonly name: string;
  readonly place?: string;
}

const OTHER_TOOLS: readonly OtherTool[] = [
  {
    key: 'releases',
    tells: (value) => isSome(value, hasChart),
    name: 'a helmfile',
    place: 'releases[].values',
  },
  { key: 'helmCharts', tells: Array.isArray, name: 'a Kustomization' },
  {
    key: 'services',
    tells: (value) => isSome(value, (item) => isObject(item) && ('image' in item || 'build' in item)),
    name: 'a file of Docker Compose',
  },
  {
    key: 'helm',
    tells: (value) => isSome(value, isObject) || hasChart(value),
    name: 'a file of a program that installs charts',
  },
  { key: 'resource', tells: isObject, name: 'a file of Terraform', place: 'resource.helm_release.….values' },
  { key: '$schema', tells: (value) => typeof value === 'string', name: 'a JSON Schema' },
];

/** As Fleet has them, or the source of an Application alone. */
function placesOfHelm(values: JsonObject): Place[] {
  const paths: KeyPath[] = [
    ['helm', 'values'],
    ['helm', 'valuesObject'],
  ];
  return paths.filter((path) => isObject(getAt(values, path))).map((path) => ({ path, isText: false }));
}

/** Of a map at the root; the chart says so, too. */
export const UMBRELLA =
  'holds values of this chart, as in the file of a chart that contains it: in a file of this chart they stand at the top';

/** Values below the name of this chart, or below another that holds our keys: of a chart that contains this one. */
function umbrella(values: JsonObject, ownKeys: readonly string[]): WrongFile | undefined {
  const key = Object.entries(values).find(
    ([name, below]) => !ownKeys.includes(name) && isObject(below) && (name === 'tracardi' || isOurs(below, ownKeys)),
  )?.[0];
  if (key === undefined) return undefined;
  const message = `${formatPath([key])} ${UMBRELLA}; check them with ${check([key])}`;
  const isPart = Object.keys(values).some((name) => ownKeys.includes(name) && !COMMON.includes(name));
  return { key, message, isPart };
}

/** Names that other maps have, too, do not tell. */
const COMMON = ['enabled', 'nameOverride', 'fullnameOverride', 'global', 'serviceAccount', 'init', 'secrets', 'config'];

function isOurs(below: JsonObject, ownKeys: readonly string[]): boolean {
  const known = Object.keys(below).filter((key) => ownKeys.includes(key) && !COMMON.includes(key));
  return known.length >= 2 && known.length * 2 > Object.keys(below).length;
}
