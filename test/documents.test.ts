import { buildSync } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseObjects, problemsOf, synthesizeValues } from './support/objects';
import { run } from './support/tools';

/** What the documents show is tried. */

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map((match) => match[1]);

test('the README’s values are valid', () => {
  for (const values of blocks('yaml')) expect(problemsOf(values)).toEqual([]);
});

test('the values of docs/tls.md are valid, and cert-manager finds all that it demands', () => {
  const [values] = readFileSync(join(ROOT, 'docs', 'tls.md'), 'utf8')
    .split(/```yaml\n|```\n/)
    .filter((_, i) => i % 2);
  const { yaml, diagnostics } = synthesizeValues(values);
  expect(diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'public-token')).toEqual([]);
  const gateway = parseObjects(yaml!).find(({ kind }) => kind === 'Gateway')!;
  const { listeners } = gateway.spec as { listeners: { protocol: string }[] };
  expect(gateway.metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  const [http, ...secure] = listeners;
  expect(http).toEqual({ name: 'http', port: 80, protocol: 'HTTP' });
  expect(secure).toHaveLength(2);
  for (const listener of secure)
    expect(listener).toMatchObject({
      protocol: 'HTTPS',
      hostname: expect.stringMatching(/./) as string,
      tls: { mode: 'Terminate', certificateRefs: [{ name: expect.stringMatching(/-tls$/) as string }] },
    });
});

test('the README’s error is the one that is printed', () => {
  const [line] = blocks('text');
  const { diagnostics } = synthesizeValues('api:\n  private:\n    enabled: true\n    replica: 2');
  expect(line).toContain(`4:5: error: api.private.replica: ${diagnostics[0].message} [${diagnostics[0].rule}]`);
});

test('the README’s app runs', () => {
  const [source] = blocks('ts');
  const { outputFiles } = buildSync({
    stdin: {
      contents: source.replace('app.synth();', 'console.log(app.synthYaml());'),
      resolveDir: ROOT,
      loader: 'ts',
    },
    alias: { 'cdk8s-tracardi': join(ROOT, 'lib', 'index.ts') },
    bundle: true,
    platform: 'node',
    write: false,
    logLevel: 'silent',
  });
  const { status, stdout, stderr } = run(process.execPath, ['-'], { input: outputFiles[0].text });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(parseObjects(stdout).length).toBeGreaterThan(10);
});

test('every command of the README and CONTRIBUTING is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { [name: string]: string };
  };
  for (const file of ['README.md', 'CONTRIBUTING.md']) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
    for (const [, path] of text.matchAll(/`((?:lib|test|examples|charts|bench|docs|\.ci)\/[\w./-]*)`/g))
      expect({ path, exists: existsSync(join(ROOT, path)) }).toEqual({ path, exists: true });
  }
});

test('every generated file is up to date', () => {
  const { status, stderr } = run(process.execPath, [join(ROOT, 'scripts', 'generate.mjs'), '--check'], { cwd: ROOT });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
