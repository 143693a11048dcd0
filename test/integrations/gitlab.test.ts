import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../cli/command';
import { Repository, bash, pack } from './repository';

/** The job of docs/gitlab-ci.yml, its script run as GitLab runs it. */

interface Job {
  readonly variables: { readonly PACKAGE: string };
  readonly script: string[];
}
const { 'tracardi-values': job } = parse(readFileSync(join(ROOT, 'docs', 'gitlab-ci.yml'), 'utf8')) as {
  'tracardi-values': Job;
};

let repository: Repository;
beforeEach(() => (repository = new Repository()));
afterEach(() => repository.remove());

function runJob(variables: { [name: string]: string } = {}): { status: number; output: string; changes: string } {
  const { status, output } = bash(job.script.join('\n'), repository.folder, {
    ...process.env,
    ...job.variables,
    ...variables,
    PACKAGE: pack(repository.folder),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: repository.old,
  });
  return { status, output, changes: readFileSync(join(repository.folder, 'changes.md'), 'utf8') };
}

test('fails where a file is invalid, with its line, and tells what the others change', () => {
  repository.change();
  const { status, output, changes } = runJob();
  expect(status).toBe(1);
  expect(output).toContain('environments/dev.yaml:4:5: error: api.public.replica: is not a known key');
  expect(changes).toContain('### `environments/dev.yaml` is not compared');
  expect(changes).toContain('~ spec.replicas: 2 -> 5');
  expect(changes).toContain('### What `environments/staging.yaml` changes');
  expect(changes).toContain('| removed | Deployment be-fa-public |');
}, 120_000);

test('a file that could not be read before, one that is as it was, and a new one', () => {
  const valid = readFileSync(join(repository.folder, 'environments/dev.yaml'), 'utf8');
  repository.write('environments/dev.yaml', Buffer.from(`\ufeff${valid}`, 'utf16le'));
  repository.old = repository.commit();
  repository.write('environments/dev.yaml', valid);
  repository.write('environments/new one.yaml', valid);
  repository.commit();
  const { status, changes } = runJob();
  expect(status).toBe(0);
  expect(changes).toContain('### What `environments/dev.yaml` changes\n\nWas not valid before this change; it is now.');
  expect(changes).toContain('### What `environments/prod.yaml` changes\n\nNo differences.');
  expect(changes).toContain('### What `environments/new one.yaml` changes');
}, 120_000);

test('environments without a base', () => {
  for (const name of ['dev', 'staging', 'prod']) repository.write(`environments/${name}.yaml`, 'redis: { port: 1 }\n');
  repository.commit();
  const { status, changes } = runJob({ BASE: '' });
  expect(status).toBe(0);
  expect(changes).toContain('### What `environments/prod.yaml` changes');
}, 120_000);

test('names the version of the package', () => {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { [key: string]: string };
  expect(job.variables.PACKAGE).toBe(`${name}@${version}`);
});
