import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { TracardiChart } from '../lib/tracardi-chart';
import { envOf, getObject, objectsOf } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { validateObject } from './support/schema';
import { run } from './support/tools';

/** The PrometheusRule, by the series of kube-state-metrics. */

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

const ON = { monitoring: { prometheusRule: { enabled: true, labels: { release: 'prometheus' } } } };

const rulesOf = (object: KubernetesObject): Rule[] =>
  (object.spec as unknown as { groups: { rules: Rule[] }[] }).groups[0].rules;

/** Of an installation in a namespace, which the chart of cdk8s knows. */
function ruleIn(namespace: string, values: object): KubernetesObject {
  const chart = new TracardiChart(new App(), 'tracardi', { ...ON, ...values, namespace });
  return (chart.toJson() as KubernetesObject[]).find(({ kind }) => kind === 'PrometheusRule')!;
}

test('there is none unless it is asked for', () => {
  expect(objectsOf({}).filter(({ kind }) => kind === 'PrometheusRule')).toEqual([]);
});

test('it is what the Prometheus Operator accepts, with the labels that select it', () => {
  const rule = getObject(objectsOf(ON), 'PrometheusRule', 'tracardi-alerts');
  expect(validateObject(rule)).toEqual([]);
  expect(rule.metadata.labels).toMatchObject({ release: 'prometheus', 'app.kubernetes.io/instance': 'tracardi' });
});

test('its expressions, in a namespace', () => {
  const expressions = Object.fromEntries(rulesOf(ruleIn('prod', {})).map(({ alert, expr }) => [alert, expr]));
  const jobs = 'namespace="prod",job_name=~"(tenant-seed(-[0-9a-f]{10})?|tenant-check-[0-9]+)"';
  const deployments =
    'namespace="prod",deployment=~"(be-fa-private|be-fa-public|fe-rj-gui|be-fa-tms|fe-rj-tms-gui|bg-queue-prod|wk-pl-background|wk-pl-collector|wk-pl-workflow|wk-rd-upgrades|wk-apm)"';
  const failed = `max by (namespace) (kube_job_status_start_time{${jobs}} and on (namespace, job_name) kube_job_failed{${jobs},condition="true"} == 1)`;
  expect(expressions).toEqual({
    TracardiTenantJobFailed: `${failed} > (max by (namespace) (kube_job_status_completion_time{${jobs}}) or ${failed} * 0)`,
    TracardiTenantJobLate: `kube_job_status_active{${jobs}} > 0 and on (namespace, job_name) time() - kube_job_status_start_time{${jobs}} > 3600`,
    TracardiPodsNotReady: `kube_deployment_spec_replicas{${deployments}} > on (namespace, deployment) kube_deployment_status_replicas_available{${deployments}}`,
  });
});

test('they name the Jobs and Deployments that there are, with the prefix of fullnameOverride', () => {
  const values = {
    ...ON,
    fullnameOverride: 'crm',
    config: { multiTenant: { multi: 'yes', domain: 'd.example' } },
    secrets: {
      license: { existing: { name: 's' } },
      tms: { existing: { name: 's' } },
      installation: { existing: { name: 's' } },
    },
    bridge: { queue: { docker: { enabled: true } } },
    worker: { collector: { enabled: true }, workflow: { enabled: true } },
    tenants: [{ name: 'acme', email: 'a@acme.example', password: 'p' }],
  };
  const objects = objectsOf(values);
  const [{ expr }, , notReady] = rulesOf(getObject(objects, 'PrometheusRule', 'crm-tracardi-alerts'));
  const pattern = (text: string, label: string): RegExp =>
    new RegExp(`^${new RegExp(`[{,]${label}=~"([^"]+)"`).exec(text)![1]}$`);
  const namesOf = (wanted: string): string[] =>
    objects.filter(({ kind }) => kind === wanted).map(({ metadata }) => metadata.name);
  expect(namesOf('Job')).toHaveLength(1);
  expect(namesOf('Deployment')).toHaveLength(11);
  for (const name of namesOf('Job')) expect(name).toMatch(pattern(expr, 'job_name'));
  for (const name of namesOf('Deployment')) expect(name).toMatch(pattern(notReady.expr, 'deployment'));
  expect('crm-tenant-check-29384756').toMatch(pattern(expr, 'job_name'));
  expect('tenant-seed').not.toMatch(pattern(expr, 'job_name'));
});

describe('the document', () => {
  const document = readFileSync(join(__dirname, '..', 'docs', 'observability.md'), 'utf8');
  const [alerts, telemetry] = [...document.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text]) => text);

  test('names the alerts', () => {
    const told = [...document.matchAll(/^\| (Tracardi\w+)/gm)].map(([, name]) => name);
    expect(told).toEqual(
      rulesOf(getObject(objectsOf(alerts), 'PrometheusRule', 'tracardi-alerts')).map(({ alert }) => alert),
    );
  });

  test('names each variable of OpenTelemetry', () => {
    const more = {
      disabled: true,
      logLevel: 'debug',
      export: { headers: 'a=b', attributes: 'a=b', timeOut: 1, delay: 2, batchSize: 3 },
    };
    const env = envOf(objectsOf(telemetry, { telemetry: more }), 'be-fa-private');
    const set = Object.keys(env).filter((name) => name.startsWith('OTEL_'));
    const told = [...document.matchAll(/`(OTEL_\w+)`/g)].map(([, name]) => name);
    expect(told.sort()).toEqual(set.sort());
  });
});

const hasGo = spawnSync('go', ['version']).status === 0;

interface Sample {
  readonly labels: { readonly [name: string]: string };
  readonly value: number;
}

const NOW = 1_700_000_000;
const HOUR = 3600;

const sample = (name: string, labels: object, value: number): Sample => ({
  labels: { __name__: name, namespace: 'prod', ...labels },
  value,
});

/** What kube-state-metrics says of a Job that began some hours ago. */
function job(name: string, began: number, state: 'failed' | 'complete' | 'active', ended = began): Sample[] {
  const of = { job_name: name };
  const isComplete = state === 'complete';
  return [
    sample('kube_job_status_start_time', of, NOW - began * HOUR),
    sample('kube_job_status_active', of, state === 'active' ? 1 : 0),
    ...(isComplete ? [sample('kube_job_status_completion_time', of, NOW - ended * HOUR)] : []),
    ...(state === 'failed'
      ? ['true', 'false', 'unknown'].map((condition) =>
          sample('kube_job_failed', { ...of, condition }, condition === 'true' ? 1 : 0),
        )
      : []),
  ];
}

const deployment = (name: string, wanted: number, available: number): Sample[] => [
  sample('kube_deployment_spec_replicas', { deployment: name }, wanted),
  sample('kube_deployment_status_replicas_available', { deployment: name }, available),
];

const elsewhere = (samples: Sample[]): Sample[] =>
  samples.map(({ labels, value }) => ({ labels: { ...labels, namespace: 'dev' }, value }));

const STATES: readonly [name: string, samples: Sample[], alerts: string[]][] = [
  ['all is well', [...job('tenant-seed', 3, 'complete'), ...deployment('be-fa-private', 2, 2)], []],
  ['a Job failed', job('tenant-seed', 1, 'failed'), ['TracardiTenantJobFailed']],
  ['one with a hash failed', job('tenant-seed-0123456789', 1, 'failed'), ['TracardiTenantJobFailed']],
  [
    'a check failed after the installation',
    [...job('tenant-seed', 9, 'complete', 8), ...job('tenant-check-29384756', 1, 'failed')],
    ['TracardiTenantJobFailed'],
  ],
  [
    'one that failed is made up for by a later one',
    [...job('tenant-check-29384756', 2, 'failed'), ...job('tenant-check-29384800', 1, 'complete')],
    [],
  ],
  ['a Job of another name failed', job('tenant-seedling', 1, 'failed'), []],
  ['a Job elsewhere failed', elsewhere(job('tenant-seed', 1, 'failed')), []],
  ['a Job takes long', job('tenant-seed', 2, 'active'), ['TracardiTenantJobLate']],
  ['a Job is at work', job('tenant-seed', 0.5, 'active'), []],
  ['a long Job is over', job('tenant-seed', 9, 'complete', 1), []],
  ['pods are missing', deployment('be-fa-public', 2, 1), ['TracardiPodsNotReady']],
  ['pods of others are missing', deployment('other', 2, 1), []],
  ['pods elsewhere are missing', elsewhere(deployment('be-fa-public', 2, 1)), []],
];

(hasGo ? describe : describe.skip)('Prometheus', () => {
  const program = join(__dirname, '..', 'node_modules', '.cache', 'cdk8s-tracardi', 'promql');

  beforeAll(() => {
    const built = run('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: join(__dirname, 'promql') });
    expect(built).toEqual({ status: 0, stdout: '', stderr: expect.any(String) as string });
  }, 900_000);

  const answers = (questions: { expr: string; samples?: Sample[] }[]): { error: string; series: object[] | null }[] => {
    const input = JSON.stringify(questions.map((question) => ({ at: NOW, samples: [], ...question })));
    return JSON.parse(run(program, [], { input }).stdout) as { error: string; series: object[] | null }[];
  };

  test('reads the expressions', () => {
    const expressions = [...rulesOf(ruleIn('prod', {})), ...rulesOf(ruleIn('prod', { fullnameOverride: 'crm' }))];
    expect(answers(expressions)).toEqual(Array(6).fill({ error: '', series: [] }));
    expect(answers([{ expr: 'sum(up) by (' }])[0].error).toContain('parse error');
  });

  test.each(STATES)('tells when %s', (_name, samples, alerts) => {
    const rules = rulesOf(ruleIn('prod', {}));
    const told = answers(rules.map(({ expr }) => ({ expr, samples })));
    expect(told.map(({ error }) => error)).toEqual(['', '', '']);
    expect(rules.filter((_, index) => told[index].series!.length > 0).map(({ alert }) => alert)).toEqual(alerts);
  });
});
