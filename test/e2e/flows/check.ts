import type { Flow } from '../flow';
import { platformValues, tenants } from '../platform';
import { demand, demandEqual } from '../steps';
import { CHART, until, type Workspace } from '../workspace';

interface Job {
  status: { succeeded?: number; failed?: number; conditions?: { type: string; status: string }[] };
}

/** Runs the check of the CronJob now; how it ended, and what it said. */
async function checkNow(workspace: Workspace, name: string): Promise<{ end: string; log: string }> {
  await workspace.kubectl('create', 'job', name, '--from=cronjob/tenant-check');
  let end = '';
  await until(`the Job ${name} ends`, 240, async () => {
    const { status } = await workspace.get<Job & { kind: string; apiVersion: string; metadata: { name: string } }>(
      'job',
      name,
    );
    const done = status.conditions?.find(({ type, status: is }) => /^(Complete|Failed)$/.test(type) && is === 'True');
    end = done?.type ?? '';
    return end !== '';
  });
  return { end, log: await workspace.kubectl('logs', `job/${name}`, '--tail=-1') };
}

const check: Flow = {
  name: 'check-schedule',
  run: async (context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    const seed = { checkSchedule: '0 6 * * *', timeoutSeconds: 60 };
    const file = workspace.write('values.yaml', platformValues(workspace.namespace, { seed }));
    const declare = (...names: string[]): string[] => [
      '-f',
      file,
      '-f',
      workspace.write('more.yaml', tenants(...names)),
    ];
    await steps.step('helm install with a check on a schedule', () =>
      workspace.helm(4, 'install', 'tracardi', CHART, ...declare('acme'), '--timeout', '5m'),
    );
    await steps.step('the label that keeps a mesh away is on the pod of the Job', async () => {
      const [pod] = await workspace.list<{ metadata: { labels: { [label: string]: string } } }>(
        'pods',
        '-l',
        'app.kubernetes.io/component=tenant-seed',
      );
      demandEqual(pod.metadata.labels['sidecar.istio.io/inject'], 'false', 'label');
    });
    await steps.step('the check finds the tenant', async () => {
      const { end, log } = await checkNow(workspace, 'first');
      demandEqual(end, 'Complete', log);
      demand(log.includes('1 already there'), log);
    });
    await steps.step('where a tenant is missing the check fails and says so', async () => {
      await workspace.helm(4, 'upgrade', 'tracardi', CHART, ...declare('acme', 'globex'), '--no-hooks');
      const { end, log } = await checkNow(workspace, 'second');
      demandEqual(end, 'Failed', log);
      demand(/acme: already there/.test(log) && /globex: .*is not installed/.test(log), log);
    });
  },
};

export const CHECK_FLOWS: readonly Flow[] = [check];
