import { ask } from '../ask';
import type { Context, Flow } from '../flow';
import { domainOf, platformValues, tenants, TENANTS } from '../platform';
import { checkRoutes, checkTms, expectations } from '../routes';
import { demand, demandEqual } from '../steps';
import { CHART, demandSuccess, until, type Workspace } from '../workspace';
import { kubectl } from '../../support/tools';

/** Until each tenant answers on both APIs at its own host. */
export async function tenantsAnswer(workspace: Workspace, names: readonly string[] = TENANTS): Promise<void> {
  const domain = domainOf(workspace.namespace);
  for (const name of names) {
    const host = `${name}.${domain}`;
    await until(`${host} answers on both APIs`, 60, async () => {
      const told = await ask(workspace.cluster.ports.http, { host, path: '/install' });
      const collected = await ask(workspace.cluster.ports.http, { host, path: '/track', method: 'POST' });
      return told.body.includes('"schema_ok":true,"admin_ok":true') && collected.status === 200;
    });
  }
}

async function checkAll({ steps }: Context, workspace: Workspace): Promise<void> {
  const { http } = workspace.cluster.ports;
  await steps.step('each tenant answers on both APIs', () => tenantsAnswer(workspace));
  await steps.step('routing table', () => checkRoutes(http, expectations(workspace.namespace)));
  await steps.step('the TMS answers at its host', () => checkTms(http, workspace.namespace));
  await steps.step('no container was started twice', () => noRestarts(workspace));
}

async function noRestarts(workspace: Workspace): Promise<void> {
  interface Pod {
    metadata: { name: string };
    status: { containerStatuses?: { restartCount: number }[] };
  }
  const pods = await workspace.list<Pod>('pods');
  const restarted = pods.filter(({ status }) => status.containerStatuses?.some(({ restartCount }) => restartCount > 0));
  demandEqual(
    restarted.map(({ metadata }) => metadata.name),
    [],
    'pods that were started again',
  );
}

/** Seconds that a piece of work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = Date.now();
  await work();
  return (Date.now() - begun) / 1000;
}

function withHelm(version: 3 | 4): Flow {
  return {
    name: `install-helm${version}`,
    run: async (context) => {
      const { steps } = context;
      const workspace = await context.workspace();
      const values = workspace.write('values.yaml', platformValues(workspace.namespace, tenants(...TENANTS)));
      const install = (): Promise<string> =>
        workspace.helm(version, 'install', 'tracardi', CHART, '-f', values, '--timeout', '5m');
      const taken = await steps.step('helm install with three tenants', () => secondsOf(install));
      steps.figure(`${taken.toFixed(0)} s until three tenants are installed`);
      await checkAll(context, workspace);
      await steps.step('helm test', () => workspace.helm(version, 'test', 'tracardi'));
      await steps.step("helm uninstall leaves the tenants' state and nothing of the release", () =>
        uninstall(workspace, version),
      );
      await steps.step('helm install again finds the tenants', async () => {
        await workspace.helm(version, 'install', 'tracardi', CHART, '-f', values, '--timeout', '5m');
        await tenantsAnswer(workspace);
        demand((await posts(workspace)) === 0, 'a tenant was installed again');
      });
    },
  };
}

/** Requests for installation that the private API has seen. */
export async function posts(workspace: Workspace, host = `acme.${domainOf(workspace.namespace)}`): Promise<number> {
  const { body } = await ask(workspace.cluster.ports.http, { host, path: '/stand-in/record' });
  return (JSON.parse(body) as { installs: unknown[] }).installs.length;
}

async function uninstall(workspace: Workspace, version: 3 | 4): Promise<void> {
  await workspace.helm(version, 'uninstall', 'tracardi', '--wait');
  const left = await workspace.kubectl(
    'get',
    'deployments,services,secrets,configmaps,ingresses,jobs,serviceaccounts,networkpolicies',
    '-o',
    'name',
  );
  const ours = left
    .trim()
    .split('\n')
    .filter((name) => !/backends|kube-root-ca|serviceaccount\/default/.test(name));
  demandEqual(ours.sort(), EXPECTED_LEFT, 'what stays');
}

/** A hook is none of the release: its Job stays until the next install or upgrade. */
const EXPECTED_LEFT = ['job.batch/tenant-seed'];

/** Synthesizer and kubectl. */
function withKubectl(server: boolean): Flow {
  const options = server ? ['--server-side'] : [];
  return {
    name: server ? 'apply-server' : 'apply-client',
    run: async (context) => {
      const { steps } = context;
      const workspace = await context.workspace();
      const values = workspace.write('values.yaml', platformValues(workspace.namespace, tenants(...TENANTS)));
      const yaml = await steps.step('synth without a namespace', () => workspace.synth([values]));
      const apply = async (...more: string[]): Promise<string> => {
        const args = ['--namespace', workspace.namespace, 'apply', '-f', '-', ...options, ...more];
        return demandSuccess(await workspace.execute(kubectl(), args, yaml)).stdout;
      };
      await steps.step('kubectl apply', () => apply());
      await steps.step('the Job ends well', () =>
        workspace.kubectl('wait', '--for=condition=Complete', 'job', '--all', '--timeout=180s'),
      );
      await checkAll(context, workspace);
      await steps.step('a second apply changes nothing', async () => {
        const changed = await changedBy(workspace, () => apply());
        steps.figure(`${changed.length} objects changed by a second apply`);
        demandEqual(changed, [], 'objects changed');
      });
      await steps.step('kubectl diff shows nothing', async () => {
        const args = ['--namespace', workspace.namespace, 'diff', '-f', '-', ...options];
        const { status, stdout, stderr } = await workspace.execute(kubectl(), args, yaml);
        demand(status === 0, `${stdout}\n${stderr}`);
      });
      if (server) await secondManagers(context, workspace, apply);
    },
  };
}

/** As Argo CD and Flux name themselves; they take over the fields by force, as both do. */
async function secondManagers(
  { steps }: Context,
  workspace: Workspace,
  apply: (...more: string[]) => Promise<string>,
): Promise<void> {
  for (const manager of ['argocd-controller', 'kustomize-controller', 'helm']) {
    const again = (): Promise<string> => apply('--force-conflicts', `--field-manager=${manager}`);
    await steps.step(`a second apply by ${manager} changes nothing`, async () => {
      await again();
      demandEqual(await changedBy(workspace, again), [], 'objects changed');
    });
  }
}

interface Versioned {
  kind: string;
  metadata: { name: string; resourceVersion: string; generation?: number };
}

const KINDS = 'deployments,services,secrets,configmaps,ingresses,jobs';

/** Objects whose stored form differs after the work. Deployments by generation: their status changes by itself. */
export async function changedBy(workspace: Workspace, work: () => Promise<unknown>): Promise<string[]> {
  const snapshot = async (): Promise<Map<string, string>> =>
    new Map(
      (await workspace.list<Versioned>(KINDS)).map(({ kind, metadata }) => [
        `${kind} ${metadata.name}`,
        String(metadata.generation ?? metadata.resourceVersion),
      ]),
    );
  const before = await snapshot();
  await work();
  return [...(await snapshot())].filter(([name, version]) => before.get(name) !== version).map(([name]) => name);
}

export const INSTALL_FLOWS: readonly Flow[] = [withHelm(4), withHelm(3), withKubectl(false), withKubectl(true)];
