import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../cli/command';
import { Repository, bash, pack } from './repository';

/** The hook of .pre-commit-hooks.yaml: which files it takes, and its command on them, as pre-commit calls it. */

interface Hook {
  readonly entry: string;
  readonly files: string;
}
const [hook] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { [key: string]: string };

test.each([
  ['values.yaml', true],
  ['charts/a/values.yml', true],
  ['environments/values-prod.yaml', true],
  ['values.schema.json', false],
  ['my-values.txt', false],
  ['templates/valuesmap/x.yaml', false],
])('%s: %s', (file, taken) => expect(new RegExp(hook.files).test(file)).toBe(taken));

test('stops a commit of an invalid file, and lets a valid one pass', () => {
  const repository = new Repository();
  try {
    repository.write('values.yaml', 'redis: { port: 6379 }\n');
    repository.write('values-prod.yaml', 'redis: { prt: 6379 }\n');
    const published = `${name}@${version}`;
    expect(hook.entry).toContain(published);
    const entry = hook.entry.replace(published, pack(repository.folder));
    expect(bash(`${entry} values.yaml`, repository.folder, process.env).status).toBe(0);
    const { status, output } = bash(`${entry} values.yaml values-prod.yaml`, repository.folder, process.env);
    expect(status).toBe(1);
    expect(output).toContain('values-prod.yaml:1:10: error: redis.prt: is not a known key');
  } finally {
    repository.remove();
  }
}, 120_000);
