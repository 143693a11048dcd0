import { DATA_KEY, ENV_NAME, LABEL_NAME } from './patterns';
import { NOT_EMPTY, oneOf, single } from './words';
import type { Constraints } from './words';

/** Environment variables and what they are taken from. */
export const environment: Pick<Constraints, 'fields' | 'required'> = {
  fields: {
    'ConfigMapEnvSource.name': NOT_EMPTY,
    'ConfigMapKeySelector.key': DATA_KEY,
    'ConfigMapKeySelector.name': NOT_EMPTY,
    EnvFromSource: oneOf('configMapRef', 'secretRef'),
    'EnvVar.name': ENV_NAME,
    EnvVarSource: single('configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'),
    'FileKeySelector.volumeName': LABEL_NAME,
    'ObjectFieldSelector.fieldPath': {
      pattern:
        "^(metadata\\.(name|namespace|uid|labels|annotations)|metadata\\.(labels|annotations)\\['[^']+'\\]|spec\\.(nodeName|serviceAccountName)|status\\.(hostIP|podIP)s?)$",
      $comment: "a field of the pod such as metadata.name, metadata.labels['app'], spec.nodeName or status.podIP",
    },
    'ResourceFieldSelector.resource': {
      pattern: '^(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)$',
      $comment: 'limits. or requests. with cpu, memory, ephemeral-storage or hugepages-<size>',
    },
    'SecretEnvSource.name': NOT_EMPTY,
    'SecretKeySelector.key': DATA_KEY,
    'SecretKeySelector.name': NOT_EMPTY,
  },
  required: {
    ConfigMapEnvSource: ['name'],
    ConfigMapKeySelector: ['name'],
    SecretEnvSource: ['name'],
    SecretKeySelector: ['name'],
  },
};
