import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { envOf, getObject, parseObjects, podSpec } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { validateObject } from './support/schema';
import { run } from './support/tools';

/** The apps in examples, as they are printed: run in a copy of their folder. */

const ROOT = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'apps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The objects of each chart of an app. */
function charts(name: string): { [chart: string]: KubernetesObject[] } {
  const app = join(folder, name);
  cpSync(join(ROOT, 'examples', name), app, { recursive: true });
  buildSync({
    entryPoints: [join(ROOT, 'examples', name, 'main.ts')],
    outfile: join(app, 'main.cjs'),
    alias: { 'cdk8s-tracardi': join(ROOT, 'lib', 'index.ts') },
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
  });
  const { status, stderr } = run(process.execPath, ['main.cjs'], { cwd: app });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const files = readdirSync(join(app, 'dist')).map((file) => [
    file.replace('.k8s.yaml', ''),
    parseObjects(readFileSync(join(app, 'dist', file), 'utf8')),
  ]);
  return Object.fromEntries(files) as { [chart: string]: KubernetesObject[] };
}

test('two environments with a hundred tenants from a table', () => {
  const made = charts('environments');
  expect(Object.keys(made)).toEqual(['prod', 'staging']);
  for (const [namespace, objects] of Object.entries(made)) {
    expect(objects.flatMap((object) => validateObject(object))).toEqual([]);
    expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set([namespace]));
    const list = getObject(objects, 'ConfigMap', 'tenants-0').data as { [file: string]: string };
    const tenants = JSON.parse(Object.values(list)[0]) as { name: string }[];
    expect(new Set(tenants.map(({ name }) => name)).size).toBe(100);
  }
  expect(getObject(made.prod, 'Deployment', 'be-fa-public').spec).toMatchObject({ replicas: 4 });
  expect(JSON.stringify(getObject(made.staging, 'Ingress', 'be-api-private-ingress'))).toContain(
    '"*.staging.your-domain.com"',
  );
});

test.each(['main.ts', 'main.py'])('they take less than 15 lines: %s', (file) => {
  const lines = readFileSync(join(ROOT, 'examples', 'environments', file), 'utf8').split('\n');
  expect(lines.filter((line) => line.trim() !== '').length).toBeLessThan(15);
});

test('each part alone', () => {
  const made = charts('parts');
  const names = Object.values(made).map((objects) => objects.filter(({ kind }) => kind === 'Deployment').length);
  expect(names.every((count) => count > 0)).toBe(true);
  for (const objects of Object.values(made)) expect(objects.flatMap((object) => validateObject(object))).toEqual([]);
  expect(envOf(made['public-api'], 'be-fa-public').TENANT_NAME).toBe('acme');
  const { containers, volumes } = podSpec(made['public-api'], 'be-fa-public') as unknown as {
    containers: { name: string; volumeMounts?: object[] }[];
    volumes: object[];
  };
  expect(containers.map(({ name }) => name)).toEqual(['be-fa-public', 'proxy']);
  expect(containers[0].volumeMounts).toContainEqual({ name: 'scratch', mountPath: '/scratch' });
  expect(volumes).toContainEqual({ name: 'scratch', emptyDir: { sizeLimit: '1Gi' } });
  expect(getObject(made.routing, 'Ingress', 'be-api-public-ingress')).toBeDefined();
  expect(made.seed.some(({ kind }) => kind === 'Job')).toBe(true);
});
