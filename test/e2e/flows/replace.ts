import { ask } from '../ask';
import type { Context, Flow } from '../flow';
import { writeLegacyChart } from '../legacy/chart';
import { Load } from '../load';
import { BACKENDS, SMALL } from '../platform';
import { demand, demandEqual } from '../steps';
import { CHART, demandSuccess, until, type Workspace } from '../workspace';
import { kubectl } from '../../support/tools';
import { merge } from '../../support/objects';
import type { JsonObject } from '../../../lib/json/json';

type Mode = 'multi' | 'single';
type Way = { readonly from: 3 | 4; readonly to: 3 | 4 | 'synth' };

/** Values of chart 1.1.0, as its documents have them. */
function oldValues(namespace: string, mode: Mode): JsonObject {
  const ingress = (host: string): JsonObject => ({ ingress: { enabled: true, host } });
  const multi = {
    config: { multiTenant: { multi: 'yes' } },
    secrets: { tms: { secretKey: 'signing-key-of-the-tests', apiKey: 'api-key-of-the-tests' } },
  };
  return merge(BACKENDS, mode === 'multi' ? multi : {}, {
    secrets: {
      dockerHub: 'tracardi-dockerhub',
      license: { licenseKey: 'licence-of-the-tests' },
      mysql: { username: 'tracardi', password: 'password-of-the-tests' },
      redis: { password: 'password-of-the-tests' },
    },
    api: {
      private: ingress(`*.private.${namespace}.example.com`),
      public: ingress(`*.public.${namespace}.example.com`),
    },
  });
}

const hostOf = (namespace: string, api: string, tenant = 'acme'): string => `${tenant}.${api}.${namespace}.example.com`;

interface Identified {
  kind: string;
  metadata: { name: string; uid: string };
  spec: { clusterIP?: string };
}

/** What must stay: Deployments are not made anew, Services keep their addresses. */
async function identities(workspace: Workspace): Promise<Map<string, string>> {
  const objects = await workspace.list<Identified>('deployments,services,ingresses');
  return new Map(
    objects
      .filter(({ metadata }) => metadata.name !== 'backends')
      .map(({ kind, metadata, spec }) => [`${kind} ${metadata.name}`, `${metadata.uid} ${spec.clusterIP ?? ''}`]),
  );
}

async function installOld({ steps }: Context, workspace: Workspace, mode: Mode, helm: 3 | 4): Promise<string> {
  const values = oldValues(workspace.namespace, mode);
  const chart = writeLegacyChart(workspace.folder, values, 'tracardi');
  const file = workspace.write('old.yaml', values);
  // Server-side apply refuses the variable that the TMS has twice.
  const options = helm === 4 ? ['--server-side=false'] : [];
  await steps.step(`chart 1.1.0 is installed with Helm ${helm}`, async () => {
    await workspace.helm(helm, 'install', 'tracardi', chart, '-f', file, ...options);
    await workspace.ready();
    const { http } = workspace.cluster.ports;
    await until('the private API answers', 60, async () => {
      return (await ask(http, { host: hostOf(workspace.namespace, 'private'), path: '/healthcheck' })).status === 200;
    });
  });
  return file;
}

/** The new release as Helm, or kubectl after the synthesizer, makes it. */
async function replace(workspace: Workspace, { to }: Way, files: string[]): Promise<void> {
  const sources = files.flatMap((file) => ['-f', file]);
  if (to !== 'synth') {
    await workspace.helm(to, 'upgrade', 'tracardi', CHART, ...sources, '--timeout', '5m');
    return;
  }
  const run = async (args: string[], input: string): Promise<unknown> =>
    demandSuccess(await workspace.execute(kubectl(), ['--namespace', workspace.namespace, ...args], input));
  const old = await workspace.helm(3, 'get', 'manifest', 'tracardi');
  await run(['apply', 'set-last-applied', '--create-annotation', '-f', '-'], old);
  await run(['apply', '-f', '-'], await workspace.synth(files));
}

function loadOn(workspace: Workspace): Load {
  const { namespace, cluster } = workspace;
  return new Load(cluster.ports.http, [
    { host: hostOf(namespace, 'private'), path: '/healthcheck' },
    { host: hostOf(namespace, 'public'), path: '/healthcheck' },
  ]);
}

interface Container {
  name: string;
  env?: { name: string; value?: string }[];
}

/** The TMS keeps its own database, and no container has a variable twice. */
async function checkVariables(workspace: Workspace, mode: Mode): Promise<void> {
  interface Deployment {
    metadata: { name: string };
    spec: { template: { spec: { containers: Container[]; initContainers?: Container[] } } };
  }
  const deployments = await workspace.list<Deployment>('deployments');
  for (const { metadata, spec } of deployments) {
    const { containers, initContainers = [] } = spec.template.spec;
    demandEqual(containers.length, 1, `containers of ${metadata.name}`);
    for (const { name, env = [] } of [...containers, ...initContainers]) {
      const names = env.map((variable) => variable.name);
      demandEqual(names.length, new Set(names).size, `variables of ${metadata.name}, ${name}`);
    }
  }
  if (mode === 'single') return;
  const tms = deployments.find(({ metadata }) => metadata.name === 'be-fa-tms')!.spec.template.spec.containers[0];
  const database = tms.env?.find(({ name }) => name === 'MYSQL_DATABASE')?.value;
  demandEqual(database, 'tms', 'MYSQL_DATABASE of the TMS');
}

function flow(mode: Mode, way: Way): Flow {
  const name = `replace-${mode}-${way.from}-to-${way.to}`;
  return {
    name,
    run: async (context) => {
      const { steps } = context;
      const workspace = await context.workspace();
      const file = await installOld(context, workspace, mode, way.from);
      const more = workspace.write('more.yaml', SMALL);
      const before = await identities(workspace);
      const load = loadOn(workspace);
      try {
        await steps.step('it is replaced in place', async () => {
          await replace(workspace, way, [file, more]);
          await workspace.ready();
        });
      } finally {
        await load.end(15_000);
      }
      const { failures, requests } = load;
      steps.figure(`${failures.length} of ${requests} requests failed while 1.1.0 was replaced`);
      await steps.step('no Deployment, Service or Ingress was made anew', async () => {
        const after = await identities(workspace);
        const lost = [...before].filter(([object, id]) => after.get(object) !== id).map(([object]) => object);
        demandEqual(lost, [], 'objects made anew');
      });
      await steps.step('no variable comes twice, none of the TMS is lost', () => checkVariables(workspace, mode));
      if (way.to !== 'synth') await goBack(context, workspace, way.to);
    },
  };
}

async function goBack({ steps }: Context, workspace: Workspace, helm: 3 | 4): Promise<void> {
  await steps.step('rollback to 1.1.0, and forward again', async () => {
    const options = helm === 4 ? ['--server-side=false'] : [];
    await workspace.helm(helm, 'rollback', 'tracardi', '1', ...options);
    await workspace.ready();
    const { http } = workspace.cluster.ports;
    const answer = await ask(http, { host: hostOf(workspace.namespace, 'private'), path: '/healthcheck' });
    demand(answer.status === 200, `the private API answers ${answer.status}`);
    await workspace.helm(helm, 'rollback', 'tracardi', '2', ...options);
    await workspace.ready();
  });
}

export const REPLACE_FLOWS: readonly Flow[] = [
  flow('multi', { from: 3, to: 3 }),
  flow('multi', { from: 3, to: 4 }),
  flow('multi', { from: 3, to: 'synth' }),
  flow('multi', { from: 4, to: 4 }),
  flow('single', { from: 3, to: 4 }),
];
