import { spawn } from 'node:child_process';
import { App } from 'cdk8s';
import { join } from 'node:path';
import { isObject, type JsonObject } from '../../lib/json/json';
import { formatPath } from '../../lib/json/diagnostic';
import type { Diagnostic } from '../../lib/json/diagnostic';
import { readValues } from '../../lib/values-file';
import type { ValuesSource } from '../../lib/values-file';
import { synthesize } from '../../lib/synthesize';
import { TracardiChart } from '../../lib/tracardi-chart';
import { isError } from '../../lib/values/check';
import { readChecked } from '../../lib/values/read';
import { grouped } from '../../lib/values/grouped';
import { RULES } from '../../lib/values/rules';
import { toolEnvironment } from '../support/tools';

export const CHART = join(__dirname, '..', '..', 'charts', 'tracardi');

/** Without a word in the values the chart's tenant Job is a Helm hook, and the synthesizer's is not: the one thing that differs. */
const PLAIN_JOB = join(CHART, '..', '..', 'test', 'parity', 'plain-job.yaml');

export interface Installation {
  readonly sources: readonly ValuesSource[];
  readonly release: string;
  readonly namespace: string;
}

/** Why values are refused: what cannot be read, what the schema forbids, what breaks a rule, or a fault of the face. */
export type Reason = 'reader' | 'schema' | 'rules' | 'fault';

export interface Refusal {
  readonly reason: Reason;
  /** `path: sentence` of each broken rule, sorted; all that was said where the reason is another. */
  readonly said: readonly string[];
  /** The synthesizer's names of the broken rules, where that is the reason. */
  readonly rules?: readonly string[];
}

/** What a face makes of values. */
export type Outcome = { readonly objects: readonly JsonObject[] } | { readonly refusal: Refusal };

const RULE_IDS = new Set(RULES.map(({ id }) => id));

function refusalOf(errors: readonly Diagnostic[], sources: readonly ValuesSource[]): Refusal {
  // The chart knows neither files nor lines.
  const places = grouped(errors.map(({ severity, rule, path, message }) => ({ severity, rule, path, message })));
  const said = places.map(({ path, message }) => `${formatPath(path ?? [])}: ${message}`).sort();
  if (readValues(sources).diagnostics.some(isError)) return { reason: 'reader', said };
  const rules = errors.map(({ rule }) => rule);
  return rules.every((rule) => RULE_IDS.has(rule)) ? { reason: 'rules', said, rules } : { reason: 'schema', said };
}

/** Helm does not tell whether the namespace called default was asked for, and the chart takes it for none. */
const askedFor = (namespace: string): string | undefined => (namespace === 'default' ? undefined : namespace);

/** The objects as the command prints them, parsed again. */
export function synthesizer(installation: Installation): Outcome {
  const { diagnostics, yaml } = synthesize({ ...installation, namespace: askedFor(installation.namespace) });
  if (yaml === undefined) return { refusal: refusalOf(diagnostics.filter(isError), installation.sources) };
  return { objects: parseObjects(yaml) };
}

/** The same objects without the way through YAML. */
export function constructs({ sources, release, namespace }: Installation): Outcome {
  const { values, diagnostics } = readChecked(sources);
  const errors = diagnostics.filter(isError);
  if (errors.length > 0) return { refusal: refusalOf(errors, sources) };
  const chart = new TracardiChart(new App(), release, { ...values, namespace: askedFor(namespace) });
  const problems = chart.node.findAll().flatMap((construct) => construct.node.validate());
  if (problems.length > 0) return { refusal: { reason: 'fault', said: problems } };
  return { objects: chart.toJson() as JsonObject[] };
}

/** What `helm template` prints, or why it ends with an error. */
export type Rendered = { readonly output: string } | { readonly error: string };

/** A way to do what `helm template` does. */
export interface Helm {
  readonly name: string;
  render(installation: Installation): Promise<Rendered>;
}

/** The executable itself, a process a run. */
export function helmBinary(path: string): Helm {
  const render = async (installation: Installation): Promise<Rendered> => {
    const { release, namespace } = installation;
    const options = helmOptions(installation).flatMap(([option, value]) => [`--${option}`, value]);
    const { status, stdout, stderr } = await execute(path, ['template', release, CHART, '-n', namespace, ...options]);
    return status === 0 ? { output: stdout } : { error: /^Error: ([^]*)\n$/m.exec(stderr)?.[1] ?? stderr };
  };
  return { name: path, render };
}

/** Values as options of `helm template`. Files are given by name. */
export function helmOptions({ sources }: Installation): [string, string][] {
  const options = sources.map((source): [string, string] => {
    if (source.kind === 'file') return ['values', source.file];
    if ('expression' in source) return [source.kind, source.expression];
    throw new Error('Helm reads files only');
  });
  return [['values', PLAIN_JOB], ...options, ...plainJobAgain(sources)];
}

/** Where the sources take the switch away (a null, or --set-json of the whole), it is given once more, after them all. */
function plainJobAgain(sources: readonly ValuesSource[]): [string, string][] {
  const { seed = null } = readValues([{ kind: 'file', file: PLAIN_JOB }, ...sources]).values;
  // Helm ends in an error where --set goes below a null.
  if (seed === null) return [['set-json', 'seed={"useHelmHooks":false}']];
  return isObject(seed) && (seed.useHelmHooks ?? null) === null ? [['set', 'seed.useHelmHooks=false']] : [];
}

export function outcomeOf(rendered: Rendered): Outcome {
  if ('output' in rendered) return { objects: parseObjects(rendered.output) };
  const lines = rendered.error.split('\n');
  const reason = reasonOf(rendered.error);
  if (reason !== 'rules') return { refusal: { reason, said: lines } };
  return {
    refusal: {
      reason,
      said: lines.filter((line) => !line.startsWith('execution error ') && line.includes(': ')).sort(),
    },
  };
}

function reasonOf(error: string): Reason {
  if (error.startsWith('failed parsing ')) return 'reader';
  // A refusal of the templates is the message of `fail` and nothing else.
  if (/(^|: )template: |nil pointer|wrong type for value|can't evaluate field|interface conversion/.test(error))
    return 'fault';
  if (error.includes("values don't meet the specifications of the schema")) return 'schema';
  return error.includes('the values are not valid:') ? 'rules' : 'reader';
}

interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function execute(command: string, args: readonly string[]): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: toolEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === null) reject(new Error(`${command} was ended by ${signal}`));
      else resolve({ status: code, stdout: String(Buffer.concat(stdout)), stderr: String(Buffer.concat(stderr)) });
    });
  });
}

const MOST_DOCUMENTS = 5000;
const parsed = new Map<string, JsonObject>();

/**
 * The objects of a YAML stream, read as Helm and kubectl read YAML. Most documents of one run are those of the one before, so
 * they are parsed once.
 */
export function parseObjects(yaml: string): JsonObject[] {
  const documents = yaml.split(/^---\n/m).map((text) => text.replace(/^(#.*\n)+/, ''));
  return documents.filter((text) => text.trim() !== '').map(parseObject);
}

function parseObject(text: string): JsonObject {
  const known = parsed.get(text);
  if (known) return known;
  const { values, diagnostics } = readValues([{ kind: 'text', name: 'object', text }]);
  if (diagnostics.length > 0) throw new Error(`not a YAML map (${diagnostics[0].message}):\n${text}`);
  if (parsed.size >= MOST_DOCUMENTS) parsed.clear();
  parsed.set(text, values);
  return values;
}
