import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKubectlServer } from './support/kubectl-server';
import type { KubectlServer } from './support/kubectl-server';
import { EVERYTHING, merge, parseObjects, synthesizeValues } from './support/objects';
import { kubectl, run } from './support/tools';
import type { RunResult } from './support/tools';

/** Real kubectl reads what we write. */

let server: KubectlServer;
let folder: string;

beforeAll(async () => {
  server = await startKubectlServer();
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-tracardi-'));
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function apply(yaml: string, ...args: string[]): RunResult {
  const file = join(folder, 'all.k8s.yaml');
  writeFileSync(file, yaml);
  return run(kubectl(), ['apply', '--dry-run=client', '-f', file, ...args], { env: server.env });
}

const example = readFileSync(join(__dirname, '..', 'examples', 'multi-tenant', 'values.yaml'), 'utf8');

test('the example: every object is accepted', () => {
  const yaml = synthesizeValues(example).yaml!;
  const { status, stdout, stderr } = apply(yaml);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toHaveLength(parseObjects(yaml).length);
});

test('texts that YAML 1.1 could take for something else are read as we mean them', () => {
  const texts = [
    'on',
    'Yes',
    'n',
    '~',
    'null',
    '1e3',
    '0x1F',
    '0o17',
    '017',
    '1_000',
    '12:30:45',
    '2001-01-01',
    '.inf',
    '=',
    '<<',
    '1.',
    '+1',
    'a: b',
    '# c',
    '"',
    "'",
    '\u2028x',
    '\ttab',
    'a\r\nb',
    '\ufeff',
    'x\n\n',
    '|',
    ' ',
  ];
  const podAnnotations = Object.fromEntries(texts.map((text, index) => [`note-${index}`, text]));
  const yaml = synthesizeValues(merge(EVERYTHING, { api: { private: { podAnnotations, args: texts } } })).yaml!;
  const { status, stdout, stderr } = apply(yaml, '-o', 'json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { items } = JSON.parse(stdout) as { items: { kind: string; metadata: { name: string } }[] };
  const deployment = items.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'be-fa-private',
  ) as unknown as {
    spec: { template: { metadata: { annotations: object }; spec: { containers: { args: string[] }[] } } };
  };
  expect(deployment.spec.template.metadata.annotations).toMatchObject(podAnnotations);
  expect(deployment.spec.template.spec.containers[0].args).toEqual(texts);
});

test('an unknown field is refused, so that acceptance means something', () => {
  const { status, stderr } = apply('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {prots: []}\n');
  expect(status).not.toBe(0);
  expect(stderr).toContain('prots');
});
