import { buildSync } from 'esbuild';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helm4, run } from '../../support/tools';
import { objectsOf } from '../chart';
import { execute, parseObjects } from '../../parity/faces';
import { ChartRepository } from './repository';

/** `cdk8s import helm:` makes a class with typed values of the chart. test/languages does so for other languages. */

const ROOT = join(__dirname, '..', '..', '..');
const repository = new ChartRepository();
const app = join(repository.folder, 'app');

beforeAll(async () => {
  await repository.start();
  mkdirSync(app);
  symlinkSync(join(ROOT, 'node_modules'), join(app, 'node_modules'));
  cpSync(join(__dirname, 'app.ts'), join(app, 'app.ts'));
  await repository.importInto(app, 'typescript');
}, 120_000);
afterAll(() => repository.stop());

/** Values that the schema refuses, too, one in a line of a program. */
const REFUSED = [
  'redis: { prt: 6379 }',
  'redis: { port: "6379" }',
  'api: { private: { podLabels: { a: 1 } } }',
  'tenants: [{ name: "acme" }]',
];

test('its types take what the schema takes, and refuse what it refuses', () => {
  const lines = REFUSED.map((values) => `new Tracardi(new App(), 'a', { values: { ${values} } });`);
  const head = ["import { App } from 'cdk8s';", "import { Tracardi } from './imports/tracardi';"];
  writeFileSync(join(app, 'wrong.ts'), [...head, ...lines].join('\n'));
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: ['node'], target: 'ES2022' };
  const modules = { module: 'node16', moduleResolution: 'node16' };
  const options = { compilerOptions: { ...compilerOptions, ...modules }, files: ['app.ts', 'wrong.ts'] };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(options));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = run(process.execPath, [tsc, '-p', app], { cwd: app });
  const places = [...stdout.matchAll(/^(\S+)\((\d+),/gm)].map(([, file, line]) => `${file}:${line}`);
  expect(places).toEqual(REFUSED.map((_, index) => `wrong.ts:${head.length + index + 1}`));
}, 120_000);

test('typed values give the objects that a values file gives', async () => {
  const outfile = join(app, 'app.cjs');
  const options = { bundle: true, platform: 'node', packages: 'external', logLevel: 'silent' } as const;
  buildSync({ entryPoints: [join(app, 'app.ts')], outfile, ...options });
  const { status, stdout, stderr } = await execute(process.execPath, [outfile, helm4()]);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(parseObjects(stdout)).toEqual(objectsOf(helm4(), ['-f', join(__dirname, 'values.yaml')]));
}, 120_000);
