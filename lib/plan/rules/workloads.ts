import { COMPONENTS, ROUTED } from '../components';
import { all, any, given, is, isMap, more, not } from '../term';
import type { Term } from '../term';
import type { PlainRule } from './rule';

const untagged = (image: string): Term => all(not(given(`/${image}.tag`)), not(given(`/${image}.digest`)));

/** Where the values describe an image. */
export const IMAGES: readonly string[] = [...new Set([...COMPONENTS.map(({ image }) => image), 'seed.image'])];

export const WORKLOADS: readonly PlainRule[] = [
  {
    id: 'elastic-ca-twice',
    sentence: 'the certificate authority of Elasticsearch is in one place: remove configMap or secret',
    broken: { 'elastic.ca': all(given('/elastic.ca.configMap'), given('/elastic.ca.secret')) },
  },
  {
    id: 'redis-tls',
    severity: 'warning',
    sentence:
      'public versions of the program drop rediss:// and connect to Redis without TLS: where it must be encrypted, use a service mesh or a TLS proxy beside the pods',
    broken: { 'redis.schema': is('/redis.schema', 'rediss://') },
  },
  {
    id: 'worker-without-pulsar',
    severity: 'warning',
    sentence:
      'is not deployed, since this worker takes its work from Pulsar: set pulsar.enabled to true, or remove this',
    broken: { 'worker.collector.enabled': all('/worker.collector.enabled', not('/pulsar.enabled')) },
  },
  {
    id: 'two-scalers',
    sentence: 'autoscaling and keda exclude each other: enable one of them',
    each: 'component',
    broken: { 'keda.enabled': all('autoscaling.enabled', 'keda.enabled') },
  },
  {
    id: 'autoscaling-range',
    sentence: 'the fewest pods may not be more than the most pods: lower the one or raise the other',
    each: 'component',
    broken: {
      'autoscaling.minReplicas': more('autoscaling.minReplicas', 'autoscaling.maxReplicas'),
      'keda.minReplicaCount': more('keda.minReplicaCount', 'keda.maxReplicaCount'),
    },
  },
  {
    id: 'autoscaling-metrics',
    sentence: 'autoscaling needs a metric: set a target utilization or metrics',
    each: 'component',
    broken: {
      'autoscaling.metrics': all(
        'autoscaling.enabled',
        not(
          any(
            given('autoscaling.targetCpuUtilizationPercentage'),
            given('autoscaling.targetMemoryUtilizationPercentage'),
            given('autoscaling.metrics'),
          ),
        ),
      ),
    },
  },
  {
    id: 'keda-triggers',
    sentence: 'keda needs a trigger: add one to triggers',
    each: 'component',
    broken: { 'keda.triggers': all('keda.enabled', not(given('keda.triggers'))) },
  },
  {
    id: 'disruption-budget',
    sentence: 'a PodDisruptionBudget has minAvailable or maxUnavailable, not both: remove one of them',
    each: 'component',
    broken: {
      podDisruptionBudget: all(given('podDisruptionBudget.minAvailable'), given('podDisruptionBudget.maxUnavailable')),
    },
  },
  {
    id: 'recreate',
    sentence: 'strategy.rollingUpdate goes with the type RollingUpdate only: set the type, or remove rollingUpdate',
    each: 'component',
    broken: { strategy: all(is('strategy.type', 'Recreate'), isMap('strategy.rollingUpdate')) },
  },
  {
    id: 'node-affinity-twice',
    sentence: 'give node affinity in nodeAffinity or in affinity.nodeAffinity, not in both',
    each: 'component',
    broken: { nodeAffinity: all(given('nodeAffinity'), isMap('affinity.nodeAffinity')) },
  },
  {
    id: 'dns-policy',
    sentence: 'dnsPolicy None needs a server to ask: add one to dnsConfig.nameservers',
    broken: Object.fromEntries(
      [...COMPONENTS.map(({ path }) => path), 'seed'].map((path) => [
        `${path}.dnsConfig`,
        all(is(`/${path}.dnsPolicy`, 'None'), not(given(`/${path}.dnsConfig.nameservers`))),
      ]),
    ),
  },
  {
    id: 'node-port',
    sentence: 'a nodePort goes with the type NodePort only: set service.type, or remove service.nodePort',
    broken: Object.fromEntries(
      ROUTED.map(({ path }) => [
        `${path}.service.nodePort`,
        all(given(`/${path}.service.nodePort`), not(is(`/${path}.service.type`, 'NodePort'))),
      ]),
    ),
  },
  {
    id: 'image-tag',
    sentence: 'an image needs a tag or a digest: set one of them',
    broken: {
      // The init container has the tag of the API unless it has its own.
      'init.image.tag': all(untagged('init.image'), not(given('/api.image.tag'))),
      ...Object.fromEntries(IMAGES.map((image) => [`${image}.tag`, untagged(image)])),
    },
  },
];
