import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, JsonObject } from '../lib/json/json';
import { getAt } from '../lib/json/tree';
import { synthesizeObjects } from '../lib/synthesize';
import { COMMAND } from './cli/command';
import { objectDifferences } from './parity/differences';
import { helmBinary, outcomeOf } from './parity/faces';
import { blocksOf } from './support/documents';
import { findObject } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { validateObject } from './support/schema';
import { helm4, run } from './support/tools';

/** examples/sizes: both faces make the same of each; docs/capacity.md has their sums, which UPDATE_DOCS=1 writes. */

const ROOT = join(__dirname, '..');
const SIZES = join(ROOT, 'examples', 'sizes');
const DOCUMENT = join(ROOT, 'docs', 'capacity.md');
const ORDER = ['single-tenant', 'external-tms', 'small', 'medium', 'large', 'ten-thousand-tenants'];

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sizes-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** The values file, that of 10,000 tenants with the list that the commands of the document make. */
function valuesOf(name: string): string {
  const file = join(SIZES, `${name}.yaml`);
  if (name !== 'ten-thousand-tenants') return file;
  const [block] = blocksOf(DOCUMENT).filter(({ text }) => text.includes('tenants import'));
  const [list, imported, apply] = block.text.trim().split('\n');
  expect(apply).toMatch(/^npx cdk8s-tracardi synth -f ten-thousand\.yaml /);
  const script = `${list}\n${imported}`
    .replace('npx cdk8s-tracardi', `'${process.execPath}' '${COMMAND}'`)
    .replace('examples/sizes', SIZES);
  expect(run('bash', ['-ec', script], { cwd: folder })).toMatchObject({ status: 0 });
  return join(folder, 'ten-thousand.yaml');
}

interface Made {
  readonly objects: readonly KubernetesObject[];
  readonly tenants: number;
  readonly index: { readonly shards: number; readonly replicas: number };
}

const made = new Map<string, Made>();

function make(name: string, file: string): Made {
  const result = synthesizeObjects({ sources: [{ kind: 'file', file }], release: 'tracardi' });
  expect(result.diagnostics).toEqual([]);
  const objects = result.objects as unknown as KubernetesObject[];
  made.set(name, { objects, tenants: result.tenants.length, index: indexOf(objects) });
  return made.get(name)!;
}

/** What the API is told of the indices that it makes. */
function indexOf(objects: readonly KubernetesObject[]): Made['index'] {
  const api = findObject([...objects], 'Deployment', 'be-fa-private');
  const env = getAt(api, ['spec', 'template', 'spec', 'containers', 0, 'env']) as { name: string; value?: string }[];
  const number = (name: string): number => Number(env.find((entry) => entry.name === name)!.value);
  return { shards: number('ELASTIC_INDEX_SHARDS'), replicas: number('ELASTIC_INDEX_REPLICAS') };
}

test('all examples are here', () => {
  expect(readdirSync(SIZES).sort()).toEqual(ORDER.map((name) => `${name}.yaml`).sort());
});

test.each(ORDER)('%s: both faces make the same, which Kubernetes accepts', async (name) => {
  const file = valuesOf(name);
  const { objects } = make(name, file);
  for (const object of objects) expect(validateObject(object)).toEqual([]);
  const installation = { sources: [{ kind: 'file', file }], release: 'tracardi', namespace: 'default' } as const;
  const outcome = outcomeOf(await helmBinary(helm4()).render(installation));
  expect(outcome).toHaveProperty('objects');
  expect(objectDifferences(objects, (outcome as { objects: JsonObject[] }).objects)).toEqual([]);
});

test('what each is for', () => {
  const deployed = (name: string): string[] =>
    made.get(name)!.objects.flatMap(({ kind, metadata }) => (kind === 'Deployment' ? [metadata.name] : []));
  const jobs = (name: string): number => made.get(name)!.objects.filter(({ kind }) => kind === 'Job').length;
  for (const name of ['external-tms', 'single-tenant'])
    expect(deployed(name).filter((deployment) => deployment.includes('tms'))).toEqual([]);
  expect(deployed('small')).toContain('be-fa-tms');
  expect(ORDER.map(jobs)).toEqual([0, 1, 1, 1, 1, 1]);
  expect(ORDER.map((name) => made.get(name)!.tenants)).toEqual([0, 2, 2, 8, 20, 10_000]);
  // Kubernetes takes 1.5 MiB.
  for (const object of made.get('ten-thousand-tenants')!.objects)
    expect(JSON.stringify(object).length).toBeLessThan(1.5 * 1024 * 1024);
});

type Resources = { readonly [side in 'requests' | 'limits']?: { readonly [name: string]: Json } };
interface Container {
  readonly resources?: Resources;
}

const UNITS: { readonly [unit: string]: number } = { m: 0.001, '': 1, Mi: 2 ** 20, Gi: 2 ** 30 };

function amount(quantity: Json | undefined): number {
  const [, number, unit] = /^([\d.]+)(\D*)$/.exec(String(quantity))!;
  if (!(unit in UNITS)) throw new Error(`unit of ${String(quantity)}`);
  return Number(number) * UNITS[unit];
}

/** What the scheduler counts for a pod: the sum of its containers, or the largest init container. */
function ofPod(deployment: KubernetesObject, side: 'requests' | 'limits', name: string): number {
  const spec = getAt(deployment, ['spec', 'template', 'spec']) as never as {
    containers: Container[];
    initContainers?: Container[];
  };
  const of = ({ resources }: Container): number => amount(resources?.[side]?.[name]);
  const sum = spec.containers.map(of).reduce((a, b) => a + b, 0);
  return Math.max(sum, ...(spec.initContainers ?? []).map(of));
}

/** The fewest and the most pods of a Deployment. */
function podsOf(deployment: KubernetesObject, objects: readonly KubernetesObject[]): [number, number] {
  const scaler = objects.find(
    ({ kind, spec }) =>
      kind === 'HorizontalPodAutoscaler' && getAt(spec, ['scaleTargetRef', 'name']) === deployment.metadata.name,
  );
  const { minReplicas, maxReplicas } = (scaler?.spec ?? {}) as { minReplicas?: number; maxReplicas?: number };
  const replicas = (getAt(deployment, ['spec', 'replicas']) as number | undefined) ?? 1;
  return [minReplicas ?? replicas, maxReplicas ?? replicas];
}

const range = ([from, to]: readonly [number, number], show: (value: number) => string): string =>
  from === to ? show(from) : `${show(from)} – ${show(to)}`;

const cores = (value: number): string => (Math.round(value * 100) / 100).toLocaleString('en');
const gibibytes = (value: number): string => `${cores(value / 2 ** 30)} Gi`;
const count = (value: number): string => value.toLocaleString('en');

/** An install makes, for production and for staging each, five indices of that many shards and one of one shard. */
const primaries = ({ shards }: Made['index']): number => 2 * (5 * shards + 1);

function row(name: string): string[] {
  const { objects, tenants, index } = made.get(name)!;
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  const sum = (of: (deployment: KubernetesObject) => number): [number, number] =>
    [0, 1].map((end) =>
      deployments.reduce((all, deployment) => all + of(deployment) * podsOf(deployment, objects)[end], 0),
    ) as [number, number];
  const used = (side: 'requests' | 'limits', resource: string, show: (value: number) => string): string =>
    range(
      sum((deployment) => ofPod(deployment, side, resource)),
      show,
    );
  // The one tenant of a single-tenant installation is in no list.
  const total = primaries(index) * (index.replicas + 1) * (tenants || 1);
  return [
    `[${name}](../examples/sizes/${name}.yaml)`,
    count(tenants || 1),
    range(
      sum(() => 1),
      count,
    ),
    used('requests', 'cpu', cores),
    used('limits', 'cpu', cores),
    used('requests', 'memory', gibibytes),
    used('limits', 'memory', gibibytes),
    count(primaries(index) * (tenants || 1)),
    count(total),
    count(Math.max(index.replicas + 1, Math.ceil(total / 1000))),
  ];
}

const HEAD = [
  'Example',
  'Tenants',
  'Pods',
  'CPU asked for',
  'CPU at most',
  'Memory asked for',
  'Memory at most',
  'Primary shards',
  'Shards',
  'Data nodes',
];

/** As Prettier lays it out. */
function table(rows: readonly string[][]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

test('the sums of docs/capacity.md', () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  const now = table([HEAD, ...ORDER.map(row)]);
  const written = /^\| Example [^]*?(?=\n\n)/m.exec(text)![0];
  if (process.env.UPDATE_DOCS) writeFileSync(DOCUMENT, text.replace(written, now));
  else expect(written).toBe(now);
});

test('the sums are those of numbers counted by hand', () => {
  // APIs 0.1 and 0.1, GUI 0.3, workers 0.3, 0.1 and 0.3.
  const [, , pods, cpu] = row('single-tenant');
  expect({ pods, cpu }).toEqual({ pods: '6', cpu: '1.2' });
  // With the TMS, 0.1, and its GUI, 0.3; two more public APIs, one more private and one more worker.
  expect(row('small').slice(2, 4)).toEqual(['8', '1.6']);
  expect(row('medium').slice(2, 4)).toEqual(['12', '2.2']);
  expect(row('small').slice(7)).toEqual(['24', '24', '1']);
  expect(row('medium').slice(7)).toEqual(['256', '512', '2']);
});
