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
beforeEach(() => {
  repository = new Repository();
  // The example has no base: each environment is whole.
  for (const name of ['dev', 'staging', 'prod'])
    repository.write(`environments/${name}.yaml`, 'api:\n  public:\n    replicas: 2\n');
});
afterEach(() => repository.remove());

function runJob(): { status: number; output: string; changes: string } {
  const old = repository.commit();
  repository.write('environments/prod.yaml', 'api:\n  public:\n    replicas: 5\n');
  repository.write('environments/new.yaml', '{}');
  repository.commit();
  const { status, output } = bash(job.script.join('\n'), repository.folder, {
    ...process.env,
    ...job.variables,
    PACKAGE: pack(repository.folder),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: old,
  });
  const changes = status === 0 ? readFileSync(join(repository.folder, 'changes.md'), 'utf8') : '';
  return { status, output, changes };
}

test('tells what a merge request changes', () => {
  const { status, changes } = runJob();
  expect(status).toBe(0);
  expect(changes).toContain('~ spec.replicas: 2 -> 5');
  expect(changes).toContain('### What `environments/new.yaml` changes');
  expect(changes).toContain('### What `environments/dev.yaml` changes\n\nNo differences.');
}, 120_000);

test('fails where a file is invalid, with its line', () => {
  repository.write('environments/dev.yaml', 'api:\n  public:\n    replica: 2\n');
  const { status, output } = runJob();
  expect(status).toBe(1);
  expect(output).toContain('environments/dev.yaml:3:5: error: api.public.replica: is not a known key');
}, 120_000);

test('names the version of the package', () => {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { [key: string]: string };
  expect(job.variables.PACKAGE).toBe(`${name}@${version}`);
});
