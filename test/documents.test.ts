import { buildSync } from 'esbuild';
import GithubSlugger from 'github-slugger';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { blocksOf, type Block } from './support/documents';
import {
  COMPONENTS,
  EVERYTHING,
  merge,
  objectsOf,
  parseObjects,
  problemsOf,
  synthesizeValues,
  yamlOf,
} from './support/objects';
import { helm4, kubectl, run } from './support/tools';

/** What the documents show is tried. */

const ROOT = join(__dirname, '..');

const documents = readdirSync(join(ROOT, 'docs'), { recursive: true })
  .map((name) => `docs/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.md'));
const ALL = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'API.md', 'charts/tracardi/README.md', ...documents];

/** Those whose blocks other tests run: test/integrations, test/mistakes, test/e2e. */
const ELSEWHERE = ['docs/checks.md', 'docs/credentials.md', 'docs/mistakes.md', 'docs/quick-start.md'];
const GUIDES = ['README.md', ...documents.filter((name) => !ELSEWHERE.includes(name))];

interface Placed extends Block {
  readonly place: string;
}

const blocks = (language: string, files = GUIDES): Placed[] =>
  files
    .flatMap((file) => blocksOf(join(ROOT, file)).map((block) => ({ ...block, place: `${file}:${block.line}` })))
    .filter((block) => block.language === language && !block.notRun);

describe('links', () => {
  const anchors = new Map<string, Set<string>>();

  /** As GitHub makes them of headings. */
  function anchorsOf(file: string): Set<string> {
    if (!anchors.has(file)) {
      const slugger = new GithubSlugger();
      const text = readFileSync(join(ROOT, file), 'utf8').replace(/^```[^]*?^```$/gm, '');
      const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
        heading.replace(/[`*]|\]\(.*?\)|\[/g, ''),
      );
      anchors.set(file, new Set(headings.map((heading) => slugger.slug(heading))));
    }
    return anchors.get(file)!;
  }

  test.each(ALL)('of %s lead somewhere; to outside by HTTPS', (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8').replace(/^```[^]*?^```$|`[^`\n]*`/gm, '');
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^\w+:/.test(link)) {
        expect(link).toMatch(/^https:\/\/[\w-]+\.[\w.-]+(\/|$)/);
        continue;
      }
      const [path, anchor] = link.split('#');
      const target = path ? join(dirname(file), path) : file;
      expect({ link, exists: existsSync(join(ROOT, target)) }).toEqual({ link, exists: true });
      if (anchor) expect({ link, anchor: anchorsOf(target).has(anchor) }).toEqual({ link, anchor: true });
    }
  });
});

const yaml = blocks('yaml');

/** What a part of a values file is laid over. */
const CREDENTIALS = {
  config: { multiTenant: { multi: 'yes', domain: 'your-domain.com' } },
  secrets: {
    license: { valueFrom: { licenseKey: { name: 'tracardi-credentials', key: 'license' } } },
    installation: { valueFrom: { token: { name: 'tracardi-credentials', key: 'installation-token' } } },
    tms: {
      valueFrom: {
        secretKey: { name: 'tracardi-credentials', key: 'tms-secret-key' },
        apiKey: { name: 'tracardi-credentials', key: 'tms-api-key' },
      },
    },
  },
};

describe('values', () => {
  const isManifest = ({ text }: Block): boolean => /^apiVersion: /m.test(text.split('\n')[0]);

  test.each(yaml.filter((block) => !isManifest(block)).map((block) => [block.place, block.text]))(
    '%s are valid',
    (_place, text) => expect(problemsOf(CREDENTIALS, text)).toEqual([]),
  );

  test.each(yaml.filter(isManifest).map((block) => [block.place, block.text]))('%s is a manifest', (_place, text) => {
    for (const document of parseAllDocuments(text))
      expect(document.toJS()).toMatchObject({
        apiVersion: expect.any(String) as string,
        kind: expect.any(String) as string,
      });
  });
});

/**
 * Commands are run by bash. Instead of kubectl and Helm their flags are read, by the programs themselves, since --help comes last; the
 * rest of the world is not there. Our own command runs.
 */
describe('commands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const bin = join(folder, '.bin');
  const log = join(folder, '.log');

  function program(name: string, lines: string): void {
    writeFileSync(join(bin, name), `#!/bin/bash\n${lines}\n`);
    chmodSync(join(bin, name), 0o755);
  }

  const flagsOf = (name: string, path: string): string => `printf '%s\\n' "${name} $*" >> '${log}'
args=(); for arg; do [ "$arg" = -- ] && break; args+=("$arg"); done
case "$*" in
  'get deployments'*name) echo deployment/be-fa-private ;;
  'get services'*name) echo service/be-private-svc ;;
esac
exec '${path}' "\${args[@]}" --help > /dev/null < /dev/null`;

  beforeAll(() => {
    mkdirSync(bin);
    program('kubectl', flagsOf('kubectl', kubectl()));
    program('helm', flagsOf('helm', helm4()));
    for (const name of ['curl', 'sleep', 'npm', 'git', 'argocd', 'flux', 'kustomize', 'helmfile'])
      program(name, 'exit 0');
    const command = join(ROOT, 'build', 'cdk8s-tracardi.js');
    // `tenants check` asks a running API.
    const ours = `[ "$1 $2" = 'tenants check' ] || exec '${process.execPath}' '${command}' "$@"`;
    program('cdk8s-tracardi', ours);
    program('npx', `[ "$1" = cdk8s-tracardi ] || exit 2\nshift\n${ours}`);
    for (const name of ['charts', 'examples']) symlinkSync(join(ROOT, name), join(folder, name));
    const example = join(ROOT, 'examples', 'multi-tenant', 'values.yaml');
    for (const name of ['my.yaml', 'old.yaml', 'values.yaml']) copyFileSync(example, join(folder, name));
  });

  const shell = blocks('sh').filter(({ place }) => !place.startsWith('README.md'));

  test.each(shell.map((block) => [block.place, block.text]))('%s are known', (_place, text) => {
    // What the documents leave to the reader.
    const given = 'export ADDRESS=127.0.0.1 ELASTIC=http://localhost:9200 LICENSE=x PASSWORD=x';
    const env = { PATH: [bin, process.env.PATH].join(delimiter) };
    const script = `${given}\n${text}`;
    const { status, stderr } = run('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd: folder, env });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  test('objects and components that commands name are ours', () => {
    const everything = objectsOf(
      merge(EVERYTHING, {
        api: { private: { ingress: { enabled: true } }, public: { ingress: { enabled: true } } },
        gui: { console: { ingress: { enabled: true, host: 'gui.your-domain.com' } } },
      }),
    );
    const names = everything.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
    const commands = readFileSync(log, 'utf8');
    const named = [...commands.matchAll(/\b((?:deployment|service|ingress|configmap)s?)[/ ](?!--)([a-z][\w-]+)/g)];
    const ours = named.map(([, kind, name]) => `${kind.replace(/(?<=deployment|service|configmap)s$/, '')}/${name}`);
    expect(ours.length).toBeGreaterThan(5);
    expect(ours.filter((name) => !names.includes(name))).toEqual([]);
    const components = [...commands.matchAll(/component=([\w-]+)/g)].map(([, name]) => name);
    const known = ['tenant-seed', 'tenant-check', 'platform-test'];
    expect(components.filter((name) => !known.includes(name) && !names.includes(`deployment/${name}`))).toEqual([]);
  });
});

test('the listeners of docs/certificates.md are valid, and cert-manager finds all that it demands', () => {
  const [{ text: values }] = blocks('yaml', ['docs/certificates.md']).filter(({ text }) =>
    text.includes('  listeners:'),
  );
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

test('the annotations by which docs/certificates.md leads to HTTPS are those of the Ingresses', () => {
  const text = readFileSync(join(ROOT, 'docs', 'certificates.md'), 'utf8');
  const [table] = /^\| Controller [^]*?(?=\n\n)/m.exec(text)!;
  const rows = table.split('\n').slice(2);
  expect(rows.map((row) => /\[(.*?)\]/.exec(row)![1])).toEqual([
    'ingress-nginx',
    'Traefik',
    'HAProxy',
    'Contour',
    'AWS ALB',
    'GCE',
  ]);
  for (const row of rows) {
    expect(row).toMatch(/^\| \[[\w -]+\]\(https:/);
    const annotations = merge(
      ...[...row.matchAll(/`([\w.-]+\/[\w.-]+: [^`]+)`/g)].map(([, line]) => yamlOf(line) as object),
    );
    const ingress = { enabled: true, host: '*.your-domain.com', annotations };
    const objects = objectsOf(CREDENTIALS, { api: { private: { ingress }, public: { ingress } } });
    const made = objects.filter(({ kind }) => kind === 'Ingress');
    expect(made).toHaveLength(2);
    for (const { metadata } of made) expect(metadata.annotations ?? {}).toMatchObject(annotations);
  }
  const config = /FrontendConfig `(\w+)` of `([^`]+)`, with `(spec: [^`]+)`/.exec(table)!;
  const extra = {
    apiVersion: config[2],
    kind: 'FrontendConfig',
    metadata: { name: config[1] },
    ...(yamlOf(config[3]) as object),
  };
  expect(problemsOf(CREDENTIALS, { extraObjects: [extra] })).toEqual([]);
  expect(table).toContain(`FrontendConfig: ${config[1]}\``);
});

test('the error of docs/synthesizer.md is the one that is printed', () => {
  const [{ text: line }] = blocks('text', ['docs/synthesizer.md']);
  const { diagnostics } = synthesizeValues('api:\n  private:\n    enabled: true\n    replica: 2');
  expect(line).toContain(`4:5: error: api.private.replica: ${diagnostics[0].message} [${diagnostics[0].rule}]`);
});

test.each(blocks('ts').map((block) => [block.place, block.text]))('the app of %s runs', (_place, source) => {
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
  const { status, stdout, stderr } = run(process.execPath, ['-'], { input: outputFiles[0].text, cwd: ROOT });
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

test('docs/settings-by-component.md has every component, and no hole without a reason', () => {
  const text = readFileSync(join(ROOT, 'docs', 'settings-by-component.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const [, ...components] = text
    .split('\n')
    .find((line) => line.startsWith('| Setting'))!
    .split('|')
    .slice(1, -1);
  const expected = [...COMPONENTS, 'seed', 'defaults'].map((path) => `\`${path}\``);
  expect(components.map((name) => name.trim()).sort()).toEqual(expected.sort());
  const reasons = [...text.matchAll(/^(\d+)\. .{10}/gm)].map(([, number]) => `[${number}]`);
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows)
    for (const cell of row.split('|').slice(2, -1)) expect(['yes', ...reasons]).toContain(cell.trim());
  expect(rows.find((row) => row.startsWith('| `tolerations`'))).not.toContain('[');
});
