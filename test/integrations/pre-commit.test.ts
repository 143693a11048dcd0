import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { COMMAND, ROOT } from '../cli/command';
import { run } from '../support/tools';
import { Repository } from './repository';

/** The hook of .pre-commit-hooks.yaml: which files it takes, and its command on them, as pre-commit calls it. */

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
}
const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];

let repository: Repository;
beforeEach(() => (repository = new Repository()));
afterEach(() => repository.remove());

/** The command is the package's own, which pre-commit installs from the repository. */
function runHook(...files: string[]): { status: number; stderr: string } {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { bin: { [name: string]: string } };
  const [name, ...args] = hook.entry.split(' ');
  expect(join(ROOT, bin[name])).toBe(COMMAND);
  return run(process.execPath, [COMMAND, ...args, ...files], { cwd: repository.folder });
}

test.each([
  ['values.yaml', true],
  ['charts/a/values.yml', true],
  ['environments/values-prod.yaml', true],
  ['values.schema.json', false],
  ['my-values.txt', false],
  ['templates/valuesmap/x.yaml', false],
])('%s: %s', (file, taken) => expect(new RegExp(hook.files).test(file)).toBe(taken));

test('stops a commit of an invalid file, and lets a valid one pass', () => {
  expect(hook.language).toBe('node');
  repository.write('values.yaml', 'redis: { port: 6379 }\n');
  repository.write('values-prod.yaml', 'redis: { prt: 6379 }\n');
  expect(runHook('values.yaml').status).toBe(0);
  const { status, stderr } = runHook('values.yaml', 'values-prod.yaml');
  expect(status).toBe(1);
  expect(stderr).toContain('values-prod.yaml:1:10: error: redis.prt: is not a known key');
});
