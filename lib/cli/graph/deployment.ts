import { groupBy } from '../../json/group-by';
import type { Diagram, DiagramEdge, DiagramNode } from './diagram';
import { some } from './diagram';
import { behind, entriesOf, seedJobOf, workloadsOf } from './objects';
import type { Entry, Manifest, Workload } from './objects';

const STORES: readonly (readonly [variable: string, title: string])[] = [
  ['ELASTIC_HOST', 'Elasticsearch'],
  ['REDIS_HOST', 'Redis'],
  ['MYSQL_HOST', 'MySQL'],
  ['PULSAR_HOST', 'Pulsar'],
];
const TMS_URL = 'MULTI_TENANT_MANAGER_URL';
const CLIENTS = 'clients';

/** What runs where: what is reached from outside, the workloads, and the databases they are told of. */
export function deploymentDiagram(objects: readonly Manifest[], tenants: readonly string[]): Diagram {
  const workloads = workloadsOf(objects);
  const entries = entriesOf(objects);
  const reached = new Map(entries.map((entry) => [entry, behind(entry.service, objects, workloads)]));
  const groups = grouped(workloads, objects);
  const idOf = (workload: string): string =>
    groups.find(({ members }) => members.some(({ name }) => name === workload))?.id ?? workload;
  const parts = [
    entryParts(reached, idOf),
    ...groups.map((group) => groupParts(group, (url) => tmsOf(url, objects, workloads))),
    jobParts(objects, workloads, tenants),
  ];
  return {
    title: 'What runs where',
    direction: 'LR',
    nodes: distinct(parts.flatMap(({ nodes }) => nodes)),
    edges: parts.flatMap(({ edges }) => edges),
  };
}

interface Parts {
  readonly nodes: DiagramNode[];
  readonly edges: DiagramEdge[];
}

const distinct = (nodes: readonly DiagramNode[]): DiagramNode[] => [
  ...new Map(nodes.map((node) => [node.id, node])).values(),
];

/** Workloads that are drawn as one: those that no Service leads to and that know the same databases. */
interface Group {
  readonly id: string;
  readonly members: Workload[];
}

function grouped(workloads: readonly Workload[], objects: readonly Manifest[]): Group[] {
  const served = objects
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => behind(metadata.name, objects, workloads));
  const groups = groupBy(workloads, (workload) =>
    served.includes(workload.name) ? workload.name : JSON.stringify(storesOf(workload)),
  );
  return [...groups.values()].map((members) => ({ id: members[0].name, members }));
}

function entryParts(reached: ReadonlyMap<Entry, string>, idOf: (workload: string) => string): Parts {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  for (const [{ kind, name, hosts, paths, service }, workload] of reached) {
    const id = `${kind}/${name}`;
    nodes.push({ id, lines: [`${kind} ${name}`, ...(hosts.length > 0 ? [some(hosts, 2)] : [])], shape: 'route' });
    edges.push({ from: CLIENTS, to: id });
    edges.push({ from: id, to: idOf(workload), label: [some(paths, 2), service].join('\n') });
  }
  const clients: DiagramNode = { id: CLIENTS, lines: ['browsers and', 'collectors'], shape: 'outside' };
  return { nodes: nodes.length > 0 ? [clients, ...nodes] : [], edges };
}

function groupParts({ id, members }: Group, tmsOf: (url: string) => DiagramNode): Parts {
  const lines = members.flatMap(({ name, image, size }) => [name, `${image}, ${size}`]);
  const node: DiagramNode = { id, lines, shape: 'workload' };
  const stores = storesOf(members[0]);
  const url = members[0].variables.get(TMS_URL);
  const tms = url === undefined ? undefined : tmsOf(url);
  const isTms = tms?.id === id;
  return {
    nodes: [node, ...(tms && !isTms ? [tms] : []), ...(stores ? [stores] : [])],
    edges: [
      ...(tms && !isTms ? [{ from: id, to: tms.id, label: 'which tenants' }] : []),
      ...(stores ? [{ from: id, to: stores.id }] : []),
    ],
  };
}

function storesOf({ variables }: Workload): DiagramNode | undefined {
  const lines = STORES.flatMap(([variable, title]) => {
    const host = variables.get(variable);
    return host ? [`${title} ${shortHost(host)}`] : [];
  });
  return lines.length > 0 ? { id: `stores: ${lines.join()}`, lines, shape: 'store' } : undefined;
}

const shortHost = (host: string): string => host.replace(/^[a-z+]+:\/\//, '').replaceAll('.svc.cluster.local', '');

/** The workload behind the URL, or one that is not of this installation. */
function tmsOf(url: string, objects: readonly Manifest[], workloads: readonly Workload[]): DiagramNode {
  const host = /^\w+:\/\/([^/:]+)/.exec(url)?.[1] ?? url;
  const found = workloads.find(({ name }) => name === behind(host.split('.')[0], objects, workloads));
  if (!found) return { id: `tms: ${url}`, lines: ['TMS outside', url], shape: 'outside' };
  return { id: found.name, lines: [found.name, `${found.image}, ${found.size}`], shape: 'workload' };
}

function jobParts(objects: readonly Manifest[], workloads: readonly Workload[], tenants: readonly string[]): Parts {
  const job = seedJobOf(objects);
  if (!job) return { nodes: [], edges: [] };
  const host = /\/\/([^/:]+)/.exec(job.variables.get('SEED_API_URL') ?? '')?.[1] ?? '';
  const node: DiagramNode = { id: 'Job', lines: ['Job of tenants', some(tenants, 3)], shape: 'workload' };
  return { nodes: [node], edges: [{ from: 'Job', to: behind(host, objects, workloads), label: 'installs' }] };
}
