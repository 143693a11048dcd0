import type { Cluster } from './cluster';
import type { Flow } from './flow';
import { Workspace, type Outcome } from './workspace';

/** What the tests do in the cluster, beyond their own namespaces. */
const RIGHTS = [
  ['create', 'namespaces'],
  ['delete', 'namespaces'],
  ['create', 'deployments.apps'],
  ['create', 'secrets'],
];

/** Why the cluster cannot be worked with, in one sentence. */
export async function checkCluster(cluster: Cluster): Promise<string | undefined> {
  const at = `the cluster of ${cluster.kubeconfig}`;
  return asking(cluster, async (ask) => {
    const answer = await ask('get', '--raw', '/readyz', '--request-timeout=20s');
    if (answer.status !== 0) return `${at} does not answer: ${lastLine(answer.stderr)}`;
    for (const [verb, resource] of RIGHTS) {
      const allowed = await ask('auth', 'can-i', verb, resource, '--all-namespaces');
      if (allowed.stdout.trim() !== 'yes') return `${at} does not allow its user to ${verb} ${resource}`;
    }
    const classes = await ask('get', 'ingressclass', '-o', 'name');
    if (!classes.stdout.includes('/traefik'))
      return `${at} has no IngressClass traefik: helm install traefik traefik/traefik`;
    return undefined;
  });
}

/** Custom resources that the flow needs and the cluster does not know. */
export async function missingResources(cluster: Cluster, { needs = [] }: Flow): Promise<string[]> {
  if (needs.length === 0) return [];
  return asking(cluster, async (ask) => {
    const { stdout } = await ask('get', 'customresourcedefinitions', '-o', 'name');
    return needs.filter((name) => !stdout.split('\n').some((line) => line.endsWith(`/${name}`)));
  });
}

async function asking<T>(
  cluster: Cluster,
  work: (ask: (...args: string[]) => Promise<Outcome>) => Promise<T>,
): Promise<T> {
  const workspace = new Workspace(cluster, 'default');
  try {
    return await work((...args) => workspace.tryKubectl(...args));
  } finally {
    await workspace.end();
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
