import { PROMETHEUS_RULE } from './alerts';
import { COMPONENTS } from './components';
import { CREDENTIAL_LIST } from './credentials';
import { DOCUMENTS, GUI_CONFIG } from './documents';
import { PLATFORM_TEST, SEED } from './seed';

/** Name of the Gateway, without the prefix of `fullnameOverride`. */
export const GATEWAY = 'tracardi-gateway';

/** Name of the HTTPRoute that sends to HTTPS. */
export const GATEWAY_REDIRECT = 'tracardi-gateway-redirect';

const names = COMPONENTS.map(({ name }) => name);
const reaches = COMPONENTS.flatMap(({ reach }) => (reach ? [reach] : []));

/** What the objects of this project may be called, as regular expressions by kind, without the prefix of `fullnameOverride`. */
export const OWN_OBJECTS: { readonly [kind: string]: readonly string[] } = {
  Deployment: names,
  ServiceAccount: [...names, SEED.name],
  HorizontalPodAutoscaler: names,
  ScaledObject: names,
  PodDisruptionBudget: names,
  NetworkPolicy: names,
  Service: reaches.flatMap(({ service, loadBalancer }) => [service, loadBalancer]),
  Ingress: reaches.map(({ ingress }) => ingress),
  HTTPRoute: [...reaches.map(({ httpRoute }) => httpRoute), GATEWAY_REDIRECT],
  Gateway: [GATEWAY],
  Secret: [...new Set(CREDENTIAL_LIST.map(([, { secretName }]) => secretName)), 'tenant-passwords-[0-9]+'],
  ConfigMap: [
    ...DOCUMENTS.map(({ configMap }) => configMap),
    GUI_CONFIG.configMap,
    `${SEED.name}-program`,
    'tenants-[0-9]+',
  ],
  Job: [`${SEED.name}(-[0-9a-f]{10})?`],
  Pod: [`${SEED.name}-test`, PLATFORM_TEST],
  PrometheusRule: [PROMETHEUS_RULE],
};

/** Kinds of Kubernetes, and of what is often used beside it, whose objects are in no namespace; beside those that begin with `Cluster`. */
export const CLUSTER_KINDS: readonly string[] = [
  'APIService',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
];
