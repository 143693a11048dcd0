import { shownName } from '../diff/redact';
import type { Diagram, DiagramEdge, DiagramNode } from './diagram';
import { some } from './diagram';
import { seedJobOf } from './objects';
import type { Manifest, Variables } from './objects';

/** What the Job does for each tenant; undefined where the values make none. */
export function tenantJobDiagram(objects: readonly Manifest[], tenants: readonly string[]): Diagram | undefined {
  const job = seedJobOf(objects);
  if (!job) return undefined;
  const { variables } = job;
  const count = `${tenants.length} ${tenants.length === 1 ? 'tenant' : 'tenants'}: ${some(tenants, 3)}`;
  const isCheck = variables.get('SEED_MODE') === 'check';
  const first = firstSteps([shownName('Job', job.name), ...(tenants.length > 0 ? [count] : [])], tenants, variables);
  const rest = isCheck ? checkSteps() : installSteps(variables.get('SEED_TIMEOUT_SECONDS') ?? '', job.retries);
  return {
    title: 'What the Job does',
    direction: 'TB',
    nodes: [...first.nodes, ...rest.nodes],
    edges: [...first.edges, ...rest.edges],
  };
}

function firstSteps(heading: readonly string[], tenants: readonly string[], variables: Variables): Steps {
  const servers = ['SEED_TMS_ADDRESS', 'SEED_API_URL'].flatMap((name) => variables.get(name) ?? []);
  const host = `Host: ${tenants[0] ?? 'acme'}.${variables.get('SEED_DOMAIN') ?? ''}`;
  return {
    nodes: [
      { id: 'start', lines: heading, shape: 'workload' },
      { id: 'ready', lines: ['wait until they answer', ...servers], shape: 'step' },
      { id: 'look', lines: ['each tenant: GET /install', host], shape: 'question' },
      { id: 'present', lines: ['left as it is'], shape: 'good' },
    ],
    edges: [
      { from: 'start', to: 'ready' },
      { from: 'ready', to: 'look' },
      { from: 'look', to: 'present', label: 'installed' },
    ],
  };
}

interface Steps {
  readonly nodes: DiagramNode[];
  readonly edges: DiagramEdge[];
}

const checkSteps = (): Steps => ({
  nodes: [{ id: 'failed', lines: ['told as not installed'], shape: 'bad' }],
  edges: [{ from: 'look', to: 'failed', label: 'not installed' }],
});

const installSteps = (seconds: string, retries: string): Steps => ({
  nodes: [
    { id: 'install', lines: ['POST /tenant/install'], shape: 'step' },
    { id: 'confirm', lines: ['GET /install confirms it?'], shape: 'question' },
    { id: 'done', lines: ['installed'], shape: 'good' },
    { id: 'repeat', lines: ['wait and look again', `for at most ${seconds} s`], shape: 'step' },
    { id: 'again', lines: ['pod fails with 1', `runs again, at most ${retries} times`], shape: 'bad' },
    { id: 'refused', lines: ['told as failed with its reason', 'Job fails after the other tenants'], shape: 'bad' },
  ],
  edges: [
    { from: 'look', to: 'install', label: 'not installed' },
    { from: 'install', to: 'confirm' },
    { from: 'confirm', to: 'done', label: 'yes' },
    { from: 'confirm', to: 'repeat', label: 'a fault that may pass' },
    { from: 'repeat', to: 'look', label: 'time left' },
    { from: 'repeat', to: 'again', label: 'no time left' },
    { from: 'confirm', to: 'refused', label: 'refused' },
  ],
});
