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

/** Labels that Kubernetes gives the pods of a Job, and refuses to be given. */
export const JOB_LABELS: readonly string[] = [
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'job-name',
];

/** Maps whose labels the pod of the tenant Job has. */
export const JOB_LABEL_MAPS: readonly string[] = ['commonLabels', 'seed.podLabels'];

/** Annotations that the chart sets itself. The last ones make an object a hook, and so take it out of the release. */
export const OWN_ANNOTATIONS: readonly string[] = [
  'checksum/config',
  'helm.sh/hook',
  'helm.sh/hook-weight',
  'helm.sh/hook-delete-policy',
];
