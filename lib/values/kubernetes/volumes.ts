import { DATA_KEY, DESCENDING_PATH, LABEL_NAME } from './patterns';
import { NOT_EMPTY, PULL_POLICY, oneOf, whereGiven } from './words';
import type { Constraints } from './words';

/** Permissions of a file: 0777 at most. */
const MODE = { minimum: 0, maximum: 511 };

/** Volumes, their mounts and the claims of ephemeral ones. */
export const volumes: Pick<Constraints, 'fields' | 'onlyFields' | 'required'> = {
  fields: {
    'AzureDiskVolumeSource.cachingMode': { enum: ['None', 'ReadOnly', 'ReadWrite'] },
    'AzureDiskVolumeSource.kind': { enum: ['Shared', 'Dedicated', 'Managed'] },
    'ConfigMapProjection.name': NOT_EMPTY,
    'ConfigMapVolumeSource.defaultMode': MODE,
    'ConfigMapVolumeSource.name': NOT_EMPTY,
    DownwardAPIVolumeFile: oneOf('fieldRef', 'resourceFieldRef'),
    'DownwardAPIVolumeFile.mode': MODE,
    'DownwardAPIVolumeFile.path': { ...DESCENDING_PATH, minLength: 1 },
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
    'KeyToPath.path': { ...DESCENDING_PATH, minLength: 1 },
    'PersistentVolumeClaimSpec.accessModes': { minItems: 1 },
    'PersistentVolumeClaimSpec.accessModes[]': {
      enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
    },
    'PersistentVolumeClaimSpec.volumeMode': { enum: ['Block', 'Filesystem'] },
    'PodCertificateProjection.keyType': {
      enum: ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'],
    },
    'PodCertificateProjection.maxExpirationSeconds': { minimum: 3600, maximum: 7862400 },
    'ProjectedVolumeSource.defaultMode': MODE,
    'ScaleIOVolumeSource.storageMode': { enum: ['ThickProvisioned', 'ThinProvisioned'] },
    'SecretProjection.name': NOT_EMPTY,
    'SecretVolumeSource.defaultMode': MODE,
    'SecretVolumeSource.secretName': NOT_EMPTY,
    'ServiceAccountTokenProjection.expirationSeconds': { minimum: 600, maximum: 4294967296 },
    'ServiceAccountTokenProjection.path': NOT_EMPTY,
    Volume: { maxProperties: 2, $comment: 'a map with a name and one kind of volume' },
    'Volume.name': LABEL_NAME,
    'VolumeDevice.devicePath': NOT_EMPTY,
    'VolumeDevice.name': LABEL_NAME,
    VolumeMount: {
      allOf: [
        whereGiven('subPathExpr', {
          properties: { subPath: { enum: [''], $comment: 'left out where subPathExpr is given: remove one of them' } },
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
