/** Labels that the chart sets itself: the first three are in immutable selectors. */
export const OWN_LABELS: readonly string[] = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/ns-elastic',
  'app.kubernetes.io/ns-cache',
  'app.kubernetes.io/ns-pulsar',
  'helm.sh/chart',
];

/** Annotations that the chart sets itself. The last ones make an object a hook, and so take it out of the release. */
export const OWN_ANNOTATIONS: readonly string[] = [
  'checksum/config',
  'helm.sh/hook',
  'helm.sh/hook-weight',
  'helm.sh/hook-delete-policy',
];
