import { COMPONENTS } from './components';
import { SEED } from './seed';

/** An alert of Prometheus by the series of kube-state-metrics. */
export interface PlannedAlert {
  readonly alert: string;
  /** PromQL with SCOPE for the matcher of the namespace, PREFIX for that of `fullnameOverride` and LATE for seconds. */
  readonly expr: string;
  /** How long it must hold. @default - not at all */
  readonly for?: string;
  readonly summary: string;
  readonly description: string;
}

/** Name of the PrometheusRule, without the prefix of `fullnameOverride`. */
export const PROMETHEUS_RULE = 'tracardi-alerts';

const JOBS = `SCOPEjob_name=~"PREFIX(${SEED.name}(-[0-9a-f]{10})?|${SEED.checkName}-[0-9]+)"`;
const DEPLOYMENTS = `SCOPEdeployment=~"PREFIX(${COMPONENTS.map(({ name }) => name).join('|')})"`;

/** When the last Job that failed began. */
const FAILED = `max by (namespace) (kube_job_status_start_time{${JOBS}} and on (namespace, job_name) kube_job_failed{${JOBS},condition="true"} == 1)`;

export const ALERTS: readonly PlannedAlert[] = [
  {
    alert: 'TracardiTenantJobFailed',
    // A Job that failed stays, and is made up for by one that ended well after it.
    expr: `${FAILED} > (max by (namespace) (kube_job_status_completion_time{${JOBS}}) or ${FAILED} * 0)`,
    summary: 'Tenants of Tracardi are not installed.',
    description:
      'The Job that installs the tenants, or the one that checks them, failed, and none ended well since. Its log names the tenants.',
  },
  {
    alert: 'TracardiTenantJobLate',
    expr: `kube_job_status_active{${JOBS}} > 0 and on (namespace, job_name) time() - kube_job_status_start_time{${JOBS}} > LATE`,
    summary: 'The Job of the tenants of Tracardi takes long.',
    description:
      'It waits for the APIs, or installs many tenants: its log says which. See monitoring.prometheusRule.lateAfterMinutes.',
  },
  {
    alert: 'TracardiPodsNotReady',
    expr: `kube_deployment_spec_replicas{${DEPLOYMENTS}} > on (namespace, deployment) kube_deployment_status_replicas_available{${DEPLOYMENTS}}`,
    for: '15m',
    summary: 'Pods of Tracardi are not ready.',
    description: 'A Deployment has had fewer ready pods than it asks for, for 15 minutes.',
  },
];
