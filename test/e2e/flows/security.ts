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

/** Of the TMS only the private API may ask something; the others have the policy of the defaults. */
function guarded(namespace: string): JsonObject {
  const from = [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'be-fa-private' } } }];
  const tms = { enabled: true, ingress: [{ from }, { from: [seed] }] };
  const all = forEach(COMPONENTS, 'networkPolicy', { enabled: true });
  return merge(platformValues(namespace, tenants('acme')), all, { tms: { docker: { networkPolicy: tms } } });
}

const seed = { podSelector: { matchLabels: { 'app.kubernetes.io/component': 'tenant-seed' } } };

/** What a connection from a pod of the namespace comes to: open, ETIMEDOUT where it is dropped, ECONNREFUSED where nobody listens. */
async function connect(workspace: Workspace, targets: readonly string[]): Promise<{ [target: string]: string }> {
  const program = `
    const all = process.argv.slice(1).map((target) => new Promise((resolve) => {
      const [host, port] = target.split(':');
      const socket = require('net').connect({ host, port, timeout: 4000 });
      const end = (word) => { socket.destroy(); resolve([target, word]); };
      socket.on('connect', () => end('open')).on('timeout', () => end('ETIMEDOUT')).on('error', (e) => end(e.code));
    }));
    Promise.all(all).then((words) => console.log(JSON.stringify(Object.fromEntries(words))));`;
  const args = ['run', 'probe', '--image=node:24-alpine', '--restart=Never', '--command', '--', 'node', '-e', program];
  await workspace.kubectl(...args, ...targets);
  await until('the probe has ended', 60, async () => (await workspace.tryKubectl('logs', 'probe')).stdout !== '');
  return JSON.parse(await workspace.kubectl('logs', 'probe')) as { [target: string]: string };
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
    await steps.step('what the policies do not allow is dropped', async () => {
      const [worker, api] = [await addressOf(workspace, 'wk-apm'), await addressOf(workspace, 'be-fa-private')];
      const expected = {
        'be-private-svc:8686': 'open',
        'be-public-svc:8585': 'open',
        'fe-gui-svc:8787': 'open',
        'be-tms-svc:8383': 'ETIMEDOUT',
        [`${worker}:80`]: 'ETIMEDOUT',
        [`${api}:81`]: 'ETIMEDOUT',
      };
      demandEqual(await connect(workspace, Object.keys(expected)), expected, 'connections');
    });
  },
};

export const SECURITY_FLOWS: readonly Flow[] = [policies, restricted];
