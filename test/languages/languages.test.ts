import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { parseObjects } from '../support/objects';
import { run } from '../support/tools';
import type { RunResult } from '../support/tools';
import { appInTypeScript } from './typescript';

/** One app in each language, by the packages in build/jsii. Run by `npm run test:languages`, which builds them first. */

const ROOT = join(__dirname, '..', '..');
const PACKAGES = join(ROOT, 'build', 'jsii');
const MAVEN_REPOSITORY = join(ROOT, 'node_modules', '.cache', 'cdk8s-tracardi', 'maven');
const ENVIRONMENTS = join(ROOT, 'examples', 'environments');
const EXAMPLE = join(ROOT, 'examples', 'multi-tenant', 'values.yaml');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

let folder: string;
let expected: object[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'languages-'));
  writeFileSync(join(folder, 'invalid.yaml'), 'redis:\n  prt: 6379\n');
  expected = parseObjects(appInTypeScript(EXAMPLE));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function must(cwd: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = run(command, args, { cwd });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

type Program = (values: string, output: string) => RunResult;

/** Copies the app of a language out of the project, installs what it needs and says how it is run. */
const LANGUAGES: { [name: string]: (app: string) => Program } = {
  python(app) {
    const python = join(app, 'venv', 'bin', 'python');
    const [wheel] = readdirSync(join(PACKAGES, 'python')).filter((file) => file.endsWith('.whl'));
    must(app, 'python3', '-m', 'venv', 'venv');
    must(app, python, '-m', 'pip', 'install', '--quiet', join(PACKAGES, 'python', wheel));
    return (...args) => run(python, ['app.py', ...args], { cwd: app });
  },
  java(app) {
    // What an earlier run took from build/jsii.
    rmSync(join(MAVEN_REPOSITORY, 'com', 'tracardi'), { recursive: true, force: true });
    const settings = [`-Dmaven.repo.local=${MAVEN_REPOSITORY}`, `-Droot=${ROOT}`, `-Dversion.tracardi=${version}`];
    const maven = ['--batch-mode', '--quiet', ...settings];
    must(app, 'mvn', ...maven, 'compile');
    const java = [...maven, 'org.codehaus.mojo:exec-maven-plugin:3.5.0:java', '-Dexec.mainClass=app.App'];
    return (...args) => run('mvn', [...java, `-Dexec.arguments=${args.join(',')}`], { cwd: app });
  },
  go(app) {
    const modules = {
      'github.com/tracardi/cdk8s-tracardi-go/cdk8stracardi': join(PACKAGES, 'go', 'cdk8stracardi'),
      'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2': join(ROOT, 'node_modules', 'cdk8s', 'dist', 'go', 'cdk8s'),
      'github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2': join(
        ...[ROOT, 'node_modules', 'cdk8s-plus-28', 'dist', 'go', 'cdk8splus28'],
      ),
    };
    const replaced = Object.entries(modules).map(([name, path]) => `replace ${name} => ${path}\n`);
    writeFileSync(join(app, 'go.mod'), `module app\ngo 1.25\n${replaced.join('')}`);
    must(app, 'go', 'mod', 'tidy');
    must(app, 'go', 'build', '-o', 'program', '.');
    return (...args) => run(join(app, 'program'), args, { cwd: app });
  },
};

function environmentsInTypeScript(app: string): void {
  cpSync(ENVIRONMENTS, app, { recursive: true });
  buildSync({
    entryPoints: [join(ENVIRONMENTS, 'main.ts')],
    outfile: join(app, 'main.cjs'),
    alias: { 'cdk8s-tracardi': join(ROOT, 'lib', 'index.ts') },
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
  });
  must(app, process.execPath, 'main.cjs');
}

const objectsIn = (app: string, file: string): object[] => parseObjects(readFileSync(join(app, 'dist', file), 'utf8'));

describe.each(Object.keys(LANGUAGES))('%s', (language) => {
  const built = existsSync(join(PACKAGES, language)) ? test : test.skip;
  let program: Program;

  beforeAll(() => {
    if (!existsSync(join(PACKAGES, language))) return;
    const app = join(folder, language);
    cpSync(join(__dirname, language), app, { recursive: true });
    program = LANGUAGES[language](app);
  }, 600_000);

  built('makes the objects that TypeScript makes', () => {
    const output = join(folder, `${language}.yaml`);
    const { status, stderr } = program(EXAMPLE, output);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(parseObjects(readFileSync(output, 'utf8'))).toEqual(expected);
  });

  if (language === 'python')
    built('the app of two environments makes the objects that TypeScript makes', () => {
      const [inPython, inTypeScript] = ['environments-python', 'environments'].map((name) => join(folder, name));
      cpSync(ENVIRONMENTS, inPython, { recursive: true });
      must(inPython, join(folder, language, 'venv', 'bin', 'python'), 'main.py');
      environmentsInTypeScript(inTypeScript);
      for (const file of ['staging.k8s.yaml', 'prod.k8s.yaml'])
        expect(objectsIn(inPython, file)).toEqual(objectsIn(inTypeScript, file));
    });

  built('tells the place of a mistake', () => {
    const { status, stdout, stderr } = program(join(folder, 'invalid.yaml'), join(folder, 'none'));
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain(
      'invalid.yaml:2:3: error: redis.prt: is not a known key; did you mean port? [unknown-key]',
    );
  });
});
