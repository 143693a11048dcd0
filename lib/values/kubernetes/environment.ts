import { DATA_KEY, ENV_NAME, KEYED_FIELD, LABEL_NAME, SUBDOMAIN } from './patterns';
import { oneOf, single } from './words';
import type { Constraints } from './words';

const ONE_VALUE = {
  pattern: '^(metadata\\.(name|namespace|uid)|.*\\].*|(spec|status)\\..*)$',
  $comment: "one value: a label or an annotation is metadata.labels['app']",
};

const CPU_DIVISOR = { pattern: '^(0|1|1m|1000m)$', $comment: '1 or 1m where the resource is cpu' };
const BYTES_DIVISOR = { pattern: '^(0|1|1[kMGTPE]|1[KMGTPE]i)$', $comment: '1 or one unit such as 1Mi' };

/** Environment variables and what they are taken from. */
export const environment: Pick<Constraints, 'definitions' | 'fields' | 'fieldTypes' | 'required'> = {
  definitions: {
    Divisor: {
      type: ['integer', 'string'],
      minimum: 0,
      maximum: 1,
      pattern: '^(0|1|1m|1000m|1[kMGTPE]|1[KMGTPE]i)$',
      $comment: '1 or one unit such as 1Mi, of cpu 1 or 1m',
    },
  },
  fields: {
    'ConfigMapEnvSource.name': SUBDOMAIN,
    'ConfigMapKeySelector.key': DATA_KEY,
    'ConfigMapKeySelector.name': SUBDOMAIN,
    EnvFromSource: oneOf('configMapRef', 'secretRef'),
    'EnvFromSource.prefix': { ...ENV_NAME, pattern: `^$|${ENV_NAME.pattern}` },
    'EnvVar.name': ENV_NAME,
    EnvVarSource: {
      ...single('configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'),
      allOf: [{ properties: { fieldRef: { properties: { fieldPath: ONE_VALUE } } } }],
    },
    'FileKeySelector.volumeName': LABEL_NAME,
    'ObjectFieldSelector.fieldPath': {
      pattern: `^(metadata\\.(name|namespace|uid|labels|annotations)|${KEYED_FIELD}|spec\\.(nodeName|serviceAccountName)|status\\.(hostIP|podIP)s?)$`,
      $comment: "a field of the pod such as metadata.name, metadata.labels['app'], spec.nodeName or status.podIP",
    },
    'ObjectFieldSelector.apiVersion': { enum: ['v1', ''] },
    ResourceFieldSelector: {
      allOf: [
        {
          if: { properties: { resource: { pattern: '\\.cpu$' } } },
          then: { properties: { divisor: CPU_DIVISOR } },
          else: { properties: { divisor: BYTES_DIVISOR } },
        },
      ],
    },
    'ResourceFieldSelector.resource': {
      pattern: '^(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)$',
      $comment: 'limits. or requests. with cpu, memory, ephemeral-storage or hugepages-<size>',
    },
    'SecretEnvSource.name': SUBDOMAIN,
    'SecretKeySelector.key': DATA_KEY,
    'SecretKeySelector.name': SUBDOMAIN,
  },
  fieldTypes: { 'ResourceFieldSelector.divisor': 'Divisor' },
  required: {
    ConfigMapEnvSource: ['name'],
    ConfigMapKeySelector: ['name'],
    SecretEnvSource: ['name'],
    SecretKeySelector: ['name'],
  },
};
