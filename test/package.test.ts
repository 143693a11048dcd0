import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../lib/cli/commands';
import { packedTarball } from './support/packed';
import { run } from './support/tools';

/** The tarball that is published. */

const ROOT = join(__dirname, '..');
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
  for (const peer of ['cdk8s', 'cdk8s-plus-28', 'constructs'])
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

test('it is under 850 kB', () => {
  expect(statSync(tarball).size).toBeLessThan(850_000);
});

test('it holds what the command’s help names', () => {
  const named = COMMANDS.flatMap(({ examples }) => examples).flatMap((text) => text.match(/\bexamples\/\S+/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  for (const file of named) expect(files()).toContain(`package/${file}`);
});

test('it holds no source, test, staging folder or declaration of what is not API', () => {
  const own = files().filter((file) => !file.startsWith('package/node_modules/'));
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
    for (const [, name] of readFileSync(path, 'utf8').matchAll(/\brequire\(["'](\.[^"']+)["']\)/g))
      expect({ file, name, found: isThere(() => resolve(name)) }).toEqual({ file, name, found: true });
  }
});

test('its command works without its peers', () => {
  const { status, stdout } = run(
    process.execPath,
    [
      join(folder, 'package', assembly.bin['cdk8s-tracardi']),
      'synth',
      '-f',
      'examples/multi-tenant/values.yaml',
      '-o',
      '-',
    ],
    { cwd: join(folder, 'package') },
  );
  expect(status).toBe(0);
  expect(stdout).toContain('kind: Deployment');
});

function isThere(find: () => string): boolean {
  try {
    return find() !== '';
  } catch {
    return false;
  }
}
