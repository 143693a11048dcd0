import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKubectlServer, type KubectlServer } from './kubectl-server';
import { kubectl, run, type RunResult } from './tools';

const PROGRAM = join(__dirname, 'kubectl-server.mjs');
const APPLY = ['apply', '--dry-run=client', '-f'];

let directory: string;
let server: KubectlServer;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'manifests-'));
  server = await startKubectlServer();
});

afterAll(async () => {
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

function manifest(apiVersion: string, kind: string, rest: object): object {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, ...rest };
}

function deployment(container: object = {}): object {
  const labels = { app: 'web' };
  const containers = [{ name: 'web', image: 'nginx', resources: { limits: { cpu: 1, memory: '1Gi' } }, ...container }];
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } };
  const template = { metadata: { labels }, spec: { containers } };
  return manifest('apps/v1', 'Deployment', { spec: { selector: { matchLabels: labels }, strategy, template } });
}

function service(spec: object = {}): object {
  return manifest('v1', 'Service', {
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  });
}

function route(rule: object = {}): object {
  const rules = [{ backendRefs: [{ name: 'web', port: 80 }], ...rule }];
  return manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', { spec: { parentRefs: [{ name: 'public' }], rules } });
}

function scaledObject(spec: object = {}): object {
  const triggers = [{ type: 'cpu', metadata: { value: '70' } }];
  return manifest('keda.sh/v1alpha1', 'ScaledObject', { spec: { scaleTargetRef: { name: 'web' }, triggers, ...spec } });
}

function autoscaler(spec: object = {}): object {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  return manifest('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 3, ...spec } });
}

function write(objects: object[]): string {
  const path = join(directory, 'manifest.json');
  writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  return path;
}

function apply(...objects: object[]): RunResult {
  return run(kubectl(), [...APPLY, write(objects)], { env: server.env });
}

test('kubectl accepts good objects of built-in and custom kinds', () => {
  const ingress = manifest('networking.k8s.io/v1', 'Ingress', { spec: { rules: [{ host: 'example.com' }] } });
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const result = apply(namespace, deployment(), service(), ingress, autoscaler(), route(), scaledObject());
  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
  expect(result.stdout.trim().split('\n')).toEqual([
    'namespace/shop created (dry run)',
    'deployment.apps/web created (dry run)',
    'service/web created (dry run)',
    'ingress.networking.k8s.io/web created (dry run)',
    'horizontalpodautoscaler.autoscaling/web created (dry run)',
    'httproute.gateway.networking.k8s.io/web created (dry run)',
    'scaledobject.keda.sh/web created (dry run)',
  ]);
});

test.each([
  ['an unknown field', deployment({ imag: 'nginx' }), 'unknown field "imag"'],
  ['a wrong type', service({ ports: [{ port: [] }] }), 'invalid type for io.k8s.api.core.v1.ServicePort.port'],
  ['a missing field', autoscaler({ maxReplicas: undefined }), 'missing required field "maxReplicas"'],
  ['an unknown field of a route', route({ timeout: '1s' }), 'unknown field "timeout"'],
  ['an unknown field of a scaled object', scaledObject({ minReplicas: 1 }), 'unknown field "minReplicas"'],
  ['an unknown kind', manifest('v1', 'Servise', {}), 'no matches for kind "Servise"'],
])('kubectl refuses %s', (_what, object, message) => {
  const result = apply(object);
  expect(result.stderr).toContain(message);
  expect(result.status).toBe(1);
});

test('kubectl lists the kinds, also without aggregated discovery', async () => {
  const result = run(kubectl(), ['api-resources', '--no-headers'], { env: server.env });
  expect(result.stdout).toMatch(/^deployments +deploy +apps\/v1 +true +Deployment$/m);
  const groups = (await (await fetch(`${server.url}/apis`)).json()) as { groups: { name: string }[] };
  expect(groups.groups.map(({ name }) => name)).toContain('keda.sh');
  const list = (await (await fetch(`${server.url}/apis/apps/v1`)).json()) as { resources: { name: string }[] };
  expect(list.resources.map(({ name }) => name)).toEqual(['deployments']);
});

test('there are no objects, and none can be made', () => {
  const missing = run(kubectl(), ['get', 'service', 'web'], { env: server.env });
  expect(missing.stderr).toContain('(NotFound)');
  const created = run(kubectl(), ['create', '-f', write([service()])], { env: server.env });
  expect(created.stderr).toContain('use --dry-run=client');
});

test('the command line runs a command with the server and hands on its status', () => {
  const args = [PROGRAM, '--', kubectl(), ...APPLY];
  const good = run(process.execPath, [...args, write([service()])]);
  expect(good).toEqual({ status: 0, stdout: 'service/web created (dry run)\n', stderr: '' });
  const bad = run(process.execPath, [...args, write([service({ port: 80 })])]);
  expect(bad.status).toBe(1);
  expect(bad.stderr).toContain('unknown field "port"');
});

test('the command line tells of a command that does not exist', () => {
  const result = run(process.execPath, [PROGRAM, '--', join(directory, 'nothing')]);
  expect(result.status).toBe(1);
  expect(result.stderr).toMatch(/^kubectl-server: .*ENOENT/);
});

test('stopping ends the server and removes its files', async () => {
  const other = await startKubectlServer();
  expect(readFileSync(other.kubeconfig, 'utf8')).toContain(other.url);
  await other.stop();
  await other.stop();
  expect(existsSync(other.kubeconfig)).toBe(false);
  await expect(fetch(`${other.url}/version`)).rejects.toThrow();
});
