import { buildSync } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COMMAND, ROOT, Workplace } from '../cli/command';
import { run } from '../support/tools';
import { Repository, bash } from './repository';

/** What docs/checks.md shows is tried. */

const DOCUMENT = readFileSync(join(ROOT, 'docs', 'checks.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...DOCUMENT.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map((match) => match[1]);

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

let repository: Repository;
beforeEach(() => (repository = new Repository()));
afterEach(() => repository.remove());

test('every command runs in an empty repository, and none is used wrongly', () => {
  const command = `"${process.execPath}" "${COMMAND}"`;
  const place = new Workplace();
  place.git('init', '-q');
  const somebody = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.example', GIT_COMMITTER_NAME: 'a' };
  const env = { ...process.env, ...somebody, GIT_COMMITTER_EMAIL: 'a@b.example' };
  try {
    for (const line of blocks('sh').flatMap((block) => block.trimEnd().split('\n'))) {
      const { status, output } = bash(line.replaceAll('npx cdk8s-tracardi', command), place.folder, env);
      expect({ line, output, status }).toEqual({ line, output, status: 0 });
    }
    expect(existsSync(join(place.folder, 'dist', 'prod'))).toBe(true);
  } finally {
    place.remove();
  }
});

/** Which keys there are, and of what type; a list is as its first item. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shape(item)]));
}

test('the JSON is as the command prints it', () => {
  repository.write(
    'environments/new.yaml',
    'config: { multiTenant: { domain: a.example } }\napi:\n  public:\n    replica: 2\n',
  );
  repository.change();
  const json = (...args: string[]): unknown =>
    JSON.parse(repository.tracardi([args[0], '--format', 'json', '-f', 'base.yaml', ...args.slice(1)]).stdout);
  const printed = [
    json('validate', 'environments/new.yaml'),
    json('diff', `${repository.old}:environments/prod.yaml`, 'environments/prod.yaml'),
  ];
  expect(blocks('json').map((block) => shape(JSON.parse(block)))).toEqual(printed.map(shape));
});

test('the message is the one that is printed', () => {
  repository.write('environments/prod.yaml', 'config: {}\napi:\n  public:\n    replica: 2\n');
  const { stderr } = run(process.execPath, [COMMAND, 'validate', 'environments/prod.yaml'], { cwd: repository.folder });
  expect(stderr).toContain(blocks('text')[0]);
});

test('the workflow and the hook name what there is', () => {
  const [workflow, hooks] = blocks('yaml').map((block): unknown => parse(block)) as [
    { jobs: { values: { steps: { uses: string; with?: object }[] } } },
    { repos: { rev: string; hooks: { id: string; args: string[] }[] }[] },
  ];
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
  const step = workflow.jobs.values.steps[1];
  expect(step.uses).toBe(`tracardi/cdk8s-tracardi@v${version}`);
  for (const input of Object.keys(step.with!)) expect(action.inputs).toHaveProperty(input);
  const [{ id }] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[];
  expect(hooks.repos[0]).toMatchObject({ rev: `v${version}`, hooks: [{ id }] });
  const { args } = hooks.repos[0].hooks[0];
  expect(repository.tracardi(['validate', ...args, 'environments/prod.yaml'])).toMatchObject({ status: 0, stderr: '' });
});

test('every warning is in the table', () => {
  const rules = [...DOCUMENT.matchAll(/^\| `([\w-]+)`/gm)].map(([, rule]) => rule);
  const warnings = [
    'deprecated-key',
    'duplicate-key',
    'multiple-documents',
    'final-newline',
    'public-token',
    'weak-secret',
    'secret-in-git',
    'elastic-port',
    'redis-tls',
  ];
  expect(rules.sort()).toEqual([...warnings, 'placeholder-host', 'tenant-hyphen', 'many-tenants'].sort());
});

test('the program runs', () => {
  const { outputFiles } = buildSync({
    stdin: { contents: blocks('ts')[0], resolveDir: ROOT, loader: 'ts' },
    alias: { 'cdk8s-tracardi': join(ROOT, 'lib', 'index.ts') },
    bundle: true,
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  const { status, stdout } = run(process.execPath, ['-'], { input: outputFiles[0].text });
  expect(status).toBe(0);
  expect(stdout).toContain('error in line 1: redis.prt: is not a known key');
});
