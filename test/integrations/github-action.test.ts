import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../cli/command';
import { Repository, bash, pack } from './repository';

/** The steps of action.yml, run as GitHub runs them, in a repository of their own. Only `gh`, which needs GitHub, is a stand-in. */

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: { readonly [name: string]: string };
  readonly run: string;
}
const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: { [name: string]: { default?: string } };
  runs: { steps: Step[] };
};

interface Result {
  readonly failed: string[];
  readonly output: string;
  readonly summary: string;
  /** What `gh` was asked, one line a call. */
  readonly calls: string;
  readonly comment?: string;
}

let packed: string;
let packages: string;
let repository: Repository;

beforeAll(() => {
  packages = mkdtempSync(join(tmpdir(), 'packages-'));
  packed = pack(packages);
}, 120_000);
afterAll(() => rmSync(packages, { recursive: true, force: true }));
beforeEach(() => (repository = new Repository()));
afterEach(() => repository.remove());

/** Records its arguments and the body; answers a listing with the id of a comment that is there, if any. */
const GH = (existing: string): string => `
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
for argument; do case $argument in body=@*) cp "\${argument#body=@}" "$RUNNER_TEMP/comment" ;; esac; done
case $* in *--jq*) printf '${existing}' ;; esac
`;

function runAction(
  inputs: { [name: string]: string },
  gh = GH(''),
  others: { [program: string]: string } = {},
): Result {
  const temporary = mkdtempSync(join(packages, 'runner-'));
  const read = (name: string): string | undefined =>
    existsSync(join(temporary, name)) ? readFileSync(join(temporary, name), 'utf8') : undefined;
  for (const name of ['path', 'summary']) writeFileSync(join(temporary, name), '');
  const programs = repository.program('gh', gh);
  for (const [name, script] of Object.entries(others)) repository.program(name, script);
  const context = contextOf(inputs);
  const failed: string[] = [];
  let output = '';
  for (const step of ACTION.runs.steps) {
    if (step.id) context.steps[step.id] = { outcome: 'skipped' };
    if (!(step.if ? evaluate(step.if, context) : failed.length === 0)) continue;
    const path = [programs, ...read('path')!.split('\n').filter(Boolean), process.env.PATH].join(delimiter);
    const result = bash(step.run, repository.folder, {
      ...process.env,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, substitute(text, context)])),
      PATH: path,
      RUNNER_TEMP: temporary,
      GITHUB_PATH: join(temporary, 'path'),
      GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
    });
    output += result.output;
    if (step.id) context.steps[step.id] = { outcome: result.status === 0 ? 'success' : 'failure' };
    if (result.status !== 0) failed.push(step.name);
  }
  return { failed, output, summary: read('summary')!, calls: read('calls') ?? '', comment: read('comment') };
}

interface Context {
  readonly inputs: object;
  readonly github: object;
  readonly steps: { [id: string]: { outcome: string } };
  readonly cancelled: () => boolean;
}

function contextOf(inputs: { [name: string]: string }): Context {
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default ?? '']);
  return {
    inputs: { ...Object.fromEntries(defaults), package: packed, ...inputs },
    github: {
      token: 'a-token',
      repository: 'acme/platform',
      event: { pull_request: { number: 7, base: { sha: repository.old } } },
    },
    steps: {},
    cancelled: () => false,
  };
}

/** Expressions of GitHub, as far as the action has them, are expressions of JavaScript, too. */
function evaluate(expression: string, context: Context): unknown {
  const source = expression.replace(/^\$\{\{|\}\}$/g, '');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(...Object.keys(context), `return ${source}`)(...Object.values(context));
}

const substitute = (text: string, context: Context): string =>
  text.replace(/\$\{\{.*?\}\}/g, (expression) => String(evaluate(expression, context)));

const INPUTS = { files: 'environments/*.yaml', base: 'base.yaml' };

test('a pull request that breaks one environment, changes another and removes a third', () => {
  repository.change();
  const { failed, output, comment, summary, calls } = runAction(INPUTS);
  expect(failed).toEqual(['Validate']);
  expect(output).toMatch(
    /^::error file=environments\/dev\.yaml,line=4,col=5,title=unknown-key::.*did you mean replicas\?/m,
  );
  expect(comment).toMatch(/^<!-- tracardi-values: values -->\n/);
  expect(comment).toContain('### `environments/dev.yaml` is not compared');
  expect(comment).toContain('### What `environments/prod.yaml` changes');
  expect(comment).toContain('~ spec.replicas: 2 -> 5');
  expect(comment).toContain('| added | tenant acme |');
  expect(comment).toContain('### What `environments/staging.yaml` changes');
  expect(comment).toContain('| removed | Deployment default/be-fa-public |');
  expect(summary).toBe(comment);
  expect(calls).toContain('--method POST repos/acme/platform/issues/7/comments');
}, 120_000);

test('a comment that is there is brought up to date', () => {
  repository.write('environments/prod.yaml', 'config: { multiTenant: { domain: other.example } }\n');
  repository.commit();
  const { failed, calls } = runAction(INPUTS, GH('4711'));
  expect(failed).toEqual([]);
  expect(calls).toContain('--method PATCH repos/acme/platform/issues/comments/4711');
  expect(calls).not.toContain('POST');
}, 120_000);

test('a pull request that mends an environment, and renames another', () => {
  repository.write('environments/dev.yaml', 'config: { multiTenant: { domain: dev.example } }\nredis: { prt: 1 }\n');
  repository.old = repository.commit();
  repository.write('environments/dev.yaml', 'config: { multiTenant: { domain: dev.example } }\nredis: { port: 1 }\n');
  repository.git('mv', 'environments/prod.yaml', 'environments/production.yaml');
  repository.commit();
  const { failed, comment } = runAction({ files: 'environments/*.yaml', base: 'base.yaml\n' });
  expect(failed).toEqual([]);
  expect(comment).toContain(
    '### What `environments/dev.yaml` changes\n\nWas not valid before this change; it is now. All that it makes counts as added.\n',
  );
  expect(comment).toContain('### What `environments/production.yaml` changes');
  expect(comment).toMatch(/### What `environments\/prod\.yaml` changes\n\n0 objects added, [1-9]\d* removed/);
}, 120_000);

test('a step that fails leaves the comment as it was', () => {
  repository.change();
  repository.old = '0'.repeat(40);
  const base = runAction(INPUTS);
  expect(base).toMatchObject({ failed: ['Validate', 'Compare with the base of the pull request'], calls: '' });
  expect(base.output).toContain('::error title=no-base::');
  const npm = runAction(INPUTS, GH(''), { npm: 'exit 1' });
  expect(npm).toMatchObject({ failed: ['Install cdk8s-tracardi'], calls: '', summary: '' });
  const node = runAction(INPUTS, GH(''), { node: 'exit 1' });
  expect(node).toMatchObject({ failed: ['Install cdk8s-tracardi'], calls: '' });
  expect(node.output).toContain('::error title=no-node::');
}, 120_000);

test('a comment for each name, with the names of the installation; no input is run as a script', () => {
  repository.change();
  const inputs = { ...INPUTS, name: 'a $(touch ran) -->', release: 'crm', namespace: 'prod' };
  const { comment, calls } = runAction(inputs);
  expect(comment).toMatch(/^<!-- tracardi-values: a---touch-ran----- -->\n/);
  expect(comment).toContain('| removed | Deployment prod/be-fa-public |');
  expect(calls).toContain('startswith(env.MARKER)');
  expect(existsSync(join(repository.folder, 'ran'))).toBe(false);
}, 120_000);

test('a comment that is too long is cut', () => {
  const annotated = (text: string): string => {
    const lines = Array.from({ length: 120 }, (_, index) => `  a${index}: ${text.repeat(90)}\n`);
    return `config: { multiTenant: { domain: prod.example } }\ncommonAnnotations:\n${lines.join('')}`;
  };
  repository.write('environments/prod.yaml', annotated('é'));
  repository.old = repository.commit();
  repository.write('environments/prod.yaml', annotated('è'));
  repository.commit();
  const { failed, comment } = runAction(INPUTS);
  expect(failed).toEqual([]);
  expect(Buffer.byteLength(comment!)).toBeLessThan(65_536);
  expect(comment).toContain('The rest is left out');
}, 120_000);

test('the steps keep to bash 3.2, and take inputs from variables', () => {
  for (const { run: script } of ACTION.runs.steps) {
    expect(script).not.toMatch(/mapfile|readarray|declare -A|local -n|\$\{\w+(,,|\^\^)/);
    expect(script).not.toContain('${{');
  }
});

test('a comment that may not be written is a warning; the summary has it', () => {
  repository.change();
  const { failed, output, summary } = runAction(INPUTS, 'exit 1');
  expect(failed).toEqual(['Validate']);
  expect(output).toContain('::warning title=no-comment::');
  expect(summary).toContain('spec.replicas');
}, 120_000);

test('nothing that changes the cluster', () => {
  repository.write(
    'environments/prod.yaml',
    '# a comment\nconfig: { multiTenant: { domain: prod.example } }\napi: { public: { replicas: 2 } }\n',
  );
  repository.commit();
  const { failed, comment } = runAction(INPUTS);
  expect(failed).toEqual([]);
  expect(comment).toBe('<!-- tracardi-values: values -->\nThe values files change nothing in the cluster.\n');
}, 120_000);

test('inputs: no file, strict, no comment', () => {
  expect(runAction({ files: 'nowhere/*.yaml' }).output).toContain('::error title=no-files::');
  repository.write(
    'environments/prod.yaml',
    'config: { multiTenant: { domain: prod.example } }\nredis: { password: xxx }\n'.replace(
      'redis: { password: xxx }',
      'secrets: { redis: { password: xxx } }',
    ),
  );
  repository.commit();
  expect(runAction({ ...INPUTS, comment: 'false' })).toMatchObject({ failed: [], calls: '' });
  expect(runAction({ ...INPUTS, strict: 'true' }).failed).toEqual(['Validate']);
}, 120_000);

test('names the version of the package', () => {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { [key: string]: string };
  expect(ACTION.inputs.package.default).toBe(`${name}@${version}`);
});
