import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/json/json';
import { objectDifferences } from '../parity/differences';
import { helm4, run } from '../support/tools';
import { validateObject } from '../support/schema';
import { CHART, HELMS, objectsOf, template, Workspace } from './chart';

const workspace = new Workspace();
afterAll(() => workspace.remove());

const CI = readdirSync(join(CHART, 'ci')).map((name) => join(CHART, 'ci', name));

const { version } = JSON.parse(readFileSync(join(CHART, '..', '..', 'package.json'), 'utf8')) as { version: string };

/** Kind of an object, with the hook that it is. */
function kindAndHook({ kind, metadata }: JsonObject): string {
  const { annotations } = metadata as { annotations?: { [key: string]: string } };
  return [kind, annotations?.['helm.sh/hook']].filter(Boolean).join(' ');
}

describe.each(HELMS)('%s', (name, helm) => {
  test('lints without a remark', () => {
    expect(run(helm, ['lint', '--strict', CHART])).toMatchObject({
      status: 0,
      stdout: expect.not.stringMatching(/WARNING|ERROR|INFO/),
    });
  });

  test.each(CI)('lints with %s', (file) => {
    expect(run(helm, ['lint', '--strict', CHART, '-f', file])).toMatchObject({ status: 0 });
  });

  test('the files in ci have all that tenants bring', () => {
    const kinds = new Set(CI.flatMap((file) => objectsOf(helm, ['-f', file]).map(kindAndHook)));
    const brought = ['Job post-install,post-upgrade', 'Job', 'Pod test', 'Secret', 'ConfigMap'];
    expect([...kinds]).toEqual(expect.arrayContaining(brought));
  });

  test.each(CI)('%s gives objects that Kubernetes knows', (file) => {
    const objects = objectsOf(helm, ['-f', file]);
    expect(objects.flatMap((object) => validateObject(object))).toEqual([]);
  });

  test('the package gives the same as the folder', () => {
    const folder = join(workspace.folder, name.replace(' ', ''));
    expect(run(helm, ['package', CHART, '-d', folder])).toMatchObject({ status: 0 });
    const packed = join(folder, `tracardi-${version}.tgz`);
    expect(objectDifferences(objectsOf(helm, [], packed), objectsOf(helm, []))).toEqual([]);
    const files = run('tar', ['-tzf', packed]).stdout.split('\n');
    expect(files).toContain('tracardi/values.schema.json');
    expect(files.filter((file) => /\/ci\/|icon/.test(file))).toEqual([]);
  });

  test('output is the same each time', () => {
    expect(template(helm, []).stdout).toBe(template(helm, []).stdout);
  });
});

/** A chart that contains this one. */
function parentChart(helm: string, name: string): string {
  const folder = join(workspace.folder, name);
  workspace.write(
    `apiVersion: v2
name: parent
version: 1.0.0
dependencies:
  - { name: tracardi, version: "${version}", repository: "file://${CHART}", condition: tracardi.enabled }
  - { name: tracardi, version: "${version}", repository: "file://${CHART}", alias: second, condition: second.enabled }
`,
    join(name, 'Chart.yaml'),
  );
  workspace.write('second: { enabled: false }\n', join(name, 'values.yaml'));
  const { status, stderr } = run(helm, ['dependency', 'update', folder]);
  if (status !== 0) throw new Error(stderr);
  return folder;
}

describe.each(HELMS)('as a subchart of a parent, %s', (name, helm) => {
  const chart = parentChart(helm, `parent-${name.replace(' ', '')}`);

  test('gives what it gives by itself', () => {
    const values = 'gui: { console: { replicas: 2 } }\n';
    const own = objectsOf(helm, workspace.values(values));
    const nested = objectsOf(helm, workspace.values(`tracardi: { ${values.trim()}, enabled: true }\n`), chart);
    expect(objectDifferences(nested, own)).toEqual([]);
  });

  test('takes the globals of its parent', () => {
    const args = workspace.values('global: { imageRegistry: registry.example.com, other: { x: 1 } }\n');
    expect(JSON.stringify(objectsOf(helm, args, chart))).toContain(
      '"image":"registry.example.com/tracardi/com-tracardi-api:1.1.x"',
    );
  });

  test('says nothing of globals that are for others', () => {
    const args = workspace.values(
      'global: { storageClass: fast }\ntracardi: { enabled: true, elastic: { port: 9201 } }\n',
    );
    const { stdout, stderr } = run(helm4(), [
      ...['install', 'tracardi', chart, '--dry-run=client', '--render-subchart-notes'],
      ...args,
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain('elastic.port: public versions of the program');
    expect(stdout).not.toContain('storageClass');
  });

  test('is left out where it is not enabled', () => {
    expect(template(helm, workspace.values('tracardi: { enabled: false }\n'), chart).stdout.trim()).toBe('');
  });

  test('checks its values', () => {
    const { status, stderr } = template(helm, workspace.values('tracardi: { api: { privat: {} } }\n'), chart);
    expect(status).not.toBe(0);
    expect(stderr).toContain('privat');
  });

  test('two of them share no object and no selector', () => {
    const objects = objectsOf(helm, workspace.values('second: { enabled: true, fullnameOverride: second }\n'), chart);
    const names = objects.map(({ kind, metadata }) => `${kind as string} ${(metadata as { name: string }).name}`);
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
    const selectors = objects.flatMap(({ kind, spec }) =>
      kind === 'Service' ? [JSON.stringify((spec as { selector: object }).selector)] : [],
    );
    expect(new Set(selectors).size).toBe(selectors.length);
  });
});
