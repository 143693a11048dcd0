import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './support/tools';

const ROOT = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'e2e-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm run test:e2e` where no cluster is. */
function e2e(args: string[], kubeconfig = join(folder, 'none')): { status: number; text: string } {
  const env = { KUBECONFIG: kubeconfig, CLUSTER_KIT: join(folder, 'none') };
  const { status, stdout, stderr } = run('node', ['scripts/run.mjs', 'test/e2e-main.ts', ...args], { cwd: ROOT, env });
  return { status, text: stdout + stderr };
}

test('without a cluster it says what it needs, and fails unless it runs only where one can be had', () => {
  const needs = /^nothing was run: npm run test:e2e needs a Kubernetes cluster .*kind create cluster.*\n$/;
  expect(e2e([])).toEqual({ status: 2, text: expect.stringMatching(needs) as string });
  expect(e2e(['--if-possible'])).toEqual({ status: 0, text: expect.stringMatching(needs) as string });
});

test('a cluster that does not answer is told in one sentence', () => {
  const config = join(folder, 'config');
  const cluster = { name: 'c', cluster: { server: 'http://127.0.0.1:9' } };
  const context = { name: 'c', context: { cluster: 'c', user: '' } };
  writeFileSync(config, JSON.stringify({ clusters: [cluster], contexts: [context], 'current-context': 'c' }));
  const { status, text } = e2e([], config);
  expect(status).toBe(2);
  expect(text).toMatch(/^nothing was run: the cluster of .*config does not answer: [^\n]*\n$/);
});

test.each([[['--only', 'nothing-like-this']], [['--minutes', 'many']], [['--parallel', '0']]])(
  '%j is refused',
  (args) => {
    expect(e2e(args).status).toBe(2);
  },
);
