import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../flow';
import { platformValues } from '../platform';
import { demand, type Steps } from '../steps';
import { CHART, until, type Workspace } from '../workspace';

/** A registry on the node that asks for a login; behind it is the one of the cluster. */
const REGISTRY = '127.0.0.1:5999';
const PROGRAM = `
const http = require('node:http');
const login = 'Basic ' + Buffer.from('tester:right').toString('base64');
http.createServer((request, response) => {
  const { authorization, ...headers } = request.headers;
  if (authorization !== login) {
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="registry"', 'Content-Type': 'application/json' });
    return response.end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
  }
  const options = { host: '127.0.0.1', port: 5000, method: request.method, path: request.url, headers };
  request.pipe(http.request(options, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  }));
}).listen(5999, '127.0.0.1');`;

const labels = { app: 'registry' };
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'registry' },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        hostNetwork: true,
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'registry', image: 'node:24-alpine', command: ['node', '-e', PROGRAM] }],
      },
    },
  },
};

const HOSTS = `server = "http://${REGISTRY}"\n[host."http://${REGISTRY}"]\n  capabilities = ["pull", "resolve"]\n`;

function login(password: string): object {
  const auth = Buffer.from(`tester:${password}`).toString('base64');
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login' },
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': JSON.stringify({ auths: { [REGISTRY]: { auth } } }) },
  };
}

/** What the events say of images that were not pulled. */
async function refusals(workspace: Workspace): Promise<string> {
  let said = '';
  await until('kubectl get events says "Failed to pull image", and 401', 60, async () => {
    said = await workspace.kubectl('get', 'events', '--field-selector', 'type=Warning');
    return /Failed to pull image [^\n]*401 Unauthorized/.test(said);
  });
  return said;
}

/** Until a registry of its own answers on the node, of which containerd is told in `folder`. */
async function beginRegistry(workspace: Workspace, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hosts.toml'), HOSTS);
  await workspace.apply([DEPLOYMENT], '--namespace', workspace.namespace);
  await workspace.kubectl('rollout', 'status', 'deployment/registry', '--timeout=60s');
}

async function tryLogins(steps: Steps, workspace: Workspace): Promise<void> {
  const give = (password: string): Promise<unknown> =>
    workspace.apply([login(password)], '--namespace', workspace.namespace);
  const values = platformValues(workspace.namespace, { api: { image: { registry: REGISTRY } } });
  const file = workspace.write('values.yaml', { ...values, global: { imagePullSecrets: [{ name: 'login' }] } });
  await steps.step('kubectl get events says that the login is refused', async () => {
    await give('wrong');
    await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file);
    demand(!/tester|wrong/.test(await refusals(workspace)), 'the login is told');
  });
  await steps.step('with the right login the pods start', async () => {
    await give('right');
    await workspace.kubectl('rollout', 'restart', 'deployment/be-fa-private', 'deployment/be-fa-public');
    await workspace.ready();
  });
}

/** A login that the registry refuses, and the right one in its place. */
const wrongPullSecret: Flow = {
  name: 'fails-pull-secret-wrong',
  run: async (context) => {
    const { registries } = context.cluster;
    if (registries === undefined)
      return context.steps.figure('not tried: how this cluster reaches a registry is not known');
    const workspace = await context.workspace();
    const folder = join(registries, REGISTRY);
    try {
      await beginRegistry(workspace, folder);
      await tryLogins(context.steps, workspace);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export const PULL_SECRET_FLOWS: readonly Flow[] = [wrongPullSecret];
