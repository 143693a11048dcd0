import type { JsonObject } from '../json/json';
import { ALERTS } from '../plan/alerts';

export interface AlertSource {
  /** Namespace of the installation. @default - unknown: the series of all namespaces */
  readonly namespace?: string;
  /** Before the names of all objects. */
  readonly prefix: string;
  readonly lateAfterMinutes: number;
}

/** Spec of the PrometheusRule. */
export function prometheusRuleSpec({ namespace, prefix, lateAfterMinutes }: AlertSource): JsonObject {
  const rules = ALERTS.map(({ alert, expr, for: duration, summary, description }) => ({
    alert,
    expr: expr
      .replaceAll('SCOPE', namespace ? `namespace="${namespace}",` : '')
      .replaceAll('PREFIX', prefix)
      .replaceAll('LATE', String(lateAfterMinutes * 60)),
    ...(duration ? { for: duration } : {}),
    labels: { severity: 'warning' },
    annotations: { summary, description },
  }));
  return { groups: [{ name: 'tracardi', rules }] };
}
