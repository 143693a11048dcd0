/** Settings of workloads that some components do not have, with the reason. */
export interface Gap {
  readonly keys: readonly string[];
  /** Whom it concerns, by their paths. */
  readonly where: RegExp;
  readonly reason: string;
}

const ROUTES = ['containerPort', 'service', 'ingress', 'httpRoute'];
const COLLECTOR = ['collectorPaths', 'extraCollectorPaths'];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

export const GAPS: readonly Gap[] = [
  {
    keys: ['enabled', 'command', 'args', 'config', 'image', ...PROBES, ...ROUTES, ...COLLECTOR],
    where: /^defaults$/,
    reason: 'differs from one component to the other',
  },
  {
    keys: [
      'replicas',
      'autoscaling',
      'keda',
      'podDisruptionBudget',
      'strategy',
      'revisionHistoryLimit',
      'minReadySeconds',
    ],
    where: /^seed$/,
    reason: 'a Job is no Deployment: one pod runs to its end',
  },
  {
    keys: [
      'topologySpreadConstraints',
      'nodeAffinity',
      'lifecycle',
      'terminationGracePeriodSeconds',
      'preStopSleepSeconds',
      ...PROBES,
    ],
    where: /^seed$/,
    reason: 'serves nobody while it runs, and is alone: `seed.affinity` places it',
  },
  {
    keys: ['command', 'args', 'config', 'hostAliases', ...extras()],
    where: /^seed$/,
    reason: 'the pod runs the program of this chart and nothing else',
  },
  { keys: ['networkPolicy'], where: /^seed$/, reason: 'a NetworkPolicy for its pod goes into `extraObjects`' },
  { keys: ROUTES, where: /^(seed|worker|bridge)/, reason: 'answers no requests' },
  { keys: COLLECTOR, where: /./, reason: 'the public API is the collector' },
  { keys: ['config'], where: /^tmsGui/, reason: 'the program has no settings' },
  { keys: ['image'], where: /./, reason: 'one level above, as in `api.image`, `worker.apm.image`' },
];

function extras(): string[] {
  return ['Volumes', 'Containers', 'InitContainers', 'Env', 'EnvFrom', 'VolumeMounts'].map((what) => `extra${what}`);
}

/** Why a component, the tenant Job or `defaults` does not have a setting that others have. */
export const gapAt = (path: string, key: string): Gap | undefined =>
  GAPS.find(({ keys, where }) => keys.includes(key) && where.test(path));
