import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../ask';
import type { Context, Flow } from '../flow';
import { writeLegacyChart } from '../legacy/chart';
import { Load } from '../load';
import { BACKENDS, SMALL } from '../platform';
import { ROOT } from '../root';
import { demand, demandEqual } from '../steps';
import { differences, storedIn, wouldStore } from '../stored';
import { CHART, demandSuccess, until, type Workspace } from '../workspace';
import { changedBy, posts } from './install';
import { kubectl } from '../../support/tools';
import { merge } from '../../support/objects';
import type { JsonObject } from '../../../lib/json/json';

type Mode = 'multi' | 'single';

interface Way {
  readonly from: 3 | 4;
  readonly to: 3 | 4 | 'synth';
  /** Old pods are taken out of the Services before they end, as docs/migrate.md shows. */
  readonly gently: boolean;
}

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

/** What the operator adds: the domain of the tenants that are there, and their list. */
function newValues(namespace: string, mode: Mode): JsonObject {
  if (mode === 'single') return SMALL;
  const config = { multiTenant: { domain: `private.${namespace}.example.com` } };
  return merge(SMALL, {
    config,
    secrets: { installation: { token: 'token-of-the-tests' } },
    tenants: [{ name: 'acme', email: 'admin@acme.example', password: 'first-password' }],
  });
}

/** As the curl of the old documents does it. */
async function installTenant(workspace: Workspace): Promise<void> {
  const body = {
    name: 'acme',
    tms_api_key: 'api-key-of-the-tests',
    email: 'admin@acme.example',
    password: 'a',
    needs_admin: true,
  };
  const host = hostOf(workspace.namespace, 'private');
  await until('the tenant is installed', 60, async () => {
    const { status } = await ask(workspace.cluster.ports.http, { host, path: '/tenant/install', method: 'POST', body });
    return status === 200;
  });
}

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
    if (mode === 'multi') await installTenant(workspace);
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

/** The commands in a part of docs/migrate.md. */
function documentedCommands(heading: string): string[] {
  const text = readFileSync(join(ROOT, 'docs', 'migrate.md'), 'utf8');
  const part = text.split('\n## ').find((section) => section.startsWith(heading))!;
  return [...part.matchAll(/```sh\n([^]*?)```/g)].map(([, commands]) => commands);
}

async function replaceUnderLoad({ steps }: Context, workspace: Workspace, way: Way, files: string[]): Promise<void> {
  const [before, after] = way.gently ? documentedCommands('Without a failed request') : ['', ''];
  const load = loadOn(workspace);
  try {
    if (way.gently) await steps.step('old pods are kept beside the new', () => workspace.shell(before));
    await steps.step('it is replaced in place', () => replace(workspace, way, files));
    if (way.gently) await steps.step('old pods are taken out, then end', () => workspace.shell(`${before}${after}`));
    await workspace.ready();
  } finally {
    await load.end(way.gently ? 5_000 : 15_000);
  }
  const { failures, requests } = load;
  steps.figure(`${failures.length} of ${requests} requests failed while 1.1.0 was replaced`);
  if (!way.gently) return;
  await steps.step('no request failed', () => demand(failures.length === 0, failures.slice(0, 10).join('\n')));
}

function flow(mode: Mode, way: Way): Flow {
  return {
    name: `replace-${mode}-${way.from}-to-${way.to}${way.gently ? '' : '-at-once'}`,
    run: async (context) => {
      const { steps } = context;
      const workspace = await context.workspace();
      const old = await installOld(context, workspace, mode, way.from);
      const files = [old, workspace.write('new.yaml', newValues(workspace.namespace, mode))];
      const before = await identities(workspace);
      await replaceUnderLoad(context, workspace, way, files);
      await steps.step('no Deployment, Service or Ingress was made anew', async () => {
        const after = await identities(workspace);
        const lost = [...before].filter(([object, id]) => after.get(object) !== id).map(([object]) => object);
        demandEqual(lost, [], 'objects made anew');
      });
      await steps.step('no variable comes twice, none of the TMS is lost', () => checkVariables(workspace, mode));
      await steps.step('all objects are as a fresh install makes them', async () => {
        const fresh = await wouldStore(workspace, await workspace.synth(files));
        const found = differences(await storedIn(workspace), fresh);
        demand(found.length === 0, found.join('\n'));
      });
      if (mode === 'multi')
        await steps.step('the tenant is found, not installed again', () => checkTenant(workspace, way));
      if (way.to !== 'synth' && !way.gently) await goBack(context, workspace, way.to);
    },
  };
}

async function checkTenant(workspace: Workspace, { to }: Way): Promise<void> {
  if (to === 'synth') await workspace.kubectl('wait', '--for=condition=Complete', 'job', '--all', '--timeout=180s');
  demandEqual(await posts(workspace, hostOf(workspace.namespace, 'private')), 0, 'installs of a tenant');
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

/** A Secret that the operator has made, of a name that the chart before did not use. */
const foreignSecret: Flow = {
  name: 'replace-foreign-secret',
  run: async (context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    const old = await installOld(context, workspace, 'single', 3);
    const more = workspace.write(
      'more.yaml',
      merge(SMALL, { secrets: { installation: { token: 'token-of-the-tests' } } }),
    );
    await workspace.kubectl('create', 'secret', 'generic', 'installation-secret', '--from-literal=mine=kept');
    await steps.step('the upgrade is refused, which names the Secret, and nothing changes', async () => {
      const changed = await changedBy(workspace, async () => {
        const { status, stderr } = await workspace.tryHelm(4, 'upgrade', 'tracardi', CHART, '-f', old, '-f', more);
        demand(status !== 0 && stderr.includes('Secret "installation-secret"'), `exit code ${status}: ${stderr}`);
      });
      demandEqual(
        changed.filter((name) => !name.startsWith('Secret sh.helm')),
        [],
        'objects changed',
      );
    });
    await steps.step('the command of docs/migrate.md names it, too', async () => {
      const [command] = documentedCommands('Before').filter((commands) => commands.includes('kubectl get secret'));
      demandEqual((await workspace.shell(command)).trim(), 'secret/installation-secret', 'Secrets told');
    });
  },
};

export const REPLACE_FLOWS: readonly Flow[] = [
  flow('multi', { from: 3, to: 4, gently: true }),
  flow('multi', { from: 3, to: 'synth', gently: true }),
  flow('multi', { from: 3, to: 3, gently: false }),
  flow('multi', { from: 4, to: 4, gently: true }),
  flow('multi', { from: 3, to: 3, gently: true }),
  flow('single', { from: 3, to: 4, gently: false }),
  flow('single', { from: 3, to: 'synth', gently: true }),
  foreignSecret,
];
