import type { Context, Flow } from '../flow';
import { domainOf, platformValues, tenants } from '../platform';
import { demand } from '../steps';
import { CHART, until, type Workspace } from '../workspace';
import type { JsonObject } from '../../../lib/json/json';

/** What the user asks when something is wrong, and what leads to the cause. */
interface Told {
  readonly ask: readonly string[];
  readonly says: RegExp;
}

interface Failure {
  readonly name: string;
  /** Laid over a platform with one tenant. */
  readonly values: JsonObject;
  /** Made before the installation. */
  readonly objects?: readonly object[];
  /** How long `helm` waits. @default 20s: the installation does not come to its end */
  readonly timeout?: string;
  /** What `helm install` prints. */
  readonly helm: RegExp;
  readonly told: readonly Told[];
}

/** Stands for the domain of the flow's namespace. */
const DOMAIN = 'DOMAIN';
const JOB_LOG = ['logs', '--selector', 'app.kubernetes.io/component=tenant-seed', '--tail=-1'];
const API_LOG = ['logs', 'deployment/be-fa-private', '-c', 'be-fa-private', '--tail=50'];
const PODS = ['get', 'pods'];
const EVENTS = ['get', 'events', '--field-selector', 'type=Warning'];
const LOOKUP = [
  'exec',
  'deployment/be-fa-private',
  '-c',
  'be-fa-private',
  '--',
  'node',
  '-e',
  'fetch(`http://acme.${process.argv[1]}/`).catch(({ cause }) => console.log(cause.code))',
  DOMAIN,
];
const QUOTA = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'small' }, spec: { hard: { pods: '3' } } };

const FAILURES: readonly Failure[] = [
  {
    name: 'wrong licence',
    values: { secrets: { license: { licenseKey: 'wrong-licence' } } },
    helm: /tenant-seed/,
    told: [
      { ask: API_LOG, says: /License incorrect/ },
      { ask: PODS, says: /be-fa-private\S+ +0\/1 +(Error|CrashLoopBackOff)/ },
      { ask: JOB_LOG, says: /waiting: the API is not ready/ },
    ],
  },
  {
    name: 'Elasticsearch away',
    values: { elastic: { host: 'nowhere' } },
    helm: /tenant-seed/,
    told: [{ ask: API_LOG, says: /Elasticsearch at nowhere:9200 does not answer/ }],
  },
  {
    name: 'MySQL away',
    values: { mysql: { host: 'nowhere' } },
    helm: /tenant-seed/,
    told: [
      { ask: API_LOG, says: /MySQL at nowhere:3306 does not answer/ },
      { ask: ['logs', 'deployment/be-fa-tms', '--tail=50'], says: /MySQL at nowhere:3306 does not answer/ },
    ],
  },
  {
    name: 'image not found',
    values: { api: { image: { tag: 'none' } } },
    helm: /tenant-seed/,
    told: [
      { ask: PODS, says: /be-fa-private\S+ +0\/1 +(\S*ErrImagePull|\S*ImagePullBackOff)/ },
      { ask: EVENTS, says: /Failed to pull image .*none/ },
    ],
  },
  {
    name: 'pull secret missing',
    values: { global: { imagePullSecrets: [{ name: 'no-such-login' }] } },
    helm: /./,
    told: [{ ask: EVENTS, says: /FailedToRetrieveImagePullSecret.*no-such-login/ }],
  },
  {
    name: 'quota',
    values: {},
    objects: [QUOTA],
    helm: /tenant-seed/,
    told: [{ ask: EVENTS, says: /FailedCreate.*exceeded quota: small/ }],
  },
  {
    name: 'no Ingress controller',
    values: { tenants: [], ...ingressClass('nobody') },
    helm: /DNS records to create[^]*\*\.\S+example\.com/,
    told: [{ ask: ['get', 'ingress', 'be-api-private-ingress', '-o', 'wide'], says: /nobody +\S+ +80/ }],
  },
  {
    name: 'wildcard DNS missing',
    values: {},
    timeout: '5m',
    helm: /DNS records to create[^]*\*\.\S+example\.com/,
    told: [
      { ask: JOB_LOG, says: /1 installed, 0 already there, 0 failed/ },
      { ask: LOOKUP, says: /ENOTFOUND/ },
    ],
  },
  {
    name: 'CRDs missing',
    values: {
      extraObjects: [
        { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'none' }, spec: { selfSigned: {} } },
      ],
    },
    helm: /no matches for kind "Issuer"/,
    told: [{ ask: ['get', 'deployments', '-l', 'app.kubernetes.io/instance=tracardi'], says: /No resources found/ }],
  },
];

function ingressClass(className: string): JsonObject {
  const ingress = { ingress: { className } };
  return { api: { private: ingress, public: ingress }, gui: { console: ingress } };
}

async function fails(context: Context, failure: Failure): Promise<void> {
  const { steps } = context;
  const workspace = await context.workspace();
  if (failure.objects) await workspace.apply(failure.objects, '--namespace', workspace.namespace);
  const values = platformValues(workspace.namespace, tenants('acme'), failure.values);
  const file = workspace.write('values.yaml', values);
  await steps.step(`${failure.name}: helm install`, async () => {
    const args = ['install', 'tracardi', CHART, '-f', file, '--timeout', failure.timeout ?? '20s'];
    const { stdout, stderr } = await workspace.tryHelm(4, ...args);
    demand(failure.helm.test(stdout + stderr), `it does not say ${failure.helm}: ${stdout}${stderr}`);
  });
  for (const { ask, says } of failure.told)
    await steps.step(`${failure.name}: kubectl ${ask.join(' ')} says ${says}`, () =>
      tells(
        workspace,
        ask.map((word) => (word === DOMAIN ? domainOf(workspace.namespace) : word)),
        says,
      ),
    );
}

async function tells(workspace: Workspace, ask: readonly string[], says: RegExp): Promise<void> {
  let last = '';
  await until(`it says ${says}`, 60, async () => {
    const { stdout, stderr } = await workspace.tryKubectl(...ask);
    last = stdout + stderr;
    return says.test(last);
  }).catch((error: Error) => {
    throw new Error(`${error.message}; it says:\n${last.slice(-2000)}`);
  });
}

/** The TMS was started with another key than the one that its Secret has now. */
const tmsKey: Flow = {
  name: 'fails-tms-key',
  run: async (context) => {
    const { steps } = context;
    const workspace = await context.workspace();
    await workspace.kubectl(
      'create',
      'secret',
      'generic',
      'keys',
      '--from-literal=s=signing-key',
      '--from-literal=a=first-key',
    );
    const valueFrom = { secretKey: { name: 'keys', key: 's' }, apiKey: { name: 'keys', key: 'a' } };
    const base = platformValues(workspace.namespace);
    (base.secrets as JsonObject).tms = { valueFrom };
    const file = workspace.write('values.yaml', base);
    const more = workspace.write('tenants.yaml', tenants('acme'));
    await steps.step('helm install', async () => {
      await workspace.helm(4, 'install', 'tracardi', CHART, '-f', file);
      await workspace.ready();
    });
    await workspace.kubectl('patch', 'secret', 'keys', '--patch', JSON.stringify({ stringData: { a: 'second-key' } }));
    // Helm 3 before 3.18 does not print a hook's log; it names the Job.
    for (const [version, says] of [
      [4, /the TMS key is refused/],
      [3, /job tenant-seed failed/],
    ] as const)
      await steps.step(`the output of helm ${version} says ${says}`, async () => {
        const args = ['upgrade', 'tracardi', CHART, '-f', file, '-f', more, '--timeout', '3m'];
        const { status, stdout, stderr } = await workspace.tryHelm(version, ...args);
        demand(status !== 0, 'helm upgrade succeeds');
        demand(says.test(stdout + stderr), `it does not tell: ${stdout}\n${stderr}`);
        demand(!/second-key|password-of/.test(stdout + stderr), 'a secret is told');
      });
    await steps.step('so does the log of the Job', () => tells(workspace, JOB_LOG, /the TMS key is refused/));
  },
};

export const FAILURE_FLOWS: readonly Flow[] = [
  tmsKey,
  ...FAILURES.map((failure) => ({
    name: `fails-${failure.name.replace(/ /g, '-')}`.toLowerCase(),
    run: (context: Context) => fails(context, failure),
  })),
];
