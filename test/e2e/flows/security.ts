import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Flow } from '../flow';
import { BACKENDS, domainOf, platformValues, SMALL, tenants } from '../platform';
import { ROOT } from '../root';
import { demandEqual } from '../steps';
import { CHART, until, type Workspace } from '../workspace';
import { tenantsAnswer } from './install';
import { COMPONENTS, forEach, merge } from '../../support/objects';
import type { JsonObject } from '../../../lib/json/json';

const enforce = (level: string): { [label: string]: string } => ({ 'pod-security.kubernetes.io/enforce': level });

/** charts/tracardi/ci/restricted-values.yaml, without the GUIs, which need root, and with credentials that are there. */
function restrictedValues(namespace: string): JsonObject {
  const text = readFileSync(join(ROOT, 'charts', 'tracardi', 'ci', 'restricted-values.yaml'), 'utf8');
  const values = parse(text, { merge: true }) as JsonObject;
  const { secrets } = platformValues(namespace);
  const off = { gui: { console: { enabled: false } }, tmsGui: { docker: { enabled: false } } };
  const config = { multiTenant: { domain: domainOf(namespace) } };
  return { ...merge(values, BACKENDS, SMALL, off, { config }, tenants('acme')), secrets, global: {} };
}

const restricted: Flow = {
  name: 'pod-security-restricted',
  run: async (context) => {
    const workspace = await context.workspace(enforce('restricted'));
    const file = workspace.write('values.yaml', restrictedValues(workspace.namespace));
    await context.steps.step('helm install where "restricted" is enforced', async () => {
      await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file, '--timeout', '5m');
      await workspace.ready();
    });
  },
};

/** The TMS answers the private API and the Job alone; wk-apm reaches its backends alone; the others have the policy of the defaults. */
function guarded(namespace: string): JsonObject {
  const from = ['be-fa-private', 'tenant-seed'].map((component) => ({
    podSelector: { matchLabels: { 'app.kubernetes.io/component': component } },
  }));
  const dns = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 }));
  const egress = [{ ports: dns }, { to: [{ podSelector: { matchLabels: { app: 'backends' } } }] }];
  const all = forEach(COMPONENTS, 'networkPolicy', { enabled: true });
  return merge(platformValues(namespace, tenants('acme')), all, {
    tms: { docker: { networkPolicy: { ingress: [{ from }] } } },
    worker: { apm: { profile: { networkPolicy: { egress } } } },
  });
}

/** What connections come to: open, ETIMEDOUT where they are dropped, ECONNREFUSED where nobody listens. */
const CONNECT = `
  const all = process.argv.slice(1).map((target) => new Promise((resolve) => {
    const [host, port] = target.split(':');
    const socket = require('net').connect({ host, port, timeout: 4000 });
    const end = (word) => { socket.destroy(); resolve([target, word]); };
    socket.on('connect', () => end('open')).on('timeout', () => end('ETIMEDOUT')).on('error', (e) => end(e.code));
  }));
  Promise.all(all).then((words) => console.log(JSON.stringify(Object.fromEntries(words))));`;

type Connections = { [target: string]: string };

async function connectFromStranger(workspace: Workspace, targets: readonly string[]): Promise<Connections> {
  const args = ['run', 'stranger', '--image=node:24-alpine', '--restart=Never', '--command', '--'];
  await workspace.kubectl(...args, 'node', '-e', CONNECT, ...targets);
  await until('the stranger has ended', 60, async () => (await workspace.tryKubectl('logs', 'stranger')).stdout !== '');
  return JSON.parse(await workspace.kubectl('logs', 'stranger')) as Connections;
}

async function connectFrom(workspace: Workspace, name: string, targets: readonly string[]): Promise<Connections> {
  const args = ['exec', `deployment/${name}`, '-c', name, '--', 'node', '-e', CONNECT, ...targets];
  return JSON.parse(await workspace.kubectl(...args)) as Connections;
}

async function addressOf(workspace: Workspace, component: string): Promise<string> {
  const [pod] = await workspace.list<{ status: { podIP: string } }>(
    'pods',
    '-l',
    `app.kubernetes.io/component=${component}`,
  );
  return pod.status.podIP;
}

const policies: Flow = {
  name: 'network-policies',
  run: async (context) => {
    const { steps } = context;
    const workspace = await context.workspace(enforce('baseline'));
    const file = workspace.write('values.yaml', guarded(workspace.namespace));
    await steps.step('helm install with policies, where "baseline" is enforced', async () => {
      await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file, '--timeout', '5m');
      await workspace.ready();
    });
    await steps.step('the allowed edges: Ingress to the APIs, Job to the private API, it to the TMS', () =>
      tenantsAnswer(workspace, ['acme']),
    );
    const [worker, api] = [await addressOf(workspace, 'wk-apm'), await addressOf(workspace, 'be-fa-private')];
    const closed = { 'be-tms-svc:8383': 'ETIMEDOUT', [`${worker}:80`]: 'ETIMEDOUT', [`${api}:81`]: 'ETIMEDOUT' };
    const expected = { ...SERVED, ...closed, 'backends:9200': 'open' };
    const targets = Object.keys(expected);
    await steps.step('a stranger reaches the ports that serve, and nothing else', async () =>
      demandEqual(await connectFromStranger(workspace, targets), expected, 'connections'),
    );
    for (const [name, other] of [
      ['be-fa-public', {}],
      ['fe-rj-gui', {}],
      ['be-fa-private', { 'be-tms-svc:8383': 'open', [`${api}:81`]: 'ECONNREFUSED' }],
      ['wk-apm', { ...forAll(SERVED, 'ETIMEDOUT'), [`${worker}:80`]: 'ECONNREFUSED' }],
    ] as const)
      await steps.step(`${name} reaches what its policy and theirs allow, and nothing else`, async () =>
        demandEqual(await connectFrom(workspace, name, targets), { ...expected, ...other }, 'connections'),
      );
  },
};

const SERVED: Connections = {
  'be-private-svc:8686': 'open',
  'be-public-svc:8585': 'open',
  'fe-gui-svc:8787': 'open',
};

const forAll = (connections: Connections, word: string): Connections =>
  Object.fromEntries(Object.keys(connections).map((target) => [target, word]));

export const SECURITY_FLOWS: readonly Flow[] = [policies, restricted];
