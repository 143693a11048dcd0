import { k8s } from 'cdk8s-plus-28';
import type {
  AutoscalingValues,
  KedaValues,
  NetworkPolicyValues,
  PodDisruptionBudgetValues,
  ServiceValues,
} from '../values/generated/resolved';
import { FIELDS } from '../plan/fields';
import type { Json, JsonObject } from '../json/json';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: JsonObject;
}

const DEPLOYMENT = { apiVersion: 'apps/v1', kind: 'Deployment' };

interface ServiceTarget {
  readonly portName?: string;
  readonly selector: { [key: string]: string };
  readonly port: number;
  readonly containerPort?: number;
}

/**
 * The Service that is always made. The target is the port's number: pods of the chart before, which name their ports otherwise,
 * keep receiving during an upgrade.
 */
export function serviceSpec(target: ServiceTarget, values: ServiceValues): k8s.ServiceSpec {
  const policy = values.type === 'NodePort' ? values.externalTrafficPolicy : undefined;
  return {
    type: values.type,
    ...commonSpec(target, values, values.nodePort),
    ...given('externalTrafficPolicy', policy),
  };
}

export function loadBalancerSpec(target: ServiceTarget, values: ServiceValues): k8s.ServiceSpec {
  return {
    type: 'LoadBalancer',
    ...commonSpec(target, values),
    ...given('loadBalancerClass', values.loadBalancerClass),
    ...given('loadBalancerSourceRanges', values.loadBalancerSourceRanges),
    ...given('externalTrafficPolicy', values.externalTrafficPolicy),
  };
}

function commonSpec(
  { portName, selector, port, containerPort }: ServiceTarget,
  { sessionAffinity, ipFamilyPolicy }: ServiceValues,
  nodePort?: number,
): k8s.ServiceSpec {
  const targetPort = k8s.IntOrString.fromNumber(containerPort!);
  return {
    // The protocol is said where the name does not say it.
    ports: [{ ...given('name', portName), appProtocol: 'http', port, protocol: 'TCP', targetPort, nodePort }],
    selector,
    ...given('sessionAffinity', sessionAffinity),
    ...given('ipFamilyPolicy', ipFamilyPolicy),
  };
}

export function horizontalPodAutoscaler(deployment: string, values: AutoscalingValues): Manifest {
  const resource = (name: string, averageUtilization: number | undefined): JsonObject[] =>
    averageUtilization === undefined
      ? []
      : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    spec: {
      scaleTargetRef: { ...DEPLOYMENT, name: deployment },
      minReplicas: values.minReplicas,
      maxReplicas: values.maxReplicas,
      metrics: [
        ...resource('cpu', values.targetCpuUtilizationPercentage),
        ...resource('memory', values.targetMemoryUtilizationPercentage),
        ...((values.metrics ?? []) as unknown as JsonObject[]),
      ],
      ...given('behavior', values.behavior),
    },
  };
}

export function scaledObject(deployment: string, values: KedaValues): Manifest {
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    spec: {
      scaleTargetRef: { ...DEPLOYMENT, name: deployment },
      minReplicaCount: values.minReplicaCount,
      maxReplicaCount: values.maxReplicaCount,
      pollingInterval: values.pollingInterval,
      cooldownPeriod: values.cooldownPeriod,
      triggers: (values.triggers ?? []) as Json[],
    },
  };
}

export function disruptionBudget(matchLabels: JsonObject, values: PodDisruptionBudgetValues): Manifest {
  const { minAvailable, maxUnavailable } = values as { minAvailable?: Json; maxUnavailable?: Json };
  const amount: JsonObject = minAvailable === undefined ? { maxUnavailable: maxUnavailable ?? 1 } : { minAvailable };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { selector: { matchLabels }, ...amount } };
}

export function networkPolicy(
  matchLabels: JsonObject,
  values: NetworkPolicyValues,
  containerPort: number | undefined,
): Manifest {
  const ingress = (values.ingress ?? []) as JsonObject[];
  const egress = (values.egress ?? []) as JsonObject[];
  const anyoneToThePort = containerPort === undefined ? [] : [{ ports: [{ port: containerPort, protocol: 'TCP' }] }];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: {
      podSelector: { matchLabels },
      policyTypes: egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
      ingress: ingress.length > 0 ? ingress : anyoneToThePort,
      ...(egress.length > 0 ? { egress } : {}),
    },
  };
}

/** The settings that go into a pod or a container as they are. */
export function fields(kind: keyof typeof FIELDS, settings: object): JsonObject {
  const values = settings as { [key: string]: unknown };
  return Object.entries(FIELDS[kind]).reduce((all, [field, key]) => ({ ...all, ...given(field, values[key]) }), {});
}

/** The field, or nothing where it is absent or empty. */
export function given(field: string, value: unknown): JsonObject {
  if (value === undefined || value === null || value === '') return {};
  if (typeof value === 'object' && Object.keys(value).length === 0) return {};
  return { [field]: value as Json };
}
