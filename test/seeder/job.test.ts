import { join } from 'node:path';
import { StandIn } from '../stand-in/stand-in';
import type { PlatformOptions } from '../stand-in/options';
import { MULTI_TENANT, merge, objectsOf, parseObjects } from '../support/objects';
import type { KubernetesObject } from '../support/objects';
import { helm4, run as runCommand } from '../support/tools';
import { JobPod } from './pod';
import type { PodResult } from './pod';

/** The Job as it is synthesized, run without a cluster: its command, mounts, environment and user. */

const CHART = join(__dirname, '..', '..', 'charts', 'tracardi');
const SECRETS = { 'shop-admin': { password: 'hunter2-shop\n' } };
const ALL_SECRETS = ['hunter2-acme', 'hunter2-shop', 'hunter2-club', 'api-text'];
const TENANTS = [
  { name: 'acme', email: 'admin@acme.example', password: 'hunter2-acme' },
  { name: 'shop', email: 'admin@shop.example', passwordFrom: { name: 'shop-admin', key: 'password' } },
  { name: 'club', email: 'admin@club.example', password: 'hunter2-club', needsAdmin: false, updateMapping: true },
];

/** The same values through both faces: the synthesizer's ordinary Job and the chart's hook. */
const FACES: { [name: string]: (values: object) => KubernetesObject[] } = {
  synthesizer: (values) => objectsOf(values),
  chart: (values) => {
    const args = ['template', 'tracardi', CHART, '--namespace', 'default', '-f', '-'];
    const { stdout, stderr } = runCommand(helm4(), args, { input: JSON.stringify(values) });
    expect(stderr).toBe('');
    return parseObjects(stdout);
  },
};

let standIn: StandIn;
const pods: JobPod[] = [];

async function start(options: Partial<PlatformOptions> = {}): Promise<void> {
  standIn = await StandIn.start({ keys: ['api-text'], ...options });
}

afterEach(async () => {
  pods.splice(0).forEach((pod) => pod.dispose());
  await standIn.stop();
});

async function run(objects: KubernetesObject[]): Promise<PodResult> {
  const addresses = { 'be-private-svc:8686': new URL(standIn.apiUrl).host, 'be-tms-svc:8383': standIn.tmsAddress };
  const pod = new JobPod(objects, SECRETS, addresses);
  pods.push(pod);
  const result = await pod.run();
  for (const secret of ALL_SECRETS) expect(result.output + result.termination).not.toContain(secret);
  return result;
}

const posts = (): number => TENANTS.reduce((sum, { name }) => sum + standIn.record.posts(name), 0);

describe.each(Object.keys(FACES))('the Job of the %s', (face) => {
  const objectsWith = (...tenants: object[]): KubernetesObject[] => FACES[face](merge(MULTI_TENANT, { tenants }));

  test('three tenants end installed, each with its password; a second run installs nothing; a new tenant is one more', async () => {
    await start();
    const first = await run(objectsWith(...TENANTS));
    expect(first).toMatchObject({ status: 0, termination: expect.stringContaining('3 installed') as string });
    expect(TENANTS.every(({ name }) => standIn.isInstalled(name))).toBe(true);
    expect(standIn.record.payloads).toMatchObject({
      acme: { password: 'hunter2-acme' },
      shop: { password: 'hunter2-shop' },
    });
    expect(standIn.record.overlaps).toEqual([]);

    const before = posts();
    expect(await run(objectsWith(...TENANTS))).toMatchObject({
      status: 0,
      termination: expect.stringContaining('3 already there') as string,
    });
    expect(posts()).toBe(before);

    const more = await run(
      objectsWith(...TENANTS, { name: 'another', email: 'a@another.example', password: 'hunter2-acme' }),
    );
    expect(more).toMatchObject({ status: 0, termination: expect.stringContaining('1 installed') as string });
    expect(posts()).toBe(before);
  });

  test('the API is away for a while', async () => {
    await start({ notReady: 3 });
    standIn.down('api', 1500);
    expect(await run(objectsWith(TENANTS[0]))).toMatchObject({ status: 0 });
  });

  test('a wrong key fails at once, with one clear message', async () => {
    await start({ keys: ['another'] });
    const { status, output } = await run(objectsWith(...TENANTS));
    expect(status).toBe(42);
    expect(output).toMatch(/key/);
    expect(TENANTS.some(({ name }) => standIn.isInstalled(name))).toBe(false);
  });

  test('a Secret or a key of one that is missing keeps no other tenant waiting', async () => {
    await start();
    const late = ['other-admin', 'shop-admin'].map((name, index) => ({
      name: `late${'xy'[index]}`,
      email: 'a@late.example',
      passwordFrom: { name, key: 'missing' },
    }));
    const values = merge(MULTI_TENANT, { tenants: [...late, TENANTS[0]], seed: { timeoutSeconds: 1 } });
    const { status, termination } = await run(FACES[face](values));
    expect({ status, installed: standIn.isInstalled('acme') }).toEqual({ status: 1, installed: true });
    expect(termination).toMatch(/^1 installed, 0 already there, 2 failed/);
  });

  test('to check is not to install', async () => {
    await start({ installed: ['acme'] });
    const checkOf = (...tenants: object[]): KubernetesObject[] =>
      FACES[face](merge(MULTI_TENANT, { tenants, seed: { mode: 'check', timeoutSeconds: 2 } }));
    expect(await run(checkOf(TENANTS[0]))).toMatchObject({ status: 0 });
    expect((await run(checkOf(TENANTS[1]))).status).not.toBe(0);
    expect(posts()).toBe(0);
  });
});
