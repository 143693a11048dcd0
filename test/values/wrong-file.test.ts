import { validateValues } from '../../lib';

const errorsOf = (yaml: string): string[] =>
  validateValues(yaml, 'a.yaml')
    .filter(({ severity }) => severity === 'error')
    .map(({ line, rule, message }) => `${line} ${rule}: ${message}`);

const check = (expression: string): string => `check them with \`yq '${expression}' FILE | cdk8s-tracardi validate -\``;
const flux = 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:';
const argo = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:';

test.each([
  [
    'Docker Compose',
    'version: "3"\nservices: {api: {image: a}}',
    '2 wrong-file: this is a file of Docker Compose, no values file',
  ],
  [
    'Kustomization without a kind',
    'helmCharts: [{name: tracardi, valuesInline: {redis: {}}}]',
    `1 wrong-file: this is a Kustomization, no values file: its values stand below helmCharts[0].valuesInline; ${check('.helmCharts[0].valuesInline')}`,
  ],
  [
    'Terraform',
    '{"resource": {"helm_release": {}}}',
    '1 wrong-file: this is a file of Terraform, no values file: its values stand below resource.helm_release.….values',
  ],
  [
    'Fleet',
    'defaultNamespace: a\nhelm: {chart: tracardi, values: {redis: {}}}',
    `2 wrong-file: this is a file of a program that installs charts, no values file: its values stand below helm.values; ${check('.helm.values')}`,
  ],
  [
    'Crossplane',
    'apiVersion: helm.crossplane.io/v1beta1\nkind: Release\nspec: {forProvider: {values: {redis: {}}}}',
    `2 wrong-file: this is a manifest of Kubernetes, no values file: its values stand below spec.forProvider.values; ${check('.spec.forProvider.values')}`,
  ],
  [
    'a List of HelmReleases',
    'apiVersion: v1\nkind: List\nitems: [{kind: HelmRelease, spec: {values: {redis: {}}}}]',
    `2 wrong-file: this is a manifest of Kubernetes, no values file: its values stand below items[0].spec.values; ${check('.items[0].spec.values')}`,
  ],
  ['a JSON Schema', '{"$schema": "http://a", "type": "object"}', '1 wrong-file: this is a JSON Schema, no values file'],
  [
    'HelmRelease',
    `${flux} {values: {redis: {port: 1}}}`,
    `2 wrong-file: this is a HelmRelease of Flux, no values file: its values stand below spec.values; ${check('.spec.values')}`,
  ],
  [
    'HelmRelease without values',
    `${flux} {chart: {}}`,
    '2 wrong-file: this is a HelmRelease of Flux, no values file, and holds no values',
  ],
  [
    'Application',
    `${argo} {source: {helm: {valuesObject: {redis: {}}}}}`,
    `2 wrong-file: this is an Application of Argo CD, no values file: its values stand below spec.source.helm.valuesObject; ${check('.spec.source.helm.valuesObject')}`,
  ],
  [
    'Application with text, one source of several',
    `${argo} {sources: [{ref: a}, {helm: {values: "a: 1"}}]}`,
    `2 wrong-file: this is an Application of Argo CD, no values file: its values stand as text in spec.sources[1].helm.values; ${check('.spec.sources[1].helm.values')}`,
  ],
  [
    'ApplicationSet',
    'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {spec: {source: {helm: {valuesObject: {a: 1}}}}}}',
    `2 wrong-file: this is an ApplicationSet of Argo CD, no values file: its values stand below spec.template.spec.source.helm.valuesObject; ${check('.spec.template.spec.source.helm.valuesObject')}`,
  ],
  [
    'ConfigMap',
    'apiVersion: v1\nkind: ConfigMap\ndata: {values.yaml: "redis: {}"}',
    `2 wrong-file: this is a ConfigMap, no values file: its values stand as text in data["values.yaml"]; ${check('.data["values.yaml"]')}`,
  ],
  [
    'Kustomization',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nhelmCharts: [{name: tracardi, valuesInline: {redis: {}}}]',
    `2 wrong-file: this is a Kustomization, no values file: its values stand below helmCharts[0].valuesInline; ${check('.helmCharts[0].valuesInline')}`,
  ],
  [
    'HelmRelease whose values are elsewhere',
    `${flux} {valuesFrom: [{kind: ConfigMap, name: a}]}`,
    '2 wrong-file: this is a HelmRelease of Flux, no values file: its values come from what spec.valuesFrom names: check that',
  ],
  [
    'HelmRelease with further values elsewhere',
    `${flux} {values: {a: 1}, valuesFrom: [{kind: Secret, name: a}]}`,
    `2 wrong-file: this is a HelmRelease of Flux, no values file: its values stand below spec.values; ${check('.spec.values')}; further values come from what spec.valuesFrom names: check that`,
  ],
  [
    'Application with values of each kind',
    `${argo} {source: {helm: {valuesObject: {a: 1}, values: "b: 1", valueFiles: [a.yaml], parameters: [{name: a, value: b}]}}}`,
    `2 wrong-file: this is an Application of Argo CD, no values file: its values stand below spec.source.helm.valuesObject and as text in spec.source.helm.values; ${check('.spec.source.helm.valuesObject')} and \`yq '.spec.source.helm.values' FILE | cdk8s-tracardi validate -\`; further values come from what spec.source.helm.valueFiles names: check that; single values in spec.source.helm.parameters are checked as \`--set NAME=VALUE\``,
  ],
  [
    'Application with parameters alone',
    `${argo} {source: {helm: {parameters: [{name: a, value: b}]}}}`,
    '2 wrong-file: this is an Application of Argo CD, no values file: single values in spec.source.helm.parameters are checked as `--set NAME=VALUE`',
  ],
  [
    'several manifests',
    `kind: Namespace\napiVersion: v1\n---\n${flux} {values: {a: 1}}`,
    `5 wrong-file: this is a HelmRelease of Flux, no values file: its values stand below spec.values; ${check('.spec.values')}`,
  ],
  [
    'another manifest',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 1}',
    '2 wrong-file: this is a manifest of Kubernetes, no values file; manifests beside those of this chart go into extraObjects',
  ],
  [
    'Chart.yaml',
    'apiVersion: v2\nname: tracardi\nversion: 1.0.0\ndependencies: []',
    '1 wrong-file: this is the Chart.yaml of a chart: its values are in a file of their own',
  ],
  [
    'helmfile',
    'repositories: []\nreleases: [{name: a, chart: b}]',
    '2 wrong-file: this is a helmfile, no values file: its values stand below releases[].values',
  ],
  [
    'helm get values',
    'USER-SUPPLIED VALUES:\nredis: {port: 6379}',
    '1 wrong-file: this is the heading that `helm get values` prints, no key: remove the line, or use `helm get values RELEASE -o yaml`',
  ],
  [
    'helm get values --all',
    'COMPUTED VALUES:\nredis: {port: 6379}',
    '1 wrong-file: this is the heading that `helm get values` prints, no key: remove the line, or use `helm get values RELEASE -o yaml`',
  ],
  ...['null', '{}', '{"redis": 1}'].map((values) => [
    `helm get values of ${values}`,
    `USER-SUPPLIED VALUES:\n${values}\n`,
    '1 yaml-syntax: this is the heading that `helm get values` prints, no key: remove the line, or use `helm get values RELEASE -o yaml`',
  ]),
  [
    'helm get all',
    'NAME: t\nREVISION: 1\nUSER-SUPPLIED VALUES:\nredis: {port: x}\nMANIFEST:\n---\napiVersion: v1\nkind: Secret\n',
    '3 wrong-file: this is what `helm get all` prints, no values file: `helm get values RELEASE -o yaml` prints the values alone',
  ],
  [
    'values of an umbrella chart beside those of others',
    'tracardi: {api: {public: {replica: 1}}}\nother: {a: 1}',
    `1 wrong-file: tracardi holds values of this chart, as in the file of a chart that contains it: in a file of this chart they stand at the top; ${check('.tracardi')}`,
  ],
  [
    'values of an umbrella chart',
    'tracardi: {redis: {port: 6379}}',
    `1 wrong-file: tracardi holds values of this chart, as in the file of a chart that contains it: in a file of this chart they stand at the top; ${check('.tracardi')}`,
  ],
  [
    'values of an umbrella chart under an alias',
    'global: {a: 1}\ncdp: {redis: {port: 6379}, mysql: {host: a}}',
    `2 wrong-file: cdp holds values of this chart, as in the file of a chart that contains it: in a file of this chart they stand at the top; ${check('.cdp')}`,
  ],
])('%s is told as what it is, in one error', (_, yaml, message) => expect(errorsOf(yaml)).toEqual([message]));

test('nothing follows from a wrong file, no warning either', () => {
  expect(validateValues(`${flux} {values: {a: 1}}`, 'a.yaml')).toHaveLength(1);
  expect(
    validateValues('a: &a 1\ntracardi: {secrets: {redis: {password: changeme}}}\n---\nb: 1', 'a.yaml'),
  ).toHaveLength(1);
});

test('other errors beside are told, too', () => {
  expect(errorsOf('tracardi: {redis: {port: 1}}\nredis: {port: x}')).toHaveLength(2);
  expect(errorsOf('USER-SUPPLIED VALUES:\nredis: {port: x}\nelatsic: {}')).toEqual([
    expect.stringContaining('wrong-file'),
    expect.stringContaining('2 type: '),
    expect.stringContaining('did you mean elastic?'),
  ]);
});

test.each(['kind: a', 'apis: {redis: {port: 1}}', 'apiVersion: v1'])('%s is an unknown key only', (yaml) =>
  expect(errorsOf(yaml)).toEqual([expect.stringContaining('unknown-key')]),
);
