import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../lib/cli/commands';
import { packedTarball } from './support/packed';
import { run } from './support/tools';

/** The tarball that is published. */

const ROOT = join(__dirname, '..');
const PEERS = ['cdk8s', 'cdk8s-plus-28', 'constructs'];
const RTTI = Symbol.for('jsii.rtti');

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly bin: { [name: string]: string };
  readonly types: {
    [fqn: string]: {
      readonly kind: string;
      readonly name: string;
      readonly methods?: Member[];
      readonly datatype?: boolean;
      readonly properties?: Property[];
    };
  };
}
interface Property {
  readonly name: string;
  readonly optional?: boolean;
  readonly docs?: { readonly default?: string };
}
interface Member {
  readonly name: string;
  readonly static?: boolean;
}
type Exported = { [key: string | symbol]: unknown; prototype: { [key: string]: unknown } };

let tarball: string;
let folder: string;
let assembly: Assembly;

beforeAll(() => {
  tarball = packedTarball();
  folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const { status, stderr } = run('tar', ['-xzf', tarball, '-C', folder]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  mkdirSync(join(folder, 'package', 'node_modules'));
  for (const peer of PEERS)
    symlinkSync(join(ROOT, 'node_modules', peer), join(folder, 'package', 'node_modules', peer));
  assembly = JSON.parse(readFileSync(join(folder, 'package', '.jsii'), 'utf8')) as Assembly;
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const files = (): string[] => run('tar', ['-tzf', tarball]).stdout.trim().split('\n');

test('its description fits its code: every class and enum is exported, and knows by which name other languages have it', () => {
  const exported = createRequire(__filename)(join(folder, 'package')) as { [name: string]: Exported };
  const classes = Object.entries(assembly.types).filter(([, { kind }]) => kind === 'class');
  expect(classes.length).toBeGreaterThan(12);
  for (const [fqn, { name, methods = [] }] of classes) {
    expect({ fqn, rtti: Object.getOwnPropertyDescriptor(exported[name], RTTI)?.value as unknown }).toEqual({
      fqn,
      rtti: { fqn, version: assembly.version },
    });
    for (const method of methods) {
      const owner = method.static ? exported[name] : exported[name].prototype;
      expect({ fqn, method: method.name, type: typeof owner[method.name] }).toMatchObject({ type: 'function' });
    }
  }
  for (const { kind, name } of Object.values(assembly.types))
    if (kind === 'enum') expect(exported).toHaveProperty(name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package', 'package.json'), 'utf8')) as Assembly;
  expect(assembly.version).toBe(version);
});

test('API.md is what the package has', () => {
  const { status, stderr } = run(process.execPath, [
    join(ROOT, 'scripts', 'api.mjs'),
    '--check',
    join(folder, 'package'),
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
}, 60_000);

test('every member that may be left out says what then is', () => {
  const optional = Object.entries(assembly.types).flatMap(([fqn, { properties = [], datatype }]) =>
    datatype ? properties.filter((property) => property.optional).map((property) => ({ fqn, ...property })) : [],
  );
  expect(optional.length).toBeGreaterThan(500);
  expect(optional.filter(({ docs }) => !docs?.default).map(({ fqn, name }) => `${fqn}.${name}`)).toEqual([]);
});

test('it is under 750 kB', () => {
  expect(statSync(tarball).size).toBeLessThan(750_000);
});

test('it holds the licence of each package of which it holds parts', () => {
  const text = readFileSync(join(folder, 'package', 'build', 'THIRD_PARTY_LICENSES'), 'utf8');
  for (const name of ['yaml', 'cdk8s', 'constructs', 'cdk8s-plus-28', 'csv-parse', '@dagrejs/dagre', 'ajv'])
    expect(text).toMatch(new RegExp(`^(.*, )?${name} \\d+\\.`, 'm'));
});

test('it holds what the command’s help names', () => {
  const named = COMMANDS.flatMap(({ examples }) => examples).flatMap((text) => text.match(/\bexamples\/\S+/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  for (const file of named) expect(files()).toContain(`package/${file}`);
});

test('it holds no source, test, staging folder or declaration of what is not API', () => {
  const own = files();
  expect(own).toEqual(
    expect.arrayContaining(
      ['.jsii', 'LICENSE', 'README.md', 'build/index.d.ts', 'charts/tracardi/values.yaml'].map(
        (file) => `package/${file}`,
      ),
    ),
  );
  const rest = /^package\/(?!build\/|charts\/|examples\/|\.jsii$|LICENSE$|README\.md$|package\.json$)/;
  expect(own.filter((file) => rest.test(file))).toEqual([]);
  expect(own.filter((file) => /^package\/build\/(synth|jsii|cli)\b|^package\/build\/.*[^d]\.ts$/.test(file))).toEqual(
    [],
  );
});

test('its modules need nothing that is not in it', () => {
  for (const file of files().filter((name) => /^package\/build\/.*\.js$/.test(name))) {
    const path = join(folder, file);
    const { resolve } = createRequire(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/(?<!['"])\brequire\(["']([^"'\n]+)["']\)/g)) {
      const found = name.startsWith('.') ? isThere(() => resolve(name)) : PEERS.includes(name) || isBuiltin(name);
      expect({ file, name, found }).toEqual({ file, name, found: true });
    }
  }
});

test('its command works without its peers', () => {
  const alone = mkdtempSync(join(tmpdir(), 'packed-'));
  try {
    expect(run('tar', ['-xzf', tarball, '-C', alone])).toMatchObject({ status: 0 });
    const cwd = join(alone, 'package');
    const args = ['synth', '-f', 'examples/multi-tenant/values.yaml', '-o', '-'];
    const { status, stdout, stderr } = run(process.execPath, [assembly.bin['cdk8s-tracardi'], ...args], { cwd });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('kind: Deployment');
  } finally {
    rmSync(alone, { recursive: true, force: true });
  }
});

function isThere(find: () => string): boolean {
  try {
    return find() !== '';
  } catch {
    return false;
  }
}
