import { isWildcard } from '../../values/routes';
import { tenantHost } from './tenant-host';
import type { Diagram, DiagramEdge, DiagramNode } from './diagram';
import { some } from './diagram';
import { behind, entriesOf, workloadsOf } from './objects';
import type { Entry, Manifest, Workload } from './objects';

/** How a request from outside finds its component and its tenant. */
export function requestDiagram(objects: readonly Manifest[], tenants: readonly string[]): Diagram {
  const workloads = workloadsOf(objects);
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  for (const host of hostsOf(objects)) {
    nodes.push({ id: host, lines: [`https://${tenantHost(host, tenants)}`, `Host: ${host}`], shape: 'outside' });
    const entries = entriesOf(objects).filter(({ hosts }) => hosts.includes(host));
    for (const entry of entries) {
      const workload = workloads.find(({ name }) => name === behind(entry.service, objects, workloads));
      const id = workload?.name ?? entry.service;
      nodes.push({ id, lines: [id, `${entry.kind} ${entry.name}`], shape: 'workload' });
      edges.push({ from: host, to: id, label: some(pathsOf(entry, entries.length === 1), 3) });
      if (workload && isWildcard(host)) tenantSteps(workload, tenants, nodes, edges);
    }
  }
  return { title: 'How a request finds its tenant', direction: 'LR', nodes: distinct(nodes), edges: unique(edges) };
}

const distinct = (nodes: readonly DiagramNode[]): DiagramNode[] => [
  ...new Map(nodes.map((node) => [node.id, node])).values(),
];

const unique = (edges: readonly DiagramEdge[]): DiagramEdge[] => [
  ...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values(),
];

const hostsOf = (objects: readonly Manifest[]): string[] => [
  ...new Set(entriesOf(objects).flatMap(({ hosts }) => hosts)),
];

/** The root has what no other entry of the host takes. */
function pathsOf({ paths }: Entry, isAlone: boolean): string[] {
  return paths.map((path) => (path !== '/' ? path : isAlone ? 'every path' : 'all other paths'));
}

/** What a backend does with the first label of the host. */
function tenantSteps(
  { name, variables }: Workload,
  tenants: readonly string[],
  nodes: DiagramNode[],
  edges: DiagramEdge[],
): void {
  const url = variables.get('MULTI_TENANT_MANAGER_URL');
  if (url === undefined) return;
  const tenant = tenants[0] ?? 'acme';
  nodes.push(
    { id: 'tenant', lines: ['first label of the host', `tenant = ${tenant}`], shape: 'step' },
    { id: 'tms', lines: ['TMS', url], shape: 'workload' },
    { id: 'indices', lines: [`data of ${tenant}`, 'made when it was installed'], shape: 'store' },
  );
  edges.push(
    { from: name, to: 'tenant' },
    { from: 'tenant', to: 'tms', label: 'is it a tenant?' },
    { from: 'tenant', to: 'indices', label: 'reads and writes' },
  );
}
