import {
  DATA_KEY,
  DESCENDING_PATH,
  KEYED_FIELD,
  LABEL_KEY,
  LABEL_NAME,
  LABEL_VALUE,
  LOCAL_PATH,
  POSITIVE_QUANTITY,
  SUBDOMAIN,
  SUBDOMAIN_OR_NONE,
} from './patterns';
import { NOT_EMPTY, PULL_POLICY, having, oneOf, where, whereGiven } from './words';
import type { Constraints } from './words';

/** Permissions of a file: 0777 at most. */
const MODE = { minimum: 0, maximum: 511 };

const FIELD_IN_FILE = {
  pattern: `^(metadata\\.(name|namespace|uid|labels|annotations)|${KEYED_FIELD})$`,
  $comment: "a field that a file may hold, such as metadata.name or metadata.labels['app']",
};

const CONTAINER_OF_FILE = { minLength: 1, $comment: 'the name of the container whose resources the file tells' };

const STORAGE = {
  type: 'object',
  additionalProperties: false,
  properties: {
    storage: {
      type: ['string', 'integer'],
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      pattern: POSITIVE_QUANTITY,
      $comment: 'how much the volume holds, such as 1Gi',
    },
  },
};

const OF_CORE_OR_GROUP = {
  if: { not: { required: ['apiGroup'] } },
  then: {
    properties: {
      kind: { enum: ['PersistentVolumeClaim'], $comment: 'PersistentVolumeClaim, unless apiGroup is given' },
    },
  },
};

/** Volumes, their mounts and the claims of ephemeral ones. */
export const volumes: Pick<Constraints, 'definitions' | 'fields' | 'fieldTypes' | 'onlyFields' | 'required'> = {
  definitions: {
    ClaimedResources: {
      type: 'object',
      additionalProperties: false,
      properties: {
        limits: STORAGE,
        requests: {
          ...STORAGE,
          required: ['storage'],
          $comment: 'a map with storage, which is how much the volume holds',
        },
      },
      required: ['requests'],
    },
  },
  fields: {
    'AzureDiskVolumeSource.cachingMode': { enum: ['None', 'ReadOnly', 'ReadWrite'] },
    'AzureDiskVolumeSource.kind': { enum: ['Shared', 'Dedicated', 'Managed'] },
    'ConfigMapProjection.name': SUBDOMAIN,
    'ConfigMapVolumeSource.defaultMode': MODE,
    'ConfigMapVolumeSource.name': SUBDOMAIN,
    DownwardAPIVolumeFile: {
      ...oneOf('fieldRef', 'resourceFieldRef'),
      allOf: [
        { properties: { fieldRef: { properties: { fieldPath: FIELD_IN_FILE } } } },
        { properties: { resourceFieldRef: having({ containerName: CONTAINER_OF_FILE }) } },
      ],
    },
    'DownwardAPIVolumeFile.mode': MODE,
    'DownwardAPIVolumeFile.path': LOCAL_PATH,
    'DownwardAPIVolumeSource.defaultMode': MODE,
    'EmptyDirVolumeSource.medium': {
      pattern: '^(Memory|HugePages(-[1-9][0-9]*[KMGT]i)?)?$',
      $comment: '"", Memory, HugePages or HugePages-<size>, such as HugePages-2Mi',
    },
    'HostPathVolumeSource.type': {
      enum: ['', 'DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
    },
    'ImageVolumeSource.pullPolicy': PULL_POLICY,
    'KeyToPath.key': DATA_KEY,
    'KeyToPath.mode': MODE,
    'KeyToPath.path': LOCAL_PATH,
    'ObjectMeta.annotations': { propertyNames: LABEL_KEY },
    'ObjectMeta.labels': { propertyNames: LABEL_KEY },
    'ObjectMeta.labels{}': LABEL_VALUE,
    PersistentVolumeClaimSpec: {
      allOf: [{ properties: { dataSource: OF_CORE_OR_GROUP, dataSourceRef: OF_CORE_OR_GROUP } }],
    },
    'PersistentVolumeClaimSpec.accessModes': {
      minItems: 1,
      anyOf: [{ items: { enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'] } }, { maxItems: 1 }],
      $comment: 'a list of access modes, in which ReadWriteOncePod stands alone',
    },
    'PersistentVolumeClaimSpec.accessModes[]': {
      enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
    },
    'PersistentVolumeClaimSpec.storageClassName': SUBDOMAIN_OR_NONE,
    'PersistentVolumeClaimSpec.volumeAttributesClassName': SUBDOMAIN_OR_NONE,
    'PersistentVolumeClaimSpec.volumeMode': { enum: ['Block', 'Filesystem'] },
    'PodCertificateProjection.keyType': {
      enum: ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'],
    },
    'PodCertificateProjection.signerName': NOT_EMPTY,
    'PodCertificateProjection.maxExpirationSeconds': { minimum: 3600, maximum: 7862400 },
    'ProjectedVolumeSource.defaultMode': MODE,
    'ScaleIOVolumeSource.storageMode': { enum: ['ThickProvisioned', 'ThinProvisioned'] },
    'SecretProjection.name': SUBDOMAIN,
    'SecretVolumeSource.defaultMode': MODE,
    'SecretVolumeSource.secretName': SUBDOMAIN,
    'ServiceAccountTokenProjection.expirationSeconds': { minimum: 600, maximum: 4294967296 },
    'ServiceAccountTokenProjection.path': LOCAL_PATH,
    'TypedLocalObjectReference.apiGroup': SUBDOMAIN,
    'TypedLocalObjectReference.kind': NOT_EMPTY,
    'TypedLocalObjectReference.name': NOT_EMPTY,
    'TypedObjectReference.apiGroup': SUBDOMAIN,
    'TypedObjectReference.kind': NOT_EMPTY,
    'TypedObjectReference.name': NOT_EMPTY,
    'TypedObjectReference.namespace': LABEL_NAME,
    Volume: { maxProperties: 2, $comment: 'a map with a name and one kind of volume' },
    'Volume.name': LABEL_NAME,
    'VolumeDevice.devicePath': NOT_EMPTY,
    'VolumeDevice.name': LABEL_NAME,
    VolumeMount: {
      allOf: [
        whereGiven('subPathExpr', {
          properties: { subPath: { enum: [''], $comment: 'left out where subPathExpr is given: remove one of them' } },
        }),
        where(
          'recursiveReadOnly',
          ['IfPossible', 'Enabled'],
          having({
            readOnly: { enum: [true], $comment: 'true where recursiveReadOnly is given: set it, or remove that' },
          }),
        ),
        where('recursiveReadOnly', ['IfPossible', 'Enabled'], {
          properties: {
            mountPropagation: { enum: ['None'], $comment: 'None where recursiveReadOnly is given: remove one of them' },
          },
        }),
      ],
    },
    'VolumeMount.mountPath': NOT_EMPTY,
    'VolumeMount.mountPropagation': { enum: ['None', 'HostToContainer', 'Bidirectional'] },
    'VolumeMount.name': LABEL_NAME,
    'VolumeMount.recursiveReadOnly': { enum: ['Disabled', 'IfPossible', 'Enabled'] },
    'VolumeMount.subPath': DESCENDING_PATH,
    'VolumeMount.subPathExpr': DESCENDING_PATH,
    VolumeProjection: { maxProperties: 1, $comment: 'a map with one kind of source' },
  },
  fieldTypes: { 'PersistentVolumeClaimSpec.resources': 'ClaimedResources' },
  // Within the definitions Kubernetes uses it only for the claim template of an ephemeral volume.
  onlyFields: { ObjectMeta: ['annotations', 'labels'] },
  required: {
    ConfigMapProjection: ['name'],
    ConfigMapVolumeSource: ['name'],
    PersistentVolumeClaimSpec: ['accessModes', 'resources'],
    SecretProjection: ['name'],
    SecretVolumeSource: ['secretName'],
  },
};
