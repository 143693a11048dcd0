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

(hasGo ? test : test.skip)(
  'Prometheus reads them',
  () => {
    const sources = join(__dirname, 'promql');
    const program = join(__dirname, '..', 'node_modules', '.cache', 'cdk8s-tracardi', 'promql');
    const built = run('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: sources });
    expect(built).toEqual({ status: 0, stdout: '', stderr: expect.any(String) as string });
    const expressions = [...rulesOf(ruleIn('prod', {})), ...rulesOf(ruleIn('prod', { fullnameOverride: 'crm' }))];
    const answers = (texts: string[]): string[] =>
      JSON.parse(run(program, [], { input: JSON.stringify(texts) }).stdout) as string[];
    expect(answers(expressions.map(({ expr }) => expr))).toEqual(Array(6).fill(''));
    expect(answers(['sum(up) by ('])).toEqual([expect.stringContaining('parse error')]);
  },
  300_000,
);
