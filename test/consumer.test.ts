import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envOf, findObject, getObject, parseObjects, podSpec } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { packedTarball } from './support/packed';
import { validateObject } from './support/schema';
import { run } from './support/tools';

/** The package as users get it: packed, installed into an app of its own, compiled and run there. */

const ROOT = join(__dirname, '..');
let folder: string;
let objects: KubernetesObject[];

function must(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = run(command, args, { cwd: folder });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  cpSync(join(__dirname, 'consumer'), folder, { recursive: true });
  must('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', packedTarball());
  must('npx', 'tsc', '-p', '.');
  objects = parseObjects(must(process.execPath, 'out/main.js'));
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const inNamespace = (namespace: string): KubernetesObject[] =>
  objects.filter(({ metadata }) => metadata.namespace === namespace);

test('both installations are there, in their namespaces, beside the app’s own object', () => {
  expect(getObject(inNamespace('customers'), 'Deployment', 'be-fa-tms')).toBeDefined();
  expect(findObject(inNamespace('shop'), 'Deployment', 'be-fa-tms')).toBeUndefined();
  expect(getObject(inNamespace('shop'), 'Deployment', 'be-fa-public').spec).toMatchObject({ replicas: 3 });
  expect(getObject(inNamespace('customers'), 'ConfigMap', 'links').data).toEqual({ api: 'be-private-svc' });
});

test('the added variable and the patch arrive', () => {
  expect(envOf(inNamespace('customers'), 'be-fa-private').TENANT_NAME).toBe('acme');
  expect(podSpec(inNamespace('customers'), 'be-fa-private').priorityClassName).toBe('high');
});

test('every object is what Kubernetes accepts', () => {
  for (const object of objects) expect(validateObject(object)).toEqual([]);
});

test('the command of the installed package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(must('npx', 'cdk8s-tracardi', '--version')).toBe(`${version}\n`);
});
