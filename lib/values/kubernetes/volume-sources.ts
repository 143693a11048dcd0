import { LABEL_NAME, SUBDOMAIN } from './patterns';
import { NOT_EMPTY, having, oneOf, where, whereGiven } from './words';
import type { Constraints } from './words';

const BYTE = { minimum: 0, maximum: 255 };

const ABSOLUTE_PATH = { pattern: '^/', $comment: 'an absolute path' };

/** A part of a path that is not "..", without look-ahead, which RE2 does not have. */
const NO_BACKSTEPS = {
  minLength: 1,
  pattern: '^(\\.?/|(\\.|\\.?[^./][^/]*|\\.\\.[^/]+)(/|$))*$',
  $comment: 'a path without ".."',
};

const DRIVER_LABEL = '[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?';

const ISCSI_NAME =
  '^(iqn\\.[0-9]{4}-[0-9]{2}\\.[-A-Za-z0-9.]+:[^,;*&$|\\s]+|eui\\.[0-9A-Fa-f]{16}|naa\\.[0-9A-Fa-f]{32})$';

/** Texts without which a kind of volume is no volume; OpenAPI demands the keys, and the server that they are not empty. */
const NAMED: readonly string[] = [
  'AWSElasticBlockStoreVolumeSource.volumeID',
  'AzureDiskVolumeSource.diskName',
  'AzureFileVolumeSource.secretName',
  'AzureFileVolumeSource.shareName',
  'CinderVolumeSource.volumeID',
  'FlexVolumeSource.driver',
  'GCEPersistentDiskVolumeSource.pdName',
  'GitRepoVolumeSource.repository',
  'GlusterfsVolumeSource.endpoints',
  'GlusterfsVolumeSource.path',
  'ISCSIVolumeSource.targetPortal',
  'ImageVolumeSource.reference',
  'NFSVolumeSource.server',
  'PhotonPersistentDiskVolumeSource.pdID',
  'PortworxVolumeSource.volumeID',
  'QuobyteVolumeSource.volume',
  'RBDVolumeSource.image',
  'ScaleIOVolumeSource.gateway',
  'ScaleIOVolumeSource.system',
  'ScaleIOVolumeSource.volumeName',
  'VsphereVirtualDiskVolumeSource.volumePath',
];

/** What each kind of volume is found by (validation.go, validateVolumeSource). */
export const volumeSources: Pick<Constraints, 'fields' | 'required'> = {
  fields: {
    ...Object.fromEntries(NAMED.map((field) => [field, NOT_EMPTY])),
    'AWSElasticBlockStoreVolumeSource.partition': BYTE,
    AzureDiskVolumeSource: {
      allOf: [
        {
          ...where('kind', ['Managed'], {
            properties: {
              diskURI: { pattern: '^/subscriptions/', $comment: 'a path below /subscriptions/ where kind is Managed' },
            },
          }),
          else: {
            properties: {
              diskURI: { pattern: '^https://', $comment: 'a URL, https, unless kind is Managed' },
            },
          },
        },
      ],
    },
    'AzureDiskVolumeSource.diskURI': {
      pattern: '^(https://|/subscriptions/)[^ ]',
      $comment: 'a URL, or a path below /subscriptions/ where kind is Managed',
    },
    'CSIVolumeSource.driver': {
      pattern: `^${DRIVER_LABEL}(\\.${DRIVER_LABEL})*$`,
      maxLength: 63,
      $comment: 'the name of a driver such as efs.csi.aws.com, at most 63 characters',
    },
    'CephFSVolumeSource.monitors': { minItems: 1 },
    FCVolumeSource: {
      oneOf: [{ required: ['targetWWNs'] }, { required: ['wwids'] }],
      $comment: 'a map with either targetWWNs and lun or wwids',
      allOf: [whereGiven('targetWWNs', having({ lun: { $comment: 'given where targetWWNs is given: add it' } }))],
    },
    'FCVolumeSource.lun': BYTE,
    'FCVolumeSource.targetWWNs': { minItems: 1 },
    'FCVolumeSource.wwids': { minItems: 1 },
    FlockerVolumeSource: oneOf('datasetName', 'datasetUUID'),
    'FlockerVolumeSource.datasetName': { pattern: '^[^/]+$', $comment: 'a name without "/"' },
    'FlockerVolumeSource.datasetUUID': NOT_EMPTY,
    'GCEPersistentDiskVolumeSource.partition': BYTE,
    'GitRepoVolumeSource.directory': {
      pattern: '^((\\.|\\.?[^./][^/]*|\\.\\.[^/]+)(/|$))*$',
      $comment: 'a relative path without ".."',
    },
    'HostPathVolumeSource.path': NO_BACKSTEPS,
    'ISCSIVolumeSource.initiatorName': {
      pattern: ISCSI_NAME,
      $comment: 'the name of an initiator such as iqn.2001-04.com.example:host',
    },
    'ISCSIVolumeSource.iqn': {
      pattern: ISCSI_NAME,
      $comment: 'the name of a target such as iqn.2001-04.com.example:storage',
    },
    ISCSIVolumeSource: {
      allOf: ['chapAuthDiscovery', 'chapAuthSession'].map((key) => ({
        if: { required: [key], properties: { [key]: { enum: [true] } } },
        then: {
          required: ['secretRef'],
          properties: { secretRef: { $comment: `given where ${key} is true: add it, or remove ${key}` } },
        },
      })),
    },
    'ISCSIVolumeSource.lun': BYTE,
    'NFSVolumeSource.path': ABSOLUTE_PATH,
    'PersistentVolumeClaimVolumeSource.claimName': SUBDOMAIN,
    'QuobyteVolumeSource.registry': {
      pattern: '^[A-Za-z0-9.-]+:[0-9]{1,5}(,[A-Za-z0-9.-]+:[0-9]{1,5})*$',
      $comment: 'host:port, or several of them with commas between',
    },
    'QuobyteVolumeSource.tenant': { maxLength: 64 },
    'RBDVolumeSource.monitors': { minItems: 1 },
    'StorageOSVolumeSource.volumeName': LABEL_NAME,
    'StorageOSVolumeSource.volumeNamespace': LABEL_NAME,
  },
  required: {
    AzureDiskVolumeSource: ['diskName'],
    ImageVolumeSource: ['reference'],
    ScaleIOVolumeSource: ['volumeName'],
    StorageOSVolumeSource: ['volumeName'],
  },
};
