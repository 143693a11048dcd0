import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import type { Cluster } from './cluster';
import { backendObjects } from './platform';
import { ROOT } from './root';
import type { KubernetesObject } from '../support/objects';
import { helm3, helm4, kubectl, toolEnvironment } from '../support/tools';

export const CHART = join(ROOT, 'charts', 'tracardi');

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Marks the namespaces of these tests. */
const LABEL = 'cdk8s-tracardi-e2e';

let count = 0;

/** A namespace of its own, and what is run against it. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracardi-e2e-'));
  readonly namespaces: string[] = [];
  /** Nodes that are closed for new pods. */
  readonly closedNodes = new Set<string>();

  constructor(
    readonly cluster: Cluster,
    readonly namespace = `tracardi-e2e-${process.pid}-${++count}`,
  ) {}

  /** Makes the namespace and the backends in it. */
  async begin(labels: { [key: string]: string } = {}): Promise<void> {
    await this.addNamespace(this.namespace, labels);
    await this.apply(backendObjects(this.namespace));
    await this.kubectl('rollout', 'status', 'deployment/backends', '--timeout=120s');
  }

  async addNamespace(name: string, labels: { [key: string]: string } = {}): Promise<void> {
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [LABEL]: 'true', ...labels } } };
    this.namespaces.push(name);
    await this.apply([object]);
  }

  async end(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    for (const node of this.closedNodes) await this.tryKubectl('uncordon', node);
    if (this.namespaces.length > 0)
      await this.tryKubectl('delete', 'namespace', ...this.namespaces, '--ignore-not-found', '--wait=false');
  }

  async apply(objects: readonly object[], ...options: string[]): Promise<Outcome> {
    const input = objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
    return demandSuccess(await this.execute(kubectl(), ['apply', '-f', '-', ...options], input));
  }

  /** A values file of it. */
  write(name: string, content: string | object): string {
    const file = join(this.folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  async kubectl(...args: string[]): Promise<string> {
    return demandSuccess(await this.tryKubectl(...args)).stdout;
  }

  tryKubectl(...args: string[]): Promise<Outcome> {
    return this.execute(kubectl(), ['--namespace', this.namespace, ...args]);
  }

  async helm(version: 3 | 4, ...args: string[]): Promise<string> {
    return demandSuccess(await this.tryHelm(version, ...args)).stdout;
  }

  tryHelm(version: 3 | 4, ...args: string[]): Promise<Outcome> {
    return this.execute(version === 3 ? helm3() : helm4(), ['--namespace', this.namespace, ...args]);
  }

  /** What bash says to commands in which kubectl means this namespace. */
  async shell(commands: string): Promise<string> {
    const config = join(this.folder, 'kubeconfig');
    const { stdout } = demandSuccess(await this.execute(kubectl(), ['config', 'view', '--raw', '--flatten']));
    writeFileSync(config, stdout, { mode: 0o600 });
    const env = { KUBECONFIG: config, PATH: [dirname(kubectl()), process.env.PATH].join(delimiter) };
    demandSuccess(
      await this.execute(kubectl(), ['config', 'set-context', '--current', `--namespace=${this.namespace}`], '', env),
    );
    return demandSuccess(await this.execute('bash', ['-e', '-o', 'pipefail', '-c', commands], '', env)).stdout;
  }

  async uncordon(node: string): Promise<void> {
    await this.kubectl('uncordon', node);
    this.closedNodes.delete(node);
  }

  /** The objects of the synthesizer for values files. */
  async synth(files: readonly string[], ...args: string[]): Promise<string> {
    const program = join(ROOT, 'build', 'cdk8s-tracardi.js');
    const sources = files.flatMap((file) => ['-f', file]);
    const outcome = await this.execute(process.execPath, [program, 'synth', ...sources, ...args, '-o', '-']);
    return demandSuccess(outcome).stdout;
  }

  async get<T = KubernetesObject>(kind: string, name: string): Promise<T> {
    return JSON.parse(await this.kubectl('get', kind, name, '-o', 'json')) as T;
  }

  async list<T = KubernetesObject>(kind: string, ...options: string[]): Promise<T[]> {
    return (JSON.parse(await this.kubectl('get', kind, '-o', 'json', ...options)) as { items: T[] }).items;
  }

  /** Until all Deployments have what they ask for. */
  async ready(...options: string[]): Promise<void> {
    const names = (await this.kubectl('get', 'deployment', '-o', 'name', ...options)).trim().split('\n');
    for (const name of names) await this.kubectl('rollout', 'status', name, '--timeout=180s');
  }

  async execute(command: string, args: readonly string[], input = '', more: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    const env = { ...toolEnvironment(), KUBECONFIG: this.cluster.kubeconfig, ...more };
    const child = spawn(command, args, { env, stdio: 'pipe' });
    const text = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (chunk: string) => (text[stream] += chunk));
    child.stdin.on('error', () => {}).end(input);
    const status = await new Promise<number>((resolve, reject) => {
      child.on('error', reject).on('close', (code) => resolve(code ?? 1));
    });
    return { status, ...text };
  }
}

export function demandSuccess(outcome: Outcome): Outcome {
  if (outcome.status === 0) return outcome;
  throw new Error(`exit code ${outcome.status}\n${outcome.stdout.slice(-2000)}\n${outcome.stderr.slice(-4000)}`);
}

/** Removes what an interrupted run left. */
export async function removeLeftovers(cluster: Cluster): Promise<void> {
  const workspace = new Workspace(cluster, 'default');
  demandSuccess(
    await workspace.tryKubectl('delete', 'namespace', '-l', `${LABEL}=true`, '--ignore-not-found', '--wait=false'),
  );
  await workspace.end();
}

/** Until it holds; fails with the text after the seconds. */
export async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await delay(500);
  }
}

export const documentsOf = (yaml: string): KubernetesObject[] =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS() as KubernetesObject)
    .filter(Boolean);
