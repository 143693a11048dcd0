// Strict JSON Schema (draft-07) definitions of Kubernetes types, from OpenAPI v3.
import { DefinitionBuilder } from './definition-builder';
import { crdSchema, openApi, readCrd, sorted } from './modules';
import { at } from './schemas';
import type { OpenApiSchemas } from './schemas';

const GROUP_VERSIONS = ['api__v1', 'apis__apps__v1', 'apis__autoscaling__v2', 'apis__networking.k8s.io__v1'];

/** The types that values hand over; the definitions hold these and all they refer to. */
const ROOTS = [
  'io.k8s.api.apps.v1.DeploymentStrategy',
  'io.k8s.api.autoscaling.v2.HorizontalPodAutoscalerBehavior',
  'io.k8s.api.autoscaling.v2.MetricSpec',
  'io.k8s.api.core.v1.Affinity',
  'io.k8s.api.core.v1.Container',
  'io.k8s.api.core.v1.EnvFromSource',
  'io.k8s.api.core.v1.EnvVar',
  'io.k8s.api.core.v1.HostAlias',
  'io.k8s.api.core.v1.Lifecycle',
  'io.k8s.api.core.v1.LocalObjectReference',
  'io.k8s.api.core.v1.PodDNSConfig',
  'io.k8s.api.core.v1.PodSecurityContext',
  'io.k8s.api.core.v1.Probe',
  'io.k8s.api.core.v1.ResourceRequirements',
  'io.k8s.api.core.v1.SecretKeySelector',
  'io.k8s.api.core.v1.SecurityContext',
  'io.k8s.api.core.v1.Toleration',
  'io.k8s.api.core.v1.TopologySpreadConstraint',
  'io.k8s.api.core.v1.Volume',
  'io.k8s.api.core.v1.VolumeMount',
  'io.k8s.api.networking.v1.IngressTLS',
  'io.k8s.api.networking.v1.NetworkPolicyEgressRule',
  'io.k8s.api.networking.v1.NetworkPolicyIngressRule',
  'io.k8s.api.networking.v1.NetworkPolicyPeer',
];

/** Names of the types that the Gateway API's CustomResourceDefinitions write out in place, by the field they are in. */
const GATEWAY_TYPES = {
  add: 'HTTPHeaderValue',
  backendRef: 'BackendObjectReference',
  cors: 'HTTPCORSFilter',
  extensionRef: 'ExtensionReference',
  fraction: 'Fraction',
  path: 'HTTPPathModifier',
  requestHeaderModifier: 'HTTPHeaderFilter',
  requestMirror: 'HTTPRequestMirrorFilter',
  requestRedirect: 'HTTPRequestRedirectFilter',
  responseHeaderModifier: 'HTTPHeaderFilter',
  set: 'HTTPHeaderValue',
  urlRewrite: 'HTTPURLRewriteFilter',
};

export function buildDefinitions({ kubernetes, gatewayApi }: { kubernetes: string; gatewayApi: string }): unknown {
  const schemas = Object.assign({}, ...GROUP_VERSIONS.map((name) => openApi(kubernetes, name))) as OpenApiSchemas;
  const builder = new DefinitionBuilder(schemas, GATEWAY_TYPES);
  for (const root of ROOTS) builder.reference(root);
  const crd = readCrd(gatewayApi, 'config', 'crd', 'standard', 'gateway.networking.k8s.io_httproutes.yaml');
  const route = crdSchema(crd, 'v1');
  builder.addInPlace('ParentReference', at(route, 'spec', 'parentRefs', '[]'));
  builder.addInPlace('HTTPRouteFilter', at(route, 'spec', 'rules', '[]', 'filters', '[]'));
  builder.addInPlace('HTTPRouteTimeouts', at(route, 'spec', 'rules', '[]', 'timeouts'));
  builder.checkTables();
  return sorted(builder.definitions);
}
