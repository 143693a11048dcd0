import { spawn } from 'node:child_process';
import type { JsonObject } from '../../lib/json/json';
import { getAt } from '../../lib/json/tree';
import { StandIn } from '../stand-in/stand-in';
import { HELMS, objectsOf, Workspace } from './chart';

/** The Pod that `helm test` runs where there are no tenants: its command as it is rendered, against a stand-in of the platform. */

const MULTI_TENANT = `
config: { multiTenant: { multi: "yes", domain: your-domain.com } }
secrets: { license: { licenseKey: l }, installation: { token: i }, tms: { secretKey: s, apiKey: a } }
`;
const TENANTS = 'tenants: [{ name: acme, email: a@b.example, password: p }]';

const workspace = new Workspace();
const standIns: StandIn[] = [];
afterAll(() => workspace.remove());
afterEach(() => Promise.all(standIns.splice(0).map((standIn) => standIn.stop())));

const [, helm] = HELMS[0];

function testPods(...values: string[]): JsonObject[] {
  const hook = ['metadata', 'annotations', 'helm.sh/hook'];
  return objectsOf(helm, workspace.values(...values)).filter((object) => getAt(object, hook) === 'test');
}

async function start(): Promise<StandIn> {
  const standIn = await StandIn.start({ keys: ['a'] });
  standIns.push(standIn);
  return standIn;
}

async function runTest(values: string, standIn: StandIn): Promise<{ status: number | null; output: string }> {
  const [pod] = testPods(values);
  const [program, ...args] = getAt(pod, ['spec', 'containers', 0, 'command']) as string[];
  expect(program).toBe('node');
  const api = new URL(standIn.apiUrl).host;
  const addresses = { 'be-private-svc:8686': api, 'be-public-svc:8585': api, 'be-tms-svc:8383': standIn.tmsAddress };
  const translate = (word: string): string =>
    Object.entries(addresses).reduce((text, [address, real]) => text.replaceAll(address, real), word);
  const child = spawn(process.execPath, args.map(translate));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += String(text)));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, output };
}

test('it is there where no tenant is verified, and asks what is deployed', () => {
  const asked = (...values: string[]): string[] => {
    const [pod] = testPods(...values);
    return (getAt(pod, ['spec', 'containers', 0, 'command']) as string[]).slice(3);
  };
  const apis = ['http://be-private-svc:8686/healthcheck', 'http://be-public-svc:8585/healthcheck'];
  expect(asked('')).toEqual(['', ...apis]);
  expect(asked(MULTI_TENANT)).toEqual(['healthcheck.your-domain.com', ...apis, 'tcp://be-tms-svc:8383']);
  expect(asked('api: { private: { enabled: false } }')).toEqual(['', apis[1]]);
  expect(testPods(MULTI_TENANT + TENANTS)).toMatchObject([{ kind: 'Pod', metadata: { name: 'tenant-seed-test' } }]);
  expect(testPods('seed: { useHelmHooks: false }')).toEqual([]);
});

test('it ends well where all answer, and speaks as a tenant', async () => {
  const { status, output } = await runTest(MULTI_TENANT, await start());
  expect(output).toMatch(/healthcheck: 200\n/);
  expect(output).toMatch(/tcp:.*: connected\n/);
  expect(status).toBe(0);
});

test('it fails where the API refuses the host: this platform is multi-tenant, and the values are not', async () => {
  const { status, output } = await runTest('', await start());
  expect(output).toMatch(/healthcheck: 500\n/);
  expect(status).toBe(1);
});

test.each(['api', 'tms'] as const)('it fails where the %s is away', async (what) => {
  const standIn = await start();
  standIn.down(what, 2000);
  const { status, output } = await runTest(MULTI_TENANT, standIn);
  expect(output).toMatch(/ECONNREFUSED/);
  expect(status).toBe(1);
});

test('its pod is a restricted one', () => {
  const [pod] = testPods('');
  expect(getAt(pod, ['spec', 'securityContext'])).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(getAt(pod, ['spec', 'containers', 0, 'securityContext'])).toMatchObject({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
  });
});
