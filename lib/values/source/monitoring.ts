import { bool, integer, labels, section } from '../nodes';
import type { Section } from '../nodes';

export const monitoring: Section = section('Alerts. No part of Tracardi has an endpoint for metrics.', {
  prometheusRule: section(
    'PrometheusRule for tenant Jobs that failed or are late and for pods that are not ready, by the series of kube-state-metrics. Needs the CRDs of the Prometheus Operator.',
    {
      enabled: bool('Whether it is made.', false),
      labels: labels(
        'Further labels of the rule, by which a Prometheus selects it, such as release: kube-prometheus-stack.',
      ),
      lateAfterMinutes: integer('Minutes after which a Job of the tenants that still runs is late.', {
        default: 60,
        example: 240,
        min: 1,
        max: 100000,
      }),
    },
  ),
});
