import { buildSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COMMAND, ROOT } from '../cli/command';
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

test('every command runs in a repository of environments, and none is used wrongly', () => {
  const command = `"${process.execPath}" "${COMMAND}"`;
  for (const line of blocks('sh').flatMap((block) => block.trimEnd().split('\n'))) {
    const { status, output } = bash(line.replaceAll('npx cdk8s-tracardi', command), repository.folder, process.env);
    expect({ line, output, status }).toEqual({ line, output, status: 0 });
  }
});

test('the message is the one that is printed', () => {
  repository.write('environments/prod.yaml', 'config: {}\napi:\n  public:\n    replica: 2\n');
  const { stderr } = run(process.execPath, [COMMAND, 'validate', 'environments/prod.yaml'], { cwd: repository.folder });
  expect(stderr).toContain(blocks('text')[0]);
});

test('the workflow and the hook name what there is', () => {
  const [workflow, hooks] = blocks('yaml').map((block): unknown => parse(block)) as [
    { jobs: { values: { steps: { uses: string; with?: object }[] } } },
    { repos: { rev: string; hooks: { id: string }[] }[] },
  ];
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { inputs: object };
  const step = workflow.jobs.values.steps[1];
  expect(step.uses).toBe(`tracardi/cdk8s-tracardi@v${version}`);
  for (const input of Object.keys(step.with!)) expect(action.inputs).toHaveProperty(input);
  const [{ id }] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[];
  expect(hooks.repos[0]).toMatchObject({ rev: `v${version}`, hooks: [{ id }] });
});

test('every warning is in the table', () => {
  const rules = [...DOCUMENT.matchAll(/^\| `([\w-]+)`/gm)].map(([, rule]) => rule);
  const warnings = [
    'deprecated-key',
    'duplicate-key',
    'multiple-documents',
    'public-token',
    'weak-secret',
    'secret-in-git',
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
