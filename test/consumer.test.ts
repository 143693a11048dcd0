import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envOf, findObject, getObject, parseObjects, podSpec } from './support/objects';
import type { KubernetesObject } from './support/objects';
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
  const [{ filename }] = JSON.parse(must('npm', 'pack', ROOT, '--json', '--ignore-scripts')) as { filename: string }[];
  must('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${filename}`);
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

test('the package holds what it needs and no source, test or bundle twice', () => {
  const files = run('npm', ['pack', ROOT, '--json', '--dry-run', '--ignore-scripts'], { cwd: folder }).stdout;
  const paths = (JSON.parse(files) as { files: { path: string }[] }[])[0].files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'build/index.js',
      'build/index.d.ts',
      'build/cdk8s-tracardi.js',
      'charts/tracardi/values.yaml',
      'LICENSE',
      'README.md',
    ]),
  );
  expect(paths.filter((path) => /^(lib|test|bench|scripts|dist|coverage|build\/synth)\//.test(path))).toEqual([]);
});

test('the command of the installed package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(must('npx', 'cdk8s-tracardi', '--version')).toBe(`${version}\n`);
});
