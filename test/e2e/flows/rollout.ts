import type { Context, Flow } from '../flow';
import { Load, type Target } from '../load';
import { domainOf, platformValues, tenants, TENANTS } from '../platform';
import { demand, demandEqual } from '../steps';
import { CHART, until, type Workspace } from '../workspace';
import { tenantsAnswer } from './install';
import { forEach, merge } from '../../support/objects';
import type { JsonObject } from '../../../lib/json/json';

const SERVING = ['api.private', 'api.public', 'gui.console', 'tms.docker', 'tmsGui.docker'];

/** Requests to all that serves, through the Ingress controller. */
export function loadOn(workspace: Workspace, hosts: 'all' | 'apis' = 'all'): Load {
  const domain = domainOf(workspace.namespace);
  const apis: Target[] = [
    { host: `acme.${domain}`, path: '/install' },
    { host: `acme.${domain}`, path: '/track', method: 'POST' },
  ];
  const others: Target[] = [
    { host: `gui.${domain}`, path: '/' },
    { host: `tms.${domain}`, path: '/stand-in/record' },
    { host: `tms-gui.${domain}`, path: '/' },
  ];
  return new Load(workspace.cluster.ports.http, hosts === 'all' ? [...apis, ...others] : apis);
}

/** Does the work under load, which goes on until old pods are gone, and demands that no request fails. */
export async function underLoad(
  context: Context,
  workspace: Workspace,
  name: string,
  work: () => Promise<unknown>,
  hosts: 'all' | 'apis' = 'all',
): Promise<void> {
  await context.steps.step(name, async () => {
    const load = loadOn(workspace, hosts);
    try {
      await work();
      await workspace.ready();
      await noneEnds(workspace);
    } finally {
      await load.end(1000);
    }
    context.steps.figure(`${load.failures.length} of ${load.requests} requests failed: ${name}`);
    demand(load.failures.length === 0, load.failures.slice(0, 10).join('\n'));
  });
}

interface Pod {
  metadata: { name: string; uid: string; deletionTimestamp?: string; labels: { [label: string]: string } };
}

async function noneEnds(workspace: Workspace): Promise<void> {
  await until('old pods are gone', 90, async () =>
    (await workspace.list<Pod>('pods')).every(({ metadata }) => !metadata.deletionTimestamp),
  );
}

/** Uid of the pods of each component. */
async function podsOf(workspace: Workspace): Promise<Map<string, string>> {
  const pods = await workspace.list<Pod>('pods', '-l', 'app.kubernetes.io/instance=tracardi');
  const names = new Map<string, string[]>();
  for (const { metadata } of pods) {
    const component = metadata.labels['app.kubernetes.io/component'];
    if (component !== 'tenant-seed') names.set(component, [...(names.get(component) ?? []), metadata.uid]);
  }
  return new Map([...names].map(([name, uids]) => [name, uids.sort().join()]));
}

/** Components whose pods are others after the work. */
async function rolledBy(workspace: Workspace, work: () => Promise<unknown>): Promise<string[]> {
  const before = await podsOf(workspace);
  await work();
  await workspace.ready();
  await noneEnds(workspace);
  const after = await podsOf(workspace);
  return [...after]
    .filter(([name, uids]) => before.get(name) !== uids)
    .map(([name]) => name)
    .sort();
}

async function install(context: Context, workspace: Workspace, values: JsonObject): Promise<string> {
  const file = workspace.write('values.yaml', values);
  await context.steps.step('helm install', async () => {
    await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file, '--timeout', '5m');
    await workspace.ready();
    await tenantsAnswer(workspace, TENANTS.slice(0, 1));
  });
  return file;
}

const rollout: Flow = {
  name: 'rollout',
  run: async (context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    const values = platformValues(workspace.namespace, tenants(TENANTS[0]));
    const file = await install(context, workspace, values);
    const upgrade = (...args: string[]): Promise<string> =>
      workspace.helm(4, 'upgrade', 'tracardi', CHART, '-f', file, '--timeout', '5m', ...args);
    const labels = workspace.write('labels.yaml', forEach(SERVING, 'podLabels', { round: 'two' }));
    await underLoad(context, workspace, 'rolling update of all that serves', () => upgrade('-f', labels));
    await underLoad(context, workspace, 'helm rollback', () => workspace.helm(4, 'rollback', 'tracardi', '1'));
    await steps.step('another licence rolls the pods that have it and no other', async () => {
      const rolled = await rolledBy(workspace, () => upgrade('--set', 'secrets.license.licenseKey=another-licence'));
      demandEqual(rolled, ['be-fa-private', 'be-fa-public', 'wk-apm', 'wk-pl-background'], 'components that rolled');
    });
    await steps.step('another signing key rolls the TMS and no other', async () => {
      const rolled = await rolledBy(workspace, () =>
        upgrade('--set', 'secrets.license.licenseKey=another-licence,secrets.tms.secretKey=another-signing-key'),
      );
      demand(rolled.includes('be-fa-tms'), `the TMS did not roll: ${rolled.join()}`);
      demand(!rolled.includes('fe-rj-gui'), `the GUI rolled: ${rolled.join()}`);
    });
  },
};

const drain: Flow = {
  name: 'drain',
  run: async (context) => {
    const workspace = await context.workspace();
    const apis = ['api.private', 'api.public'];
    const budget = merge(forEach(apis, 'replicas', 2), forEach(apis, 'podDisruptionBudget', { enabled: true }));
    await install(context, workspace, platformValues(workspace.namespace, tenants(TENANTS[0]), budget));
    let said = '';
    const drained = async (): Promise<string> => (said = await drainApis(workspace));
    await underLoad(context, workspace, 'kubectl drain of the pods of both APIs', drained, 'apis');
    const refused = said.match(/violate the pod's disruption budget/g)?.length ?? 0;
    await context.steps.step('a budget refused an eviction on the way', () => demand(refused > 0, said));
  },
};

const API_PODS = 'app.kubernetes.io/instance=tracardi,app.kubernetes.io/component in (be-fa-private,be-fa-public)';

/** With one node the new pods have nowhere else to go: it is opened again as soon as the drain has closed it. */
async function drainApis(workspace: Workspace): Promise<string> {
  const [{ spec }] = await workspace.list<{ spec: { nodeName: string } }>('pods', '-l', API_PODS);
  const options = ['--ignore-daemonsets', '--delete-emptydir-data', '--pod-selector', API_PODS, '--timeout', '180s'];
  workspace.closedNodes.add(spec.nodeName);
  const draining = workspace.tryKubectl('drain', spec.nodeName, ...options);
  try {
    await until('the drain closes the node', 60, async () => {
      const [node] = await workspace.list<{ spec: { unschedulable?: boolean } }>('nodes');
      return node.spec.unschedulable === true;
    });
  } finally {
    await workspace.uncordon(spec.nodeName);
  }
  const { status, stdout, stderr } = await draining;
  demand(status === 0, `kubectl drain ends with ${status}: ${stdout}${stderr}`);
  return stdout + stderr;
}

export const ROLLOUT_FLOWS: readonly Flow[] = [rollout, drain];
