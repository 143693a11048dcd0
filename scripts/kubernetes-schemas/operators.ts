// Kinds of other controllers: those of the examples, and the rules of alerts.
import { crdSchema, generatedCrd, moduleDirectory, readCrd } from './modules';
import type { CustomResourceDefinition, OpenApiSchemas, Schema } from './schemas';

const ARGO_CD = 'github.com/argoproj/argo-cd/v3@v3.5.7';
const CERT_MANAGER = 'github.com/cert-manager/cert-manager@v1.18.2';
const EXTERNAL_SECRETS = 'github.com/external-secrets/external-secrets@v0.20.4';
const FLUX_HELM = 'github.com/fluxcd/helm-controller/api@v1.6.5';
const FLUX_SOURCE = 'github.com/fluxcd/source-controller@v1.9.6';
const PROMETHEUS_OPERATOR = 'github.com/prometheus-operator/prometheus-operator@v0.85.0';
const SEALED_SECRETS = 'github.com/bitnami-labs/sealed-secrets@v0.40.0';

/** Fields that are left out, and so refused: `status`, and what takes much room and nobody here writes. */
const KEPT_FIELDS: { readonly [path: string]: readonly string[] } = {
  Application: ['apiVersion', 'kind', 'metadata', 'spec'],
  'ApplicationSet.spec.generators.[]': ['list'],
  'ApplicationSet.spec.generators.[].list': ['elements', 'elementsYaml'],
  'Issuer.spec': ['acme'],
  'Issuer.spec.acme.solvers.[]': ['dns01', 'selector'],
  'Issuer.spec.acme.solvers.[].dns01': ['cloudflare', 'cnameStrategy', 'route53'],
  'SecretStore.spec.provider': ['vault'],
};

interface OperatorKind {
  readonly crd: CustomResourceDefinition;
  readonly version: string;
}

export function operatorKinds(): OperatorKind[] {
  return [
    kind(ARGO_CD, 'manifests/crds/application-crd.yaml', 'v1alpha1'),
    kind(ARGO_CD, 'manifests/crds/applicationset-crd.yaml', 'v1alpha1'),
    kind(CERT_MANAGER, 'deploy/crds/crd-certificates.yaml', 'v1'),
    kind(CERT_MANAGER, 'deploy/crds/crd-issuers.yaml', 'v1'),
    kind(EXTERNAL_SECRETS, 'config/crds/bases/external-secrets.io_externalsecrets.yaml', 'v1'),
    kind(EXTERNAL_SECRETS, 'config/crds/bases/external-secrets.io_secretstores.yaml', 'v1'),
    kept(generatedCrd(FLUX_HELM, 'v2', 'helm.toolkit.fluxcd.io_helmreleases.yaml'), 'v2'),
    kind(FLUX_SOURCE, 'config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml', 'v1'),
    kind(PROMETHEUS_OPERATOR, 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml', 'v1'),
    kind(SEALED_SECRETS, 'helm/sealed-secrets/crds/bitnami.com_sealedsecrets.yaml', 'v1alpha1'),
  ];
}

const kind = (module: string, path: string, version: string): OperatorKind =>
  kept(readCrd(moduleDirectory(module), path), version);

/** One version, without the fields that are left out. */
function kept(crd: CustomResourceDefinition, version: string): OperatorKind {
  const { status: _, ...properties } = crdSchema(crd, version).properties!;
  const openAPIV3Schema = narrowed({ ...crdSchema(crd, version), properties }, [crd.spec.names.kind]);
  return { crd: { spec: { ...crd.spec, versions: [{ name: version, schema: { openAPIV3Schema } }] } }, version };
}

function narrowed(schema: Schema, path: readonly string[]): Schema {
  const { properties, items } = schema;
  const kept = KEPT_FIELDS[path.join('.')];
  const fields = Object.entries(properties ?? {}).filter(([field]) => !kept || kept.includes(field));
  const children: OpenApiSchemas = Object.fromEntries(
    fields.map(([field, child]) => [field, narrowed(child, [...path, field])]),
  );
  return {
    ...schema,
    ...(schema.pattern ? { pattern: inJavaScript(schema.pattern) } : {}),
    ...(properties ? { properties: children } : {}),
    ...(items ? { items: narrowed(items, [...path, '[]']) } : {}),
  };
}

/** Go's `(?i)`, which older versions of JavaScript do not have. */
const inJavaScript = (pattern: string): string =>
  pattern.includes('(?i)')
    ? pattern.replace('(?i)', '').replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
    : pattern;
